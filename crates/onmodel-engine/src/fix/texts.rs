//! The texts of a set being mended, laid over the disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use onmodel_dataset::write::Snapshot;
use onmodel_dataset::{Dataset, discover};
use sha2::{Digest, Sha256};

use super::MendedFile;
use super::choose::Edits;

/// The files changed so far.
pub(super) struct Texts {
    options: discover::Options,
    /// What each caption file held when the set was read.
    read: BTreeMap<PathBuf, Snapshot>,
    files: BTreeMap<PathBuf, MendedFile>,
}

impl Texts {
    pub(super) fn new(dataset: &Dataset, options: discover::Options) -> Self {
        let bodies = dataset
            .captions
            .iter()
            .filter_map(|file| Some((file.path.clone(), file.body.as_ref().ok()?)));
        let read = bodies.map(|(path, body)| (path, body.snapshot)).collect();
        Self { options, read, files: BTreeMap::new() }
    }

    /// How to read the set with the new texts.
    pub(super) fn options(&self) -> &discover::Options {
        &self.options
    }

    /// Applies one round of edits. A file that cannot be read any more keeps what it has.
    pub(super) fn apply(&mut self, edits: Edits) {
        for (path, edits) in edits {
            let Some(before) = self.bytes(&path) else { continue };
            let Some((after, titles)) = edited(&before, edits) else { continue };
            let expected =
                self.read.get(&path).copied().unwrap_or_else(|| Snapshot::of_bytes(&before));
            let file = self.files.entry(path.clone()).or_insert_with(|| MendedFile {
                path: path.clone(),
                before: before.into(),
                after: String::new(),
                titles: Vec::new(),
                expected,
            });
            file.titles.extend(titles);
            file.after.clone_from(&after);
            if let Ok(at) = std::path::absolute(&path) {
                self.options.overlay.insert(at, after.into());
            }
        }
    }

    /// Bytes of a file as it stands now.
    pub(super) fn length(&self, path: &Path) -> usize {
        self.bytes(path).map_or(0, |bytes| bytes.len())
    }

    fn bytes(&self, path: &Path) -> Option<Vec<u8>> {
        if let Some(file) = self.files.get(path) {
            return Some(file.after.clone().into_bytes());
        }
        let at = std::path::absolute(path).ok()?;
        match self.options.overlay.get(&at) {
            Some(text) => Some(text.as_bytes().to_vec()),
            None => std::fs::read(path).ok(),
        }
    }

    /// Stands for all texts together.
    pub(super) fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        for (path, file) in &self.files {
            hash.update(path.as_os_str().as_encoded_bytes());
            hash.update(Sha256::digest(&file.after));
        }
        hash.finalize().into()
    }

    /// The files whose text is another than before.
    pub(super) fn into_files(self) -> Vec<MendedFile> {
        self.files.into_values().filter(|file| *file.before != *file.after.as_bytes()).collect()
    }
}

/// The bytes with the edits applied, last first, and what was done; `None` if an edit lies outside
/// them or the result is no text, because the file is another than the one judged.
pub(super) fn edited(
    before: &[u8],
    mut edits: Vec<(String, onmodel_rules::FileEdit)>,
) -> Option<(String, Vec<String>)> {
    edits.sort_by_key(|(_, edit)| (edit.start, edit.end));
    let mut after = before.to_vec();
    for (_, edit) in edits.iter().rev() {
        if edit.start > edit.end || edit.end > after.len() {
            return None;
        }
        after.splice(edit.start..edit.end, edit.text.bytes());
    }
    let mut titles: Vec<String> = edits.into_iter().map(|(title, _)| title).collect();
    titles.dedup();
    Some((String::from_utf8(after).ok()?, titles))
}
