//! Which files changed.

use std::path::{Path, PathBuf};

use super::{Commit, Git, GitError};

/// Since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    /// Since the merge base of this reference and `HEAD`, up to the work tree; files git does not
    /// know yet (and does not ignore) are new.
    Reference(String),
    /// What is staged, against `HEAD`.
    Staged,
}

/// A file that changed: where it was, and where it is now. Paths are absolute.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Its path before; `None` for a new file.
    pub before: Option<PathBuf>,
    /// Its path now; `None` for a deleted one.
    pub now: Option<PathBuf>,
    /// The name of its content before, as git keeps it; `None` for a new file.
    pub content: Option<String>,
}

impl Change {
    /// Both paths, the present one first.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.now.iter().chain(&self.before).map(PathBuf::as_path)
    }
}

impl Git {
    /// The commit the changes are counted from; `None` while nothing is committed.
    ///
    /// # Errors
    /// See [`Git::merge_base`].
    pub fn base(&self, since: &Since) -> Result<Option<Commit>, GitError> {
        match since {
            Since::Reference(reference) => self.merge_base(reference).map(Some),
            Since::Staged => self.commit("HEAD"),
        }
    }

    /// The files that changed since `base`, ordered.
    ///
    /// # Errors
    /// Where git cannot be asked.
    pub fn changes(&self, since: &Since, base: Option<&Commit>) -> Result<Vec<Change>, GitError> {
        let mut command = vec!["diff", "--raw", "-z", "-M", "--no-abbrev", "--no-ext-diff"];
        command.extend(["--no-relative", "--ignore-submodules=dirty"]);
        if *since == Since::Staged {
            command.push("--cached");
        }
        command.extend(base.map(|base| base.0.as_str()));
        command.push("--");
        let mut changes = parse(&self.run.bytes(&command)?, self.top());
        if *since != Since::Staged {
            changes.extend(self.untracked()?.into_iter().map(Change::new_file));
        }
        changes.sort();
        changes.dedup();
        Ok(changes)
    }

    /// What the work tree has otherwise than the index, ordered.
    ///
    /// # Errors
    /// Where git cannot be asked.
    pub fn unstaged(&self) -> Result<Vec<Change>, GitError> {
        let command = ["diff", "--raw", "-z", "--no-abbrev", "--no-ext-diff", "--no-relative"];
        let command = [&command[..], &["--no-renames", "--ignore-submodules=all", "--"]].concat();
        Ok(parse(&self.run.bytes(&command)?, self.top()))
    }

    /// The files git does not know and does not ignore.
    ///
    /// # Errors
    /// Where git cannot be asked.
    pub fn untracked(&self) -> Result<Vec<PathBuf>, GitError> {
        let command = ["ls-files", "--others", "--exclude-standard", "-z", "--full-name"];
        let listed = self.run.bytes(&command)?;
        let names = listed.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        Ok(names.map(|name| self.top().join(path(name))).collect())
    }
}

impl Change {
    fn new_file(path: PathBuf) -> Self {
        Self { before: None, now: Some(path), content: None }
    }
}

/// Reads `git diff --raw -z`: `:modes and names STATUS`, then one path, or two for a rename or copy.
fn parse(raw: &[u8], top: &Path) -> Vec<Change> {
    let mut fields = raw.split(|byte| *byte == 0);
    let mut changes = Vec::new();
    while let (Some(head), Some(first)) = (fields.next(), fields.next()) {
        let status = head.rsplit(|byte| *byte == b' ').next().and_then(|status| status.first());
        let first = Some(top.join(path(first)));
        let (before, now) = match status {
            Some(b'A') => (None, first),
            Some(b'D') => (first, None),
            Some(b'R') => (first, fields.next().map(|name| top.join(path(name)))),
            Some(b'C') => (None, fields.next().map(|name| top.join(path(name)))),
            _ => (first.clone(), first),
        };
        let content = before.as_ref().and_then(|_| content(head));
        changes.push(Change { before, now, content });
    }
    changes
}

/// The name of the content before, the third word.
fn content(head: &[u8]) -> Option<String> {
    let name = head.split(|byte| *byte == b' ').nth(2)?;
    String::from_utf8(name.to_vec()).ok().filter(|name| name.bytes().any(|digit| digit != b'0'))
}

/// A path as git stores it: bytes, with forward slashes.
#[cfg(unix)]
pub(super) fn path(name: &[u8]) -> &Path {
    use std::os::unix::ffi::OsStrExt;
    Path::new(std::ffi::OsStr::from_bytes(name))
}

/// A path as git stores it: UTF-8 with forward slashes.
#[cfg(not(unix))]
pub(super) fn path(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_change_is_read() {
        let raw = b":100644 100644 a b M\0set/01.txt\0:000000 100644 0 b A\0set/new \xf0\x9f\xa6\x85.png\0:100644 000000 a 0 D\0set/old.png\0:100644 100644 a b R086\0a.png\0b.png\0:100644 100644 a b C100\0a.png\0c.png\0";
        let shown: Vec<(Option<String>, Option<String>)> = parse(raw, Path::new(""))
            .into_iter()
            .map(|change| {
                let text = |path: PathBuf| path.to_string_lossy().into_owned();
                (change.before.map(text), change.now.map(text))
            })
            .collect();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            shown,
            [
                (some("set/01.txt"), some("set/01.txt")),
                (None, some("set/new 🦅.png")),
                (some("set/old.png"), None),
                (some("a.png"), some("b.png")),
                (None, some("c.png")),
            ]
        );
        assert!(parse(b"", Path::new("")).is_empty());
    }
}
