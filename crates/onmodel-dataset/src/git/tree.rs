//! The files of a commit.

use std::path::PathBuf;

use super::changes::path;
use super::{Commit, Git, GitError};

/// A file of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Its path in the repository.
    pub path: PathBuf,
    /// The name of its content.
    pub name: String,
}

impl Git {
    /// Every file of a commit; links and submodules are none.
    ///
    /// # Errors
    /// Where git cannot be asked.
    pub fn files(&self, commit: &Commit) -> Result<Vec<Blob>, GitError> {
        let listed = self.run.bytes(&["ls-tree", "-r", "-z", "--full-tree", &commit.0])?;
        let blob = |entry: &[u8]| {
            let tab = entry.iter().position(|byte| *byte == b'\t')?;
            // `MODE TYPE NAME`; a regular file's mode begins with 100.
            let (head, name) = (std::str::from_utf8(&entry[..tab]).ok()?, &entry[tab + 1..]);
            let content = head.strip_prefix("100")?.split(' ').nth(2)?;
            Some(Blob { path: path(name).into(), name: content.to_owned() })
        };
        Ok(listed.split(|byte| *byte == 0).filter_map(blob).collect())
    }
}
