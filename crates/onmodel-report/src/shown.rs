//! Paths as they are shown.

use std::path::Path;

use onmodel_dataset::paths::{slashed, without_dots};

use crate::Style;
use crate::harmless::harmless;

impl Style {
    /// `path` relative to the working directory, absolute outside it, with forward slashes; `.` for
    /// the working directory itself. What is not Unicode is U+FFFD.
    pub(crate) fn path(&self, path: &Path) -> String {
        let whole = without_dots(&self.folder.join(path));
        let short = whole.strip_prefix(without_dots(&self.folder)).unwrap_or(&whole);
        if short.as_os_str().is_empty() {
            return ".".to_owned();
        }
        slashed(short)
    }

    /// The same for a person's terminal: nothing in it is obeyed.
    pub(crate) fn harmless_path(&self, path: &Path) -> String {
        harmless(&self.path(path)).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::tests::plain;

    #[cfg(unix)]
    #[test]
    fn a_path_is_as_short_as_it_can_be() {
        for (path, shown) in [
            (".", "."),
            ("", "."),
            ("a/b.png", "a/b.png"),
            ("./a/../b.png", "b.png"),
            ("/studio/set/a.png", "a.png"),
            ("/studio/set", "."),
            ("/studio/other/a.png", "/studio/other/a.png"),
            ("../other", "/studio/other"),
            ("a\\b.png", "a\\b.png"),
        ] {
            assert_eq!(plain("/studio/set").path(Path::new(path)), shown, "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_not_unicode_is_shown_with_replacement_characters() {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9\x1b.png");
        assert_eq!(plain("/studio").path(Path::new(name)), "caf\u{fffd}\u{1b}.png");
        assert_eq!(plain("/studio").harmless_path(Path::new(name)), "caf\u{fffd}␛.png");
    }
}
