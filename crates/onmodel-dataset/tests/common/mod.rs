//! Trees of files in a temporary folder.

#![allow(dead_code, reason = "each test file uses what it needs")]
#![allow(clippy::unwrap_used, reason = "a test that cannot build its tree has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use onmodel_dataset::{Dataset, Discovery, Options, discover};

/// A temporary folder that ends the search for configuration.
pub(crate) struct Tree(tempfile::TempDir);

impl Tree {
    /// With the files named, each holding its content; a name that ends in `/` is a folder.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let tree = Self(tempfile::tempdir().unwrap());
        fs::create_dir(tree.at(".git")).unwrap();
        for (name, content) in files {
            tree.write(name, content.as_bytes());
        }
        tree
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: &[u8]) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        if name.ends_with('/') {
            fs::create_dir_all(path).unwrap();
        } else {
            fs::write(path, content).unwrap();
        }
    }

    pub(crate) fn discover(&self, paths: &[&str]) -> Discovery {
        let paths: Vec<_> = paths.iter().map(|path| self.at(path)).collect();
        discover(&paths, &Options::default())
    }

    /// The one dataset of the tree.
    pub(crate) fn dataset(&self) -> Dataset {
        let mut found = self.discover(&[""]);
        assert!(
            found.errors.is_empty() && found.problems.is_empty(),
            "{:?} {:?}",
            found.errors,
            found.problems
        );
        assert_eq!(found.datasets.len(), 1, "{:?}", self.roots(&found));
        found.datasets.remove(0)
    }

    /// The folders of the datasets found, relative to the tree.
    pub(crate) fn roots(&self, found: &Discovery) -> Vec<String> {
        found.datasets.iter().map(|dataset| self.shown(&dataset.root)).collect()
    }

    pub(crate) fn shown(&self, path: &Path) -> String {
        let relative = path.strip_prefix(self.0.path()).unwrap_or(path);
        relative.to_string_lossy().replace('\\', "/")
    }
}

/// Image → caption text, "-" without one.
pub(crate) fn pairs(dataset: &Dataset) -> Vec<(String, String)> {
    let caption = |image| {
        dataset.caption_of(image).map_or("-".to_owned(), |caption| caption.text.to_string())
    };
    dataset.images.iter().map(|image| (slashed(&image.relative), caption(image))).collect()
}

pub(crate) fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
