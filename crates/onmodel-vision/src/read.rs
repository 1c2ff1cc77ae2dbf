//! Reading a file once: its bytes, its name by content, and its stamp.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::cache::Stamp;
use crate::{ContentId, Fault, FaultKind};

/// Files larger than this are named and sized, but not held in memory.
const MAX_FILE_BYTES: u64 = 1 << 30;
/// How much of such a file is kept for its header.
const HEAD_BYTES: u64 = 1 << 20;

/// A file as it was read.
pub(crate) struct Content {
    pub(crate) id: ContentId,
    /// All of it, or the start where it is too large.
    pub(crate) bytes: Vec<u8>,
    pub(crate) length: u64,
    /// `None` where the file changed while it was read.
    pub(crate) stamp: Option<Stamp>,
}

impl Content {
    /// Bytes that lie in no file.
    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        Self { id: ContentId::of(&bytes), length: bytes.len() as u64, bytes, stamp: None }
    }
}

/// Reads a file.
///
/// # Errors
/// If the operating system does not give it, in its words.
pub(crate) fn read(path: &Path) -> Result<Content, Fault> {
    // Asked before opening: opening a pipe would wait for a writer.
    regular(&std::fs::metadata(path).map_err(|error| unopenable(path, &error))?)?;
    contents(path).map_err(|error| unopenable(path, &error))
}

fn regular(metadata: &Metadata) -> Result<(), Fault> {
    let not = |what| Err(Fault::new(FaultKind::Unopenable, what));
    match metadata {
        _ if metadata.is_file() => Ok(()),
        _ if metadata.is_dir() => not("it is a folder with an image's name"),
        _ => not("it is a device or a pipe, not a file"),
    }
}

fn contents(path: &Path) -> io::Result<Content> {
    let mut file = File::open(path)?;
    let before = Stamp::of(path, &file.metadata()?);
    let mut bytes = Vec::new();
    let mut hash = Sha256::new();
    let mut length = file.by_ref().take(MAX_FILE_BYTES).read_to_end(&mut bytes)? as u64;
    hash.update(&bytes);
    if length == MAX_FILE_BYTES {
        length += io::copy(&mut file, &mut hash)?;
        if length > MAX_FILE_BYTES {
            bytes.truncate(HEAD_BYTES as usize);
        }
    }
    let after = Stamp::of(path, &file.metadata()?);
    let stamp = before.filter(|_| before == after);
    Ok(Content { id: ContentId(hash.finalize().into()), bytes, length, stamp })
}

fn unopenable(path: &Path, error: &io::Error) -> Fault {
    let dangling = error.kind() == ErrorKind::NotFound && path.is_symlink();
    let words = error.to_string();
    // "Permission denied (os error 13)": the number helps nobody.
    let words = words.split(" (os error").next().unwrap_or(&words).to_lowercase();
    let detail = if dangling {
        "it is a link to a file that is not there".to_owned()
    } else {
        format!("it cannot be opened: {words}")
    };
    Fault::new(FaultKind::Unopenable, detail)
}
