//! The protocol's names of files, and the disk's.

use std::path::{Path, PathBuf};

use onmodel_engine::workspace::cleaned;
use tower_lsp::ls_types::Uri;

/// The absolute path a `file:` URI names; `None` for every other scheme.
pub(crate) fn path_of(uri: &Uri) -> Option<PathBuf> {
    if !uri.scheme().as_str().eq_ignore_ascii_case("file") {
        return None;
    }
    let path = uri.to_file_path()?;
    path.is_absolute().then(|| cleaned(&path))
}

/// The `file:` URI of an absolute path.
pub(crate) fn uri_of(path: &Path) -> Option<Uri> {
    Uri::from_file_path(cleaned(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn paths_and_uris_name_the_same_file() {
        for (path, uri) in [
            ("/a/b c.txt", "file:///a/b%20c.txt"),
            ("/a/\u{e9}.txt", "file:///a/%C3%A9.txt"),
            ("/a/100%.txt", "file:///a/100%25.txt"),
        ] {
            assert_eq!(uri_of(Path::new(path)).unwrap().as_str(), uri);
            assert_eq!(path_of(&uri.parse().unwrap()).unwrap(), Path::new(path));
        }
    }

    #[test]
    fn only_files_have_a_path() {
        for uri in ["untitled:Untitled-1", "git:/a/b.txt", "http://a/b.txt"] {
            assert_eq!(path_of(&uri.parse().unwrap()), None, "{uri}");
        }
    }
}
