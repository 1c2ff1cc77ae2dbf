//! `onmodel publish`

use std::path::Path;

use anyhow::{Context, Result, bail};
use onmodel_engine::OpenSet;
use onmodel_report::harmless;
use onmodel_scenario::Client;
use onmodel_scenario::api::AssetId;
use onmodel_scenario::api::models::{Model, ModelChange};
use onmodel_scenario::assumptions::MOST_EXAMPLES;
use onmodel_scenario::orders::Ledger;
use onmodel_scenario::prompts::{Studio, find_model, test_prompts};
use onmodel_scenario::publish::{Publication, Thumbnail, thumbnail_asset};

use crate::args::trained::Publish;
use crate::commands::one_set;
use crate::commands::paid::{self, Agreed};
use crate::commands::submit::{block_on, client};
use crate::exit::Exit;

/// Prompts whose pictures are looked for among what was ordered.
const LOOKED_FOR: usize = 60;

pub(super) fn run(args: &Publish) -> Result<Exit> {
    if !args.dry_run {
        paid::must_be_possible(args.yes, "it may be written")?;
    }
    let set = one_set::open(&args.path, args.config.clone())?;
    let client = client(set.facts.context.settings.submit.project.as_deref())?;
    block_on(publish(args, &set, &client))?
}

async fn publish(args: &Publish, set: &OpenSet, client: &Client) -> Result<Exit> {
    let model = find_model(client, &set.facts.dataset, args.model.as_deref()).await?;
    let present = model.short_description.as_deref().unwrap_or_default();
    let mut publication = Publication::of(&set.facts, present);
    publication.tags.extend(args.tags.iter().cloned());
    if let Some(file) = &args.thumbnail {
        publication.thumbnail = Some(image_named(set, file)?);
    }
    let examples = examples(args, set, client, &model).await?;
    show(set, &model, &publication, &examples);
    if args.dry_run {
        outln!("\nNothing was written.");
        return Ok(Exit::Fine);
    }
    if !args.yes && paid::ask("Write this?") == Agreed::No {
        outln!("Nothing was written. The same command asks again.");
        return Ok(Exit::Short);
    }
    write(set, client, &model, &publication, &examples).await?;
    outln!("{} shows it now. Nothing of this was paid for.", model.id);
    Ok(Exit::Fine)
}

fn image_named(set: &OpenSet, file: &Path) -> Result<usize> {
    let dataset = &set.facts.dataset;
    let is_it = |path: &Path, relative: &Path| {
        relative == file
            || path == file
            || path.canonicalize().ok().zip(file.canonicalize().ok()).is_some_and(|(a, b)| a == b)
    };
    let found = dataset.images.iter().position(|image| is_it(&image.path, &image.relative));
    found.with_context(|| {
        format!("{}: no image of this set; --thumbnail takes one of them", file.display())
    })
}

/// Those named, else what `onmodel prompts --run` had painted by this model.
async fn examples(
    args: &Publish,
    set: &OpenSet,
    client: &Client,
    model: &Model,
) -> Result<Vec<AssetId>> {
    if !args.examples.is_empty() {
        if args.examples.len() > MOST_EXAMPLES {
            bail!("a model has at most {MOST_EXAMPLES} examples");
        }
        return Ok(args.examples.iter().map(AssetId::new).collect());
    }
    // A model that nothing can be run with has painted nothing.
    let Ok(studio) = Studio::of(client, model, None, 1).await else { return Ok(Vec::new()) };
    let ledger = Ledger::open(client.endpoint())?;
    let mut assets = Vec::new();
    for prompt in test_prompts(&set.facts, LOOKED_FOR) {
        assets.extend(ledger.assets(&studio.order(&prompt.prompt).key)?);
    }
    Ok(assets)
}

fn show(set: &OpenSet, model: &Model, publication: &Publication, examples: &[AssetId]) {
    let bold = anstyle::Style::new().bold();
    let line = |name: &str, value: &str| {
        let text = format!("  {name:<12}  {}", harmless(value));
        outln!("{}", text.trim_end());
    };
    outln!("{bold}What {} will show{bold:#}", model.id);
    line("description", &publication.short);
    publication.long.lines().for_each(|text| line("", text));
    let thumbnail = publication.thumbnail.map(|index| set.facts.image(index).relative());
    line("thumbnail", thumbnail.as_deref().unwrap_or("as it is"));
    let examples: Vec<&str> = examples.iter().map(AssetId::as_str).collect();
    match examples.as_slice() {
        [] => line("examples", "as they are (`onmodel prompts --run` paints some)"),
        some => line("examples", &some.join(", ")),
    }
    line("tags", &publication.tags.join(", "));
}

async fn write(
    set: &OpenSet,
    client: &Client,
    model: &Model,
    publication: &Publication,
    examples: &[AssetId],
) -> Result<()> {
    let thumbnail = match publication.thumbnail {
        Some(index) => {
            let image = &set.facts.dataset.images[index];
            Some(match thumbnail_asset(model, image) {
                Thumbnail::Kept(asset) => asset,
                Thumbnail::New(name) => upload(client, &name, &image.path).await?,
            })
        }
        None => None,
    };
    let change = ModelChange {
        short_description: Some(publication.short.clone()),
        thumbnail,
        ..ModelChange::default()
    };
    client.change_model(&model.id, &change).await?;
    client.describe(&model.id, &publication.long).await?;
    client.add_tags(&model.id, &publication.tags).await?;
    if !examples.is_empty() {
        client.pin_examples(&model.id, examples).await?;
    }
    Ok(())
}

/// A picture kept at the service, whatever its size.
pub(super) async fn upload(client: &Client, name: &str, path: &Path) -> Result<AssetId> {
    let bytes = std::fs::read(path).with_context(|| format!("{}", path.display()))?;
    let kind = match path.extension().and_then(|end| end.to_str()).map(str::to_lowercase).as_deref()
    {
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("gif") => "image/gif",
        Some("tif" | "tiff") => "image/tiff",
        _ => "image/png",
    };
    Ok(client.upload(name, kind, &bytes.into(), &|_| {}).await?)
}
