//! The library to test: the newest that was built for this computer.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use onmodel_plugin_host::sniff;

use crate::commands::plugin::pack::{self, Manifest};

/// A library that was built.
pub(super) struct Built {
    /// The plugin's name.
    pub(super) name: String,
    pub(super) path: PathBuf,
    pub(super) bytes: Vec<u8>,
    /// Its `plugin.toml`, for this library beside it.
    pub(super) manifest: String,
    /// Other files that are loaded with it: their places in the plugin's folder, and their bytes.
    pub(super) companions: Vec<(PathBuf, Vec<u8>)>,
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
        let library = path.file_name().unwrap_or_default().to_string_lossy();
        // What is no library is told of when it is to be run.
        let target = sniff::computer(&bytes).ok().and_then(sniff::Computer::triple);
        let (manifest, files) = manifest.beside(&library, &target.unwrap_or_default());
        let companions = files.into_iter().map(|file| {
            let bytes = super::read(&folder.join(&file))?;
            Ok((file.into(), bytes))
        });
        let companions = companions.collect::<Result<_>>()?;
        Ok(Self { name, path, bytes, manifest, companions })
    }
}
