//! Where an enlargement goes: beside the small image, or in its place.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use onmodel_dataset::{CaptionSource, write};
use onmodel_engine::fix::Mended;
use onmodel_report::harmless;
use onmodel_rules::{Facts, Operation};
use onmodel_scenario::orders::Made;
use onmodel_scenario::upscale::Small;
use onmodel_vision::probe::probe;
use onmodel_vision::{Examiner, Format};

use crate::exit::Exit;

/// What an enlargement's name ends with.
const ENDING: &str = "-upscaled";
/// Extensions it may have.
const EXTENSIONS: [&str; 3] = ["png", "jpg", "webp"];

/// Where an enlargement goes.
pub(super) enum Target {
    /// Beside the small image; its name without the extension, which the service decides.
    New(PathBuf),
    /// It is there.
    Enlarged(PathBuf),
    /// Nowhere.
    Refused(String),
}

/// An enlargement on the disk.
pub(super) struct Saved {
    pub(super) target: Target,
}

/// Where an image's enlargement goes.
pub(super) fn target(facts: &Facts, small: &Small, replace: bool) -> Target {
    let stem = small.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let base = small.path.with_file_name(format!("{stem}{ENDING}"));
    let is_row = facts
        .image(small.image)
        .caption()
        .is_some_and(|caption| caption.file.source != CaptionSource::Sidecar);
    if replace && is_row {
        return Target::Refused(
            "its caption is a row that names the file; without --replace the new image goes beside \
             it, and the row is yours to change"
                .to_owned(),
        );
    }
    let there = EXTENSIONS.iter().map(|end| with_extension(&base, end)).find(|path| path.exists());
    there.map_or(Target::New(base), Target::Enlarged)
}

/// `a.b-upscaled` with an extension: its own dot is none.
fn with_extension(base: &Path, extension: &str) -> PathBuf {
    let name = base.file_name().unwrap_or_default().to_string_lossy();
    base.with_file_name(format!("{name}.{extension}"))
}

/// Writes an enlargement beside the small image, and a copy of its caption beside that if it is to
/// stay there.
pub(super) fn save(
    facts: &Facts,
    small: &Small,
    target: &Target,
    made: &[Made],
    wanted: u32,
    copies_caption: bool,
) -> Result<Saved> {
    let Target::New(base) = target else {
        bail!("{}: there is an enlargement already", small.name)
    };
    let made = made.first().with_context(|| format!("{}: Scenario made no picture", small.name))?;
    let header = probe(&made.bytes).map_err(|fault| {
        anyhow::anyhow!("{}: what Scenario made is no picture: {}", small.name, fault.detail)
    })?;
    let extension = match header.format {
        Format::Jpeg => "jpg",
        Format::WebP => "webp",
        Format::Png => "png",
        other => bail!("{}: Scenario made a {other:?}, which trainers do not read", small.name),
    };
    let size = header.shown();
    let path = with_extension(base, extension);
    write::create_new(&path, &made.bytes)?;
    let is_sound = Examiner::without_cache().examine(&path).pixels().is_some();
    let caption = if copies_caption { copy_caption(facts, small, &path)? } else { "" };
    let shown = path.display().to_string();
    outln!("{} {} px → {} {size} px{caption}", harmless(&small.name), small.size, harmless(&shown));
    if !is_sound {
        anstream::eprintln!("{}: it cannot be read whole; look at it", harmless(&shown));
    }
    if size.short() < wanted {
        anstream::eprintln!(
            "{}: still {} of the {wanted} px wanted on the shorter side",
            harmless(&shown),
            size.short()
        );
    }
    Ok(Saved { target: Target::Enlarged(path) })
}

/// The new image's caption: a copy of the small one's, so that neither trains without one.
fn copy_caption(facts: &Facts, small: &Small, image: &Path) -> Result<&'static str> {
    let Some(caption) = facts.image(small.image).caption() else { return Ok("") };
    if caption.file.source != CaptionSource::Sidecar {
        return Ok("; its caption is a row: add one for it");
    }
    let extension = caption.file.path.extension().unwrap_or_default().to_string_lossy();
    let stem = image.file_stem().unwrap_or_default().to_string_lossy();
    let copy = image.with_file_name(format!("{stem}.{extension}"));
    let bytes = std::fs::read(&caption.file.path)
        .with_context(|| format!("{}", caption.file.path.display()))?;
    match write::create_new(&copy, &bytes) {
        Ok(()) => Ok(", caption copied"),
        Err(write::WriteError::Exists(_)) => Ok(""),
        Err(error) => Err(error.into()),
    }
}

/// Moves the small image aside and gives the enlargement its name; the caption stays where it is, and
/// the copy beside the enlargement goes aside too.
pub(super) fn replace(facts: &Facts, small: &Small, target: &Target) -> Exit {
    let Target::Enlarged(enlarged) = target else { return Exit::Failed };
    let extension = enlarged.extension().unwrap_or_default();
    let last = small.path.with_extension(extension);
    if last != small.path && last.symlink_metadata().is_ok() {
        anstream::eprintln!("{}: left as it is: it is there already", last.display());
        return Exit::Failed;
    }
    let mut operations = Vec::new();
    operations
        .extend(copied_caption(facts, small, enlarged).map(|path| Operation::MoveAside { path }));
    operations.push(Operation::MoveAside { path: small.path.clone() });
    operations.push(Operation::Rename { from: enlarged.clone(), to: last.clone() });
    let titled = operations.into_iter().map(|operation| ("put in place".to_owned(), operation));
    let mended = Mended { operations: titled.collect(), ..Mended::default() };
    let done = mended.write(&facts.dataset.root, None);
    for failure in &done.failures {
        anstream::eprintln!("{failure}");
    }
    if done.failures.is_empty() {
        let last = last.display().to_string();
        outln!("{} is the enlarged one now; the small one is in .onmodel-aside", harmless(&last));
        return Exit::Fine;
    }
    Exit::Failed
}

fn copied_caption(facts: &Facts, small: &Small, enlarged: &Path) -> Option<PathBuf> {
    let caption = facts.image(small.image).caption()?;
    let stem = enlarged.file_stem()?.to_string_lossy();
    let extension = caption.file.path.extension()?.to_string_lossy();
    let copy = enlarged.with_file_name(format!("{stem}.{extension}"));
    copy.exists().then_some(copy)
}
