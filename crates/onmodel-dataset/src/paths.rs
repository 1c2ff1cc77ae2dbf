//! Paths: made absolute without asking the disk, and shown as short as they can be.

use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

/// `path` from the root of the file system, `.` and `..` taken out by their words alone. `None`
/// when there is no working directory.
pub(crate) fn absolute(path: &Path) -> Option<PathBuf> {
    // An empty path means the working directory, which `std::path::absolute` refuses.
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    Some(without_dots(&std::path::absolute(path).ok()?))
}

/// `.` and `..` taken out by their words alone: the disk is not asked.
pub fn without_dots(path: &Path) -> PathBuf {
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

/// The path with forward slashes, U+FFFD for what is not Unicode. A backslash is a separator on
/// Windows and part of a name elsewhere.
pub fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(MAIN_SEPARATOR, "/") }
}

/// `path` relative to the working directory where it lies below it, else as it is.
pub(crate) fn shown(path: &Path) -> PathBuf {
    let below = std::env::current_dir()
        .ok()
        .and_then(|here| Some(path.strip_prefix(here).ok()?.to_owned()));
    match below {
        Some(below) if below.as_os_str().is_empty() => PathBuf::from("."),
        Some(below) => below,
        None => path.to_owned(),
    }
}

/// `folder/name`, without a leading `./` where the folder is the working directory.
pub(crate) fn join(folder: &Path, name: impl AsRef<Path>) -> PathBuf {
    if folder == Path::new(".") { name.as_ref().to_owned() } else { folder.join(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn dots_are_taken_out_by_their_words() {
        for (given, clean) in
            [("/a/./b", "/a/b"), ("/a/../b", "/b"), ("/../a", "/a"), ("/a/b/../..", "/")]
        {
            assert_eq!(absolute(Path::new(given)).unwrap(), Path::new(clean), "{given}");
        }
    }

    #[test]
    fn the_working_directory_is_not_repeated_in_front_of_names() {
        assert_eq!(join(Path::new("."), "a.png"), Path::new("a.png"));
        assert_eq!(join(Path::new("set"), "a.png"), Path::new("set").join("a.png"));
    }
}
