//! `onmodel init [PATH]`

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use onmodel_caption::{Caption, Vocabulary};
use onmodel_dataset::discover::{Options, discover};
use onmodel_dataset::{Dataset, write};
use onmodel_rules::guess;

use crate::args::Init;
use crate::exit::Exit;

pub(super) fn run(args: &Init) -> Result<Exit> {
    let file = args.path.join("onmodel.toml");
    if file.exists() {
        bail!("{} is there already; it stays as it is", file.display());
    }
    let discovery = discover(std::slice::from_ref(&args.path), &Options::default());
    let own = discovery.datasets.into_iter().find(|dataset| same(&dataset.root, &args.path));
    let Some(dataset) = own else {
        bail!(
            "{} holds no images: a set is a folder of images with captions beside them",
            args.path.display()
        );
    };
    let guess = guess_trigger(&dataset);
    let text = configuration(&dataset, guess.as_ref())?;
    write::create_new(&file, text.as_bytes())
        .with_context(|| format!("cannot write {}", file.display()))?;
    tell(&file, &dataset, guess.as_ref());
    Ok(Exit::Fine)
}

fn same(a: &Path, b: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    real(a) == real(b)
}

fn guess_trigger(dataset: &Dataset) -> Option<guess::Guess> {
    let captions: Vec<Caption> = dataset
        .captions
        .iter()
        .filter(|file| file.image.is_some())
        .map(|file| Caption::parse(file.text.clone()))
        .collect();
    guess::trigger(captions.iter(), Vocabulary::standard())
}

fn tell(file: &Path, dataset: &Dataset, guess: Option<&guess::Guess>) {
    let captioned = dataset.images.iter().filter(|image| image.caption.is_some()).count();
    outln!("wrote {}: {} images, {captioned} with a caption", file.display(), dataset.images.len());
    match guess {
        Some(guess) => outln!(
            "the trigger seems to be \"{}\": it opens {} of {} captions",
            guess.word,
            guess.opens,
            guess.of
        ),
        None => outln!("no trigger could be guessed: fill in `trigger`"),
    }
    let folder = file.parent().unwrap_or(Path::new("."));
    outln!("next: read it through, then `onmodel check {}`", folder.display());
}

/// A commented configuration with what the captions and the layout show.
fn configuration(dataset: &Dataset, guess: Option<&guess::Guess>) -> Result<String> {
    let quoted = |text: &str| toml_edit::Value::from(text).to_string().trim().to_owned();
    let trigger = match guess {
        Some(guess) => format!("trigger = {}", quoted(&guess.word)),
        None => "# trigger = \"krstl\"".to_owned(),
    };
    let trainer = &dataset.settings.trainer;
    let mut text = String::new();
    write!(
        text,
        r#"#:schema https://onmodel.dev/onmodel.schema.json
# What onmodel needs to know of this set. `onmodel schema config` tells every key.

[dataset]
name    = {name}
# The invented word that stands for the character: the same bytes in every caption.
{trigger}
# The ordinary word for what the character is.
# class   = "woman"
# The trainer that will read this folder ({evidence}).
trainer = "{trainer}"
# The base model trained on: flux.1-dev, flux.2-dev, sdxl, pony, illustrious, qwen-image, …
# base    = "flux.1-dev"

[traits]
# What changes from picture to picture: every caption must then name it.
# vary     = ["pose", "expression", "view", "framing", "background"]
# What never changes about the character.
# identity = ["red hair", "green eyes", "blue jacket"]

[rules]
# Levels are "off", "hint", "warning" and "error"; `onmodel rules` lists the rules.
# image-too-small = {{ severity = "error", min = 1024 }}

[score]
# `onmodel check` fails below this.
# min = 80
"#,
        name = quoted(&dataset.name),
        evidence = dataset.settings.trainer_evidence,
    )?;
    Ok(text)
}
