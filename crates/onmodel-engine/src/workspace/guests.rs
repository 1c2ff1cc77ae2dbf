//! Sets outside the folders, held while a document of theirs is open.

use std::path::{Path, PathBuf};

use onmodel_dataset::config::FILE_NAME;
use onmodel_dataset::{Dataset, Evidence, discover};

use super::Workspace;
use super::held::is_layer;
use super::paths::cleaned;

impl Workspace {
    /// Holds the sets of open documents that none of the folders has.
    pub(super) fn admit_guests(&mut self) {
        let open: Vec<PathBuf> = self.texts.keys().cloned().collect();
        for path in open {
            self.admit(&path);
        }
    }

    /// Holds the set an open document belongs to, if it is a caption or the configuration of one.
    pub(super) fn admit(&mut self, path: &Path) {
        if self.is_owned(path) || !path.is_file() {
            return;
        }
        let found = discover(&[path], &self.discovery());
        for dataset in found.datasets {
            if is_of(&dataset, path) && !self.is_held(&dataset.root) {
                let before = self.sets.len();
                self.hold(dataset);
                if let Some(held) = self.sets.get_mut(before) {
                    held.guest_of = Some(path.to_owned());
                }
            }
        }
        for error in found.errors {
            if cleaned(&error.place.path) == path {
                self.add_error(error);
            }
        }
    }

    /// Lets go of the set held for a document that was closed, and of its faults.
    pub(super) fn dismiss(&mut self, path: &Path) {
        let before = self.sets.len();
        self.sets.retain(|held| held.guest_of.as_deref() != Some(path));
        if self.sets.len() != before {
            self.judge_neighbours_again();
            self.admit_guests();
        }
        if !self.is_inside(path) {
            self.errors.retain(|error| cleaned(&error.place.path) != path);
        }
    }

    /// Whether a file lies in one of the folders.
    pub(super) fn is_inside(&self, path: &Path) -> bool {
        self.folders.iter().any(|folder| path.starts_with(folder))
    }

    fn is_owned(&self, path: &Path) -> bool {
        self.errors.iter().any(|error| cleaned(&error.place.path) == path)
            || self.sets.iter().any(|held| {
                held.files.captions.contains_key(path)
                    || is_layer(&held.set.facts.dataset.settings, path)
            })
    }

    fn is_held(&self, root: &Path) -> bool {
        self.sets.iter().any(|held| held.set.facts.dataset.root == root)
    }
}

/// Whether a file is a caption or the configuration of a set; a text that merely lies beside an
/// image is neither.
fn is_of(dataset: &Dataset, path: &Path) -> bool {
    let is_caption = || {
        dataset.evidence != Evidence::Given
            && dataset.captions.iter().any(|caption| caption.path == path)
    };
    let is_config = || path.file_name().is_some_and(|name| name == FILE_NAME);
    is_caption() || (is_config() && is_layer(&dataset.settings, path))
}
