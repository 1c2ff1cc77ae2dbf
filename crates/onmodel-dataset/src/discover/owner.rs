//! The dataset that owns a file.

use std::path::{Path, PathBuf};

use super::Options;
use super::evidence::{Found, evidence, holds_image, is_named};
use crate::trainer::repeats_of;
use crate::{Evidence, disk, paths};

/// The nearest folder above `file` that is named; else the kohya set or metadata file it belongs to;
/// else its own folder, if that is a set or holds an image.
pub(super) fn owner(file: &Path, options: &Options) -> Option<Found> {
    let folder = paths::absolute(file)?.parent()?.to_owned();
    let shown =
        |folder: &Path| if file.is_absolute() { folder.to_owned() } else { paths::shown(folder) };
    let (root, evidence) = named_above(&folder, options)
        .map(|root| (root, Evidence::Named))
        .or_else(|| gathered_above(&folder, options))
        .or_else(|| itself(&folder, options))?;
    Some(Found { root: shown(&root), evidence })
}

fn named_above(folder: &Path, options: &Options) -> Option<PathBuf> {
    for ancestor in folder.ancestors() {
        if disk::list(ancestor).is_ok_and(|listing| is_named(ancestor, &listing, options)) {
            return Some(ancestor.to_owned());
        }
        if ancestor.join(".git").exists() {
            break;
        }
    }
    None
}

/// The parent, where it gathers its sub-folders' images.
fn gathered_above(folder: &Path, options: &Options) -> Option<(PathBuf, Evidence)> {
    let parent = folder.parent()?;
    let numbered = folder.file_name()?.to_str().is_some_and(|name| repeats_of(name).is_some());
    let found = evidence(parent, &disk::list(parent).ok()?, options)?;
    let gathers = match found {
        Evidence::KohyaFolders(_) => numbered,
        Evidence::Metadata(_) => true,
        _ => false,
    };
    gathers.then(|| (parent.to_owned(), found))
}

fn itself(folder: &Path, options: &Options) -> Option<(PathBuf, Evidence)> {
    let listing = disk::list(folder).ok()?;
    let given = || holds_image(&listing).then_some(Evidence::Given);
    let found = evidence(folder, &listing, options).or_else(given)?;
    Some((folder.to_owned(), found))
}
