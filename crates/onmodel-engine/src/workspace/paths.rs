//! Paths compared by their words.

use std::path::{Component, Path, PathBuf};

/// A path with `.` and `..` taken out by the words alone: a configuration that another extends is
/// reached by way of `..`.
pub fn cleaned(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            part => clean.push(part),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_taken_out_by_their_words() {
        for (given, clean) in [("/a/./b", "/a/b"), ("/a/b/../c", "/a/c"), ("/../a", "/a")] {
            assert_eq!(cleaned(Path::new(given)), Path::new(clean), "{given}");
        }
    }
}
