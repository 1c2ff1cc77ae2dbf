//! The folders to watch where folders are watched one by one.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

/// Most folders watched below one: a system grants a limited number of watches to all programs
/// together (Linux: 8,192 and more). Sets' own folders are watched beyond it.
const MOST: usize = 4096;

/// A folder and those below it, as the search for datasets sees them: hidden and ignored ones left
/// out. Whether there were more than are watched.
pub(super) fn below(root: &Path) -> (Vec<PathBuf>, bool) {
    let walk = WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .parents(true)
        .git_ignore(true)
        .require_git(false)
        .filter_entry(|entry| {
            entry.depth() == 0 || entry.file_type().is_some_and(|kind| kind.is_dir())
        })
        .build();
    let mut folders: Vec<PathBuf> = walk
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_dir()))
        .map(ignore::DirEntry::into_path)
        .take(MOST + 1)
        .collect();
    let is_more = folders.len() > MOST;
    folders.truncate(MOST);
    (folders, is_more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_and_ignored_folders_are_left_out() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a/b", ".git/c", "out/d"] {
            std::fs::create_dir_all(folder.path().join(name)).unwrap();
        }
        std::fs::write(folder.path().join(".gitignore"), "out\n").unwrap();
        let (mut found, is_more) = below(folder.path());
        found.sort();
        let expected = ["", "a", "a/b"].map(|name| folder.path().join(name));
        assert_eq!(found.len(), expected.len(), "{found:?}");
        assert!(found.iter().zip(&expected).all(|(a, b)| a.components().eq(b.components())));
        assert!(!is_more);
    }
}
