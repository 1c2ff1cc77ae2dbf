//! Images without a caption, and where it would be written.

use std::collections::BTreeSet;
use std::path::PathBuf;

use onmodel_dataset::write::Snapshot;
use onmodel_dataset::{CaptionSource, Layout};
use onmodel_rules::{Facts, ImageView};

/// An image without a caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanting {
    /// Its index in the set.
    pub image: usize,
    /// Where its caption would be written.
    pub path: PathBuf,
    /// What the blank file there holds; nothing where there is no file.
    pub blank: Option<Snapshot>,
}

/// An image whose caption cannot be drafted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The image.
    pub path: PathBuf,
    /// Why not.
    pub why: String,
}

/// The images of a set that have no caption or a blank one. Two that share a stem share a caption, and
/// the first of them is looked at.
pub fn wanting(facts: &Facts) -> (Vec<Wanting>, Vec<Skipped>) {
    let extension = extension(facts);
    let mut paths = BTreeSet::new();
    let (mut wanting, mut skipped) = (Vec::new(), Vec::new());
    for image in facts.all_images().filter(is_bare) {
        match place(facts, &image, &extension) {
            Ok(found) if paths.insert(found.path.clone()) => wanting.push(found),
            Ok(_) => {}
            Err(why) => skipped.push(Skipped { path: image.file.path.clone(), why }),
        }
    }
    (wanting, skipped)
}

/// A caption that could not be read is somebody's: it is not blank.
fn is_bare(image: &ImageView<'_>) -> bool {
    image
        .caption()
        .is_none_or(|caption| caption.file.body.is_ok() && caption.text().trim().is_empty())
}

fn place(facts: &Facts, image: &ImageView<'_>, extension: &str) -> Result<Wanting, String> {
    let blank = image.caption().map(|caption| caption.file);
    let is_row = blank.is_some_and(|file| file.source != CaptionSource::Sidecar);
    if is_row || facts.dataset.layout == Layout::Metadata {
        return Err("its caption belongs into the metadata file; write it there".to_owned());
    }
    let path = match blank {
        Some(file) => file.path.clone(),
        None => image.file.path.with_extension(extension.trim_start_matches('.')),
    };
    if blank.is_none() && path.symlink_metadata().is_ok() {
        return Err(format!("{} is there already", path.display()));
    }
    let snapshot = blank.and_then(|file| Some(file.body.as_ref().ok()?.snapshot));
    Ok(Wanting { image: image.index, path, blank: snapshot })
}

/// The extension the set's other captions have, else the one configured or the trainer's own.
fn extension(facts: &Facts) -> String {
    let beside =
        facts.used_captions().find(|caption| caption.file.source == CaptionSource::Sidecar);
    let used = beside.and_then(|caption| Some(caption.file.path.extension()?.to_str()?.to_owned()));
    let own = || facts.context.trainer.caption_extensions(&facts.context.run()).into_iter().next();
    used.or_else(own).unwrap_or_else(|| ".txt".to_owned())
}
