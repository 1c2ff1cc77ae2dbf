//! How much is held open at once.
//!
//! Memory grows with what is held, and a folder may hold a studio's every set. Beyond a bound sets are
//! set aside: found, named, and not read until a document of theirs is opened, which holds them like
//! one from outside the folders.

use std::path::{Path, PathBuf};

use onmodel_dataset::Dataset;

use super::Workspace;

/// Images and captions held at most. One of each takes about 11 KB in all with what is known of them
/// (10,000 pairs: 115 MB more than none), so this is a little less than half a gigabyte.
pub(super) const MOST_FILES: usize = 80_000;

/// How much of a dataset there is to hold.
fn files(dataset: &Dataset) -> usize {
    dataset.images.len() + dataset.captions.len()
}

impl Workspace {
    /// Holds at most this many images and captions, the first set however large it is. What is held
    /// already stays until the folders are read again.
    pub fn hold_at_most(&mut self, files: usize) {
        self.most_files = files;
    }

    /// Whether a dataset still fits beside those held.
    pub(super) fn has_room_for(&self, dataset: &Dataset) -> bool {
        let held: usize = self.sets.iter().map(|held| files(&held.set.facts.dataset)).sum();
        held == 0 || held + files(dataset) <= self.most_files
    }

    /// Whether a file lies in a set that was set aside, where nobody would notice what becomes of it.
    pub(super) fn is_aside(&self, path: &Path) -> bool {
        self.aside.iter().any(|root| path.starts_with(root))
    }

    /// Sets that are aside and now held for an open document.
    pub(super) fn still_aside(&self) -> Vec<PathBuf> {
        let is_held =
            |root: &&PathBuf| self.sets.iter().any(|held| held.set.facts.dataset.root == **root);
        self.aside.iter().filter(|root| !is_held(root)).cloned().collect()
    }
}
