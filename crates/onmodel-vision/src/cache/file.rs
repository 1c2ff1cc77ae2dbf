//! The cache on disk: a tag, a version, a checksum, and the entries.

use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::store::Known;
use crate::ContentId;

/// The file's name in the cache folder.
pub(super) const NAME: &str = "images.cache";

const TAG: &[u8; 8] = b"onmodelV";

/// To be raised with every change to the facts, to how they are measured, or to this layout.
const VERSION: u32 = 2;

/// What the file holds.
#[derive(Serialize, Deserialize)]
pub(super) struct Saved<'a> {
    pub(super) paths: Vec<(u128, Known)>,
    #[serde(borrow)]
    pub(super) facts: Vec<SavedFacts<'a>>,
}

/// A content's facts, still packed: most entries of a large cache are never looked at.
#[derive(Serialize, Deserialize)]
pub(super) struct SavedFacts<'a> {
    pub(super) content: ContentId,
    pub(super) used: u32,
    #[serde(borrow)]
    pub(super) packed: &'a [u8],
}

/// The entries in these bytes; `None` where they are damaged, foreign, or of another version.
pub(super) fn parse(bytes: &[u8]) -> Option<Saved<'_>> {
    let rest = bytes.strip_prefix(TAG)?.strip_prefix(&VERSION.to_le_bytes())?;
    let (checksum, entries) = rest.split_first_chunk()?;
    if u64::from_le_bytes(*checksum) != xxh3_64(entries) {
        return None;
    }
    postcard::from_bytes(entries).ok()
}

/// Writes the entries beside the old file and puts them in its place in one step.
///
/// # Errors
/// If the folder cannot be made or written.
pub(super) fn write(folder: &Path, saved: &Saved<'_>) -> io::Result<()> {
    let entries = postcard::to_stdvec(saved).map_err(io::Error::other)?;
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".images-").tempfile_in(folder)?;
    file.write_all(TAG)?;
    file.write_all(&VERSION.to_le_bytes())?;
    file.write_all(&xxh3_64(&entries).to_le_bytes())?;
    file.write_all(&entries)?;
    file.persist(folder.join(NAME)).map_err(|error| error.error)?;
    Ok(())
}
