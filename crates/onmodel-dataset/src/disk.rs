//! Reading the disk: one look at a folder, no look at each file.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use crate::config::Overlay;
use crate::paths;

/// A folder's files and folders, each sorted by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Listing {
    pub(crate) files: Vec<OsString>,
    pub(crate) folders: Vec<OsString>,
}

/// Lists `folder` with one call; only links are looked at one by one. A link that leads nowhere
/// counts as a file: whoever opens it will say what is wrong.
pub(crate) fn list(folder: &Path) -> io::Result<Listing> {
    let mut listing = Listing::default();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let is_folder = if kind.is_symlink() {
            std::fs::metadata(entry.path()).is_ok_and(|target| target.is_dir())
        } else {
            kind.is_dir()
        };
        match is_folder {
            true => listing.folders.push(entry.file_name()),
            false if kind.is_file() || kind.is_symlink() => listing.files.push(entry.file_name()),
            false => {}
        }
    }
    listing.files.sort_unstable();
    listing.folders.sort_unstable();
    Ok(listing)
}

/// A file's bytes: those of the open document, if it is one.
pub(crate) fn read(path: &Path, overlay: &Overlay) -> io::Result<Vec<u8>> {
    if !overlay.is_empty()
        && let Some(text) = paths::absolute(path).and_then(|path| overlay.get(&path))
    {
        return Ok(text.as_bytes().to_vec());
    }
    std::fs::read(path)
}

/// An error of the disk in words without its number.
pub fn words(fault: &io::Error) -> String {
    match fault.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => {
            let words = fault.to_string();
            words.split(" (os error").next().unwrap_or_default().to_lowercase()
        }
    }
}

/// Remembers folders by what they really are, so that links cannot lead round in circles.
#[derive(Debug, Default)]
pub(crate) struct Visited(BTreeSet<PathBuf>);

impl Visited {
    /// Whether `folder` is entered for the first time. A folder that cannot be resolved is entered:
    /// listing it will say why.
    pub(crate) fn enter(&mut self, folder: &Path) -> bool {
        folder.canonicalize().map_or(true, |real| self.0.insert(real))
    }
}
