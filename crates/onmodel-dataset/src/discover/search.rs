//! The search below a folder.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::evidence::{Found, evidence, holds_image, is_named};
use super::{Options, Problem, Survey};
use crate::config::{FILE_NAME, Layer};
use crate::disk::{self, Listing};
use crate::trainer::repeats_of;
use crate::{Evidence, paths};

/// Every dataset at or below `root`. Links are not followed: a set is found where it lies.
pub(super) fn search(root: &Path, options: &Options, survey: &mut Survey) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    // Those that lie round the folder at hand, the innermost last: what is left is not come back to.
    let mut around: Vec<usize> = Vec::new();
    for folder in folders(root) {
        while around.pop_if(|outer| !found[*outer].lies_round(&folder)).is_some() {}
        let outer = around.last().map(|outer| &found[*outer]);
        let listing = match disk::list(&folder) {
            Ok(listing) => listing,
            Err(fault) => {
                if outer.is_none() {
                    survey.problems.push(Problem::Unreadable(folder, crate::words(&fault)));
                }
                continue;
            }
        };
        if let Some(evidence) = judge(&folder, &listing, outer, options) {
            around.push(found.len());
            found.push(Found { root: folder, evidence });
        } else {
            syntax_errors(&folder, &listing, options, survey);
        }
    }
    if found.is_empty() && disk::list(root).is_ok_and(|listing| holds_image(&listing)) {
        found.push(Found { root: plain(root), evidence: Evidence::Given });
    }
    found
}

/// All folders from `root` down in the order of their paths, hidden and ignored ones left out.
fn folders(root: &Path) -> impl Iterator<Item = PathBuf> {
    WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .parents(true)
        .git_ignore(true)
        .require_git(false)
        .sort_by_file_name(std::ffi::OsStr::cmp)
        .filter_entry(|entry| {
            entry.depth() == 0 || entry.file_type().is_some_and(|kind| kind.is_dir())
        })
        .build()
        .filter_map(Result::ok)
        .map(|entry| plain(entry.path()))
}

/// `./a` as `a`, an empty path as `.`.
fn plain(path: &Path) -> PathBuf {
    match path.strip_prefix(".") {
        Ok(rest) if rest.as_os_str().is_empty() => PathBuf::from("."),
        Ok(rest) => rest.to_owned(),
        Err(_) => path.to_owned(),
    }
}

impl Found {
    fn lies_round(&self, folder: &Path) -> bool {
        self.root == Path::new(".") && folder.is_relative() || folder.starts_with(&self.root)
    }
}

/// Why `folder` is a dataset, given the one it lies in: a named set and a metadata file's own all
/// images below them, a kohya set its direct sub-folders and all below its `N_name` folders.
fn judge(
    folder: &Path,
    listing: &Listing,
    outer: Option<&Found>,
    options: &Options,
) -> Option<Evidence> {
    let owned = outer.is_some_and(|outer| match outer.evidence {
        Evidence::Named | Evidence::Metadata(_) => true,
        Evidence::KohyaFolders(_) => is_kohyas(&outer.root, folder),
        Evidence::Pair(_) | Evidence::Given => false,
    });
    let found = if owned {
        let kohya_of_its_own = |outer: &Found| matches!(outer.evidence, Evidence::KohyaFolders(_));
        match evidence(folder, listing, options)? {
            Evidence::KohyaFolders(name) if outer.is_some_and(kohya_of_its_own) => {
                Evidence::KohyaFolders(name)
            }
            _ if is_named(folder, listing, options) => Evidence::Named,
            _ => return None,
        }
    } else {
        evidence(folder, listing, options)?
    };
    Some(found)
}

fn is_kohyas(root: &Path, folder: &Path) -> bool {
    let below =
        if root == Path::new(".") { folder } else { folder.strip_prefix(root).unwrap_or(folder) };
    let mut parts = below.components();
    let numbered = parts
        .next()
        .and_then(|first| first.as_os_str().to_str())
        .is_some_and(|first| repeats_of(first).is_some());
    numbered || parts.next().is_none()
}

/// A configuration that is no TOML is an error even where it keeps a folder from being a dataset.
fn syntax_errors(folder: &Path, listing: &Listing, options: &Options, survey: &mut Survey) {
    if options.config.is_some() || !listing.files.iter().any(|name| name == FILE_NAME) {
        return;
    }
    let Some(at) = paths::absolute(folder).map(|folder| folder.join(FILE_NAME)) else { return };
    let Ok(bytes) = disk::read(&at, &options.overlay) else { return };
    // Shown as the layers of datasets below it are, so that its faults are reported once.
    let path = if folder.is_absolute() { at } else { paths::shown(&at) };
    if let Err(errors) = Layer::parse(path, folder.to_owned(), &bytes) {
        for error in errors {
            survey.add_error(error);
        }
    }
}
