//! Glob patterns of a configuration file: relative to its folder, `/` on every system.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::{Layer, Located, Sink};

/// A pattern that is no glob; its words are globset's.
pub type GlobError = globset::Error;

impl Layer {
    /// Compiles patterns such as `characters/npc_*/**`, to be matched against paths relative to this
    /// file's folder. `*` stops at a slash, `**` does not.
    ///
    /// # Errors
    /// The first pattern that is no glob.
    pub fn globs<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Result<GlobSet, GlobError> {
        let mut set = GlobSetBuilder::new();
        for pattern in patterns {
            set.add(GlobBuilder::new(pattern).literal_separator(true).build()?);
        }
        set.build()
    }

    /// Whether `path` (absolute, or relative to the working directory) matches a set made by
    /// [`Layer::globs`] of this file's patterns. A pattern for the contents of a folder (`npc_*/**`)
    /// matches the folder itself too, so that it can select datasets.
    pub fn matches(&self, globs: &GlobSet, path: &Path) -> bool {
        let Some(relative) = self.below(path) else { return false };
        globs.is_match(&relative) || globs.is_match(relative.join(""))
    }

    /// `path` (absolute, or relative to the working directory) relative to this file's folder, if
    /// it lies below it.
    pub fn below(&self, path: &Path) -> Option<PathBuf> {
        let absolute = crate::paths::absolute(path)?;
        absolute.strip_prefix(&self.folder).ok().map(Path::to_path_buf)
    }
}

/// Reports each pattern that is no glob.
pub(super) fn check(sink: &Sink<'_>, patterns: &[Located<&str>]) {
    for pattern in patterns {
        if let Err(fault) = Layer::globs([pattern.value]) {
            let message = format!("`{}` is no file pattern: {}", pattern.value, fault.kind());
            sink.report(pattern.span, message, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn patterns_are_relative_to_the_folder_of_their_file() {
        let layer = Layer::parse("onmodel.toml".into(), "/repo".into(), b"").unwrap();
        let globs = Layer::globs(["characters/npc_*/**", "*.txt"]).unwrap();
        for (path, matches) in [
            ("/repo/characters/npc_a/1.png", true),
            ("/repo/characters/npc_a", true),
            ("/repo/characters/x/../npc_b/deep/1.png", true),
            ("/repo/characters/hero/1.png", false),
            ("/repo/a.txt", true),
            ("/repo/sub/a.txt", false),
            ("/else/a.txt", false),
        ] {
            assert_eq!(layer.matches(&globs, Path::new(path)), matches, "{path}");
        }
    }
}
