//! Which datasets a change touches.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use onmodel_dataset::config::{ConfigError, FILE_NAME, Table};
use onmodel_dataset::discover::Found;
use onmodel_dataset::git::GitError;
use onmodel_dataset::{Dataset, Evidence, IMAGE_EXTENSIONS, Layer, Settings};

use super::Changed;

/// Endings of files, beside images and captions, that say something of a dataset: metadata,
/// configurations of trainers, and what trainers keep of earlier runs.
const TELLING: [&str; 10] =
    ["txt", "caption", "jsonl", "json", "csv", "toml", "yaml", "yml", "npz", "safetensors"];

/// The datasets a change touches.
pub(super) struct Touched {
    touched: Vec<bool>,
    /// The files that configure any dataset, links resolved.
    pub(super) layers: Vec<PathBuf>,
}

impl Touched {
    /// Holds the changed files against the datasets found; `outlines` are in their order.
    ///
    /// # Errors
    /// Where a dataset lies outside the repository.
    pub(super) fn of(
        found: &[Found],
        outlines: &[Result<Dataset, Vec<ConfigError>>],
        change: &Changed,
    ) -> Result<Self, GitError> {
        let mut touched = vec![false; found.len()];
        touch_by_place(&mut touched, found, outlines, change)?;
        let changed: HashSet<&Path> = change.paths().collect();
        let mut layers = BTreeSet::new();
        for (index, outline) in outlines.iter().enumerate() {
            let root = real(&found[index].root);
            let Ok(dataset) = outline else {
                // What is wrong with it is told where the change may be the reason.
                touched[index] |= change.paths().any(|path| is_config_above(path, &root));
                continue;
            };
            let own: Vec<PathBuf> = layers_of(&dataset.settings).collect();
            let is_under = |file: PathBuf| changed.iter().any(|path| path.starts_with(&file));
            touched[index] |= own.iter().any(|file| changed.contains(file.as_path()))
                || consulted(&dataset.settings).any(is_under)
                || is_under_changed_file(&root, change);
            layers.extend(own);
        }
        Ok(Self { touched, layers: layers.into_iter().collect() })
    }

    /// Whether the dataset of this index is touched.
    pub(super) fn is_touched(&self, index: usize) -> bool {
        self.touched.get(index).copied().unwrap_or(false)
    }
}

/// Marks the datasets whose own files changed.
fn touch_by_place(
    touched: &mut [bool],
    found: &[Found],
    outlines: &[Result<Dataset, Vec<ConfigError>>],
    change: &Changed,
) -> Result<(), GitError> {
    let mut roots = HashMap::new();
    for (index, one) in found.iter().enumerate() {
        roots.insert(inside(&one.root, change)?, index);
    }
    for path in change.paths() {
        let is_config = is_config(path);
        for folder in path.ancestors().skip(1) {
            let Some(&index) = roots.get(folder) else { continue };
            let (evidence, outline) = (&found[index].evidence, outlines[index].as_ref().ok());
            touched[index] |=
                is_config || reaches(evidence, folder, path) && matters(path, outline);
            // A configuration that comes or goes makes a set of a part of the one round it.
            if !is_config {
                break;
            }
        }
    }
    Ok(())
}

fn is_config(path: &Path) -> bool {
    path.file_name() == Some(OsStr::new(FILE_NAME))
}

fn is_config_above(path: &Path, root: &Path) -> bool {
    is_config(path) && path.parent().is_some_and(|folder| root.starts_with(folder))
}

/// A dataset's folder with links resolved, if it lies in the repository.
fn inside(root: &Path, change: &Changed) -> Result<PathBuf, GitError> {
    let real = real(root);
    if real.starts_with(change.git.top()) {
        return Ok(real);
    }
    Err(GitError::Outside { path: root.to_owned(), top: change.git.top().to_owned() })
}

pub(super) fn real(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Whether the folder lies under a configuration that was deleted (and so is nobody's layer now), or
/// in a submodule that moved on.
fn is_under_changed_file(root: &Path, change: &Changed) -> bool {
    change.changes.iter().any(|change| {
        let deleted = change.before.as_deref().filter(|_| change.before != change.now);
        deleted.is_some_and(|path| is_config_above(path, root))
            || change.now.as_deref().is_some_and(|folder| root.starts_with(folder))
    })
}

/// Whether the files of a dataset may lie there.
fn reaches(evidence: &Evidence, root: &Path, path: &Path) -> bool {
    let depth = path.strip_prefix(root).map_or(0, |below| below.components().count());
    match evidence {
        Evidence::Named | Evidence::Metadata(_) => true,
        Evidence::KohyaFolders(_) => depth <= 3,
        Evidence::Pair(_) | Evidence::Given => depth == 1,
    }
}

/// Whether a file says something of its dataset: a picture, a caption, a configuration.
pub(super) fn matters(path: &Path, dataset: Option<&Dataset>) -> bool {
    let own = dataset.and_then(|dataset| dataset.settings.caption_extension.as_deref());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    IMAGE_EXTENSIONS.contains(&ending.as_str())
        || TELLING.contains(&ending.as_str())
        || own.is_some_and(|own| name.ends_with(own))
}

/// The files that configure a dataset, links resolved.
fn layers_of(settings: &Settings) -> impl Iterator<Item = PathBuf> {
    let file = |layer: &Layer| {
        layer.path.file_name().map_or_else(|| layer.path.clone(), |name| layer.folder.join(name))
    };
    settings.layers.iter().map(move |layer| real(&file(layer)))
}

/// Other files and folders a judgement asks: the trainer's own configuration, a tokenizer, plugins.
fn consulted(settings: &Settings) -> impl Iterator<Item = PathBuf> {
    let named = [&settings.trainer_config, &settings.tokenizer].into_iter().flatten().cloned();
    let plugins = settings.layers.iter().flat_map(|layer| {
        let tables = layer.get("plugins").and_then(|node| node.value.as_table());
        let tables = tables.into_iter().flat_map(Table::iter);
        let paths = tables.filter_map(|(_, plugin)| plugin.value.as_table()?.get("path"));
        paths.filter_map(|path| Some(layer.resolve(path.value.as_str()?))).collect::<Vec<_>>()
    });
    named.chain(plugins).map(|path| real(&path))
}

/// The folders of deleted images that no dataset holds any more.
pub(super) fn gone(change: &Changed, roots: &[&Path]) -> Vec<PathBuf> {
    let roots: Vec<PathBuf> = roots.iter().map(|root| real(root)).collect();
    let moved = change.changes.iter().filter(|change| change.before != change.now);
    let images = moved.filter_map(|change| change.before.as_deref()).filter(|path| {
        let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        IMAGE_EXTENSIONS.iter().any(|known| ending.eq_ignore_ascii_case(known))
    });
    let folders: BTreeSet<&Path> = images.filter_map(Path::parent).collect();
    let is_gone =
        |folder: &&Path| !folder.exists() && !roots.iter().any(|root| folder.starts_with(root));
    folders.into_iter().filter(is_gone).map(Path::to_owned).collect()
}
