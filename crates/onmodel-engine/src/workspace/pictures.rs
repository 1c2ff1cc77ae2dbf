//! What was seen of images, by their files.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_dataset::ImageFile;
use onmodel_vision::ImageFacts;

/// An image to look at. What is seen counts only while nothing newer happened to the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unseen {
    /// The file.
    pub path: PathBuf,
    ticket: u64,
}

/// What was seen of each image, and which must be looked at again.
#[derive(Default)]
pub(super) struct Pictures {
    known: HashMap<PathBuf, Picture>,
    tickets: u64,
}

struct Picture {
    /// What was seen, perhaps of an older content.
    facts: Option<Arc<ImageFacts>>,
    /// The ticket under which it is to be looked at.
    due: Option<u64>,
}

impl Pictures {
    /// These images belong to a set: those not known are to be looked at.
    pub(super) fn expect<'p>(&mut self, paths: impl Iterator<Item = &'p Path>) {
        for path in paths {
            if !self.known.contains_key(path) {
                self.tickets += 1;
                let due = Some(self.tickets);
                self.known.insert(path.to_owned(), Picture { facts: None, due });
            }
        }
    }

    /// Nothing is known of any image any more; what is still being seen of one is not taken.
    pub(super) fn forget(&mut self) {
        self.known.clear();
    }

    /// The file changed. What was seen of it before stands until somebody looked again.
    pub(super) fn changed(&mut self, path: &Path) {
        self.tickets += 1;
        if let Some(picture) = self.known.get_mut(path) {
            picture.due = Some(self.tickets);
        }
    }

    /// Any file may have changed.
    pub(super) fn all_changed(&mut self) {
        for picture in self.known.values_mut() {
            self.tickets += 1;
            picture.due = Some(self.tickets);
        }
    }

    /// Those of these images that are to be looked at.
    pub(super) fn unseen<'p>(&self, paths: impl Iterator<Item = &'p Path>) -> Vec<Unseen> {
        let due = |path: &Path| {
            Some(Unseen { path: path.to_owned(), ticket: self.known.get(path)?.due? })
        };
        paths.filter_map(due).collect()
    }

    /// Takes what was seen, unless the file changed after it was asked for.
    pub(super) fn take(&mut self, unseen: &Unseen, facts: Arc<ImageFacts>) {
        if let Some(picture) = self.known.get_mut(&unseen.path)
            && picture.due == Some(unseen.ticket)
        {
            *picture = Picture { facts: Some(facts), due: None };
        }
    }

    /// What was last seen of an image.
    pub(super) fn seen(&self, path: &Path) -> Option<Arc<ImageFacts>> {
        self.known.get(path)?.facts.clone()
    }

    /// Forgets all images but these.
    pub(super) fn keep<'i>(&mut self, images: impl Iterator<Item = &'i ImageFile>) {
        let wanted: HashSet<&Path> = images.map(|image| &*image.path).collect();
        self.known.retain(|path, _| wanted.contains(path.as_path()));
    }
}
