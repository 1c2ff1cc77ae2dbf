//! What a change of configurations lets pass that did not pass before.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use onmodel_dataset::config::FILE_NAME;
use onmodel_dataset::{Layer, read_text};
use onmodel_rules::weakened::{Weakening, weakened};

use super::Changed;
use super::before::Past;

/// Endings of plugins' libraries, on all systems.
const LIBRARIES: [&str; 3] = ["so", "dylib", "dll"];

/// Everything milder in the configurations that changed: every `onmodel.toml`, and whatever else
/// configures a dataset now. Of a plugin's library nobody knows what another one checks, so that it is
/// another one is told.
pub(super) fn find(
    past: &mut Past,
    change: &Changed,
    layers: &[PathBuf],
) -> Vec<(PathBuf, Weakening)> {
    let is_config = |path: &Path| {
        path.file_name() == Some(OsStr::new(FILE_NAME)) || layers.iter().any(|layer| layer == path)
    };
    let mut files = BTreeSet::new();
    for change in &change.changes {
        let paths = (change.before.as_deref(), change.now.as_deref());
        if paths.0.is_some_and(is_config) || paths.1.is_some_and(is_config) {
            files.insert(paths);
        }
    }
    let mut found = exchanged(change);
    for (before, now) in files {
        let old = before.and_then(|path| past.read(path)).and_then(|bytes| parse(before?, &bytes));
        let new = now.and_then(|path| parse(path, &read_text(path).ok()?));
        let file = now.or(before).unwrap_or(Path::new(FILE_NAME));
        let milder = weakened(old.as_ref(), new.as_ref());
        found.extend(milder.into_iter().map(|one| (file.to_owned(), one)));
    }
    found
}

/// Libraries of plugins that were exchanged or went, as the change shows them.
fn exchanged(change: &Changed) -> Vec<(PathBuf, Weakening)> {
    let is_library = |path: &&Path| {
        let ending = path.extension().and_then(OsStr::to_str);
        ending.is_some_and(|ending| LIBRARIES.contains(&ending))
    };
    let told = change.changes.iter().filter_map(|change| {
        let before = change.before.as_deref().filter(is_library)?;
        let (about, what) = ("plugins".to_owned(), "another library than before".to_owned());
        Some((before.to_owned(), Weakening { about, what }))
    });
    told.collect()
}

/// A file that is no TOML says nothing; that it is none is told elsewhere.
fn parse(path: &Path, bytes: &[u8]) -> Option<Layer> {
    let folder = path.parent().unwrap_or(path).to_owned();
    Layer::parse(path.to_owned(), folder, bytes).ok()
}
