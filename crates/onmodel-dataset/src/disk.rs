//! Reading the disk: one look at a folder, no look at each file.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};
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

/// Bytes a text of a dataset may have: more than any caption, or table of captions.
const TEXT: u64 = 256 << 20;

/// A file's bytes: those of the open document, if it is one.
pub(crate) fn read(path: &Path, overlay: &Overlay) -> io::Result<Vec<u8>> {
    if !overlay.is_empty()
        && let Some(text) = paths::absolute(path).and_then(|path| overlay.get(&path))
    {
        return Ok(text.as_bytes().to_vec());
    }
    read_text(path)
}

/// The bytes of a caption, or of another text of a dataset.
///
/// # Errors
/// Those of [`read_file`].
pub fn read_text(path: &Path) -> io::Result<Vec<u8>> {
    read_file(path, TEXT)
}

/// The bytes of a file that came with a dataset, `most` of them at most. What is no file is refused: a
/// device may never end, and a pipe waits for whoever writes into it.
///
/// # Errors
/// What the disk says, and what is wrong with the file, as [`words`] tells it.
pub fn read_file(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    // Asked before opening: opening a pipe would wait already.
    let metadata = std::fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !metadata.is_file() {
        // The one device that people name on purpose: there is nothing in it.
        let is_nothing = path.canonicalize().is_ok_and(|real| real == Path::new("/dev/null"));
        let refusal = || Err(io::Error::other("it is a device or a pipe, not a file"));
        return if is_nothing { Ok(Vec::new()) } else { refusal() };
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(most)).unwrap_or(0));
    File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        let mib = most >> 20;
        return Err(io::Error::other(format!(
            "it is larger than {mib} MiB, the most that is read"
        )));
    }
    Ok(bytes)
}

/// An error of the disk in words without its number.
pub fn words(fault: &io::Error) -> String {
    match fault.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => {
            let words = fault.to_string();
            let words = words.split(" (os error").next().unwrap_or_default();
            // Those of our own are as they are to be.
            if fault.raw_os_error().is_some() { words.to_lowercase() } else { words.to_owned() }
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

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_is_refused_and_a_large_one_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        let why = |path: &Path, most| words(&read_file(path, most).expect_err("refused"));
        std::fs::write(&path, vec![b'a'; 3 << 20]).expect("written");
        assert_eq!(read_file(&path, 3 << 20).expect("as much as may be").len(), 3 << 20);
        assert_eq!(why(&path, 2 << 20), "it is larger than 2 MiB, the most that is read");
        assert_eq!(why(folder.path(), 9), "it is a folder");
        assert_eq!(why(&folder.path().join("none"), 9), "there is no such file");
        assert_eq!(why(Path::new("/dev/zero"), 9), "it is a device or a pipe, not a file");
        assert_eq!(read_file(Path::new("/dev/null"), 9).expect("nothing is in it"), b"");
    }
}
