//! The library to test: the newest that was built for this computer.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::commands::plugin::pack::{self, Manifest};

/// A library that was built.
pub(super) struct Built {
    /// The plugin's name.
    pub(super) name: String,
    pub(super) path: PathBuf,
    pub(super) bytes: Vec<u8>,
    /// Its `plugin.toml`, the builds left out.
    pub(super) manifest: String,
}

impl Built {
    /// The library given, or the newest in the plugin's folder.
    pub(super) fn find(folder: &Path, given: Option<&Path>) -> Result<Self> {
        let manifest = Manifest::open(folder)?;
        let name = manifest.name().to_owned();
        let path = match given {
            Some(path) => path.to_owned(),
            None => match pack::newest(folder, &name) {
                Some(path) => path,
                None => bail!(
                    "no library called {name} was found in {}: build it first (`cargo build`, `make`)",
                    folder.display()
                ),
            },
        };
        let bytes = super::read(&path)?;
        Ok(Self { name, path, bytes, manifest: manifest.without_builds() })
    }
}
