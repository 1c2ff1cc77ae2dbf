//! The baseline on the disk.

use std::path::{Component, Path, PathBuf};

use onmodel_dataset::write::{self, WriteError};
use onmodel_rules::baseline::Baseline;

use crate::Check;

/// Why a baseline cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// There is none yet.
    #[error("{}: there is no baseline yet; `--write-baseline` writes one", .0.display())]
    Missing(PathBuf),
    /// It cannot be read.
    #[error("{}: the baseline cannot be read: {words}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        words: String,
    },
}

/// A baseline file.
#[derive(Debug)]
pub struct KnownFindings {
    path: PathBuf,
    baseline: Baseline,
    was: Option<String>,
}

impl KnownFindings {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// Where it is missing or no baseline.
    pub fn read(path: &Path) -> Result<Self, BaselineError> {
        let unreadable = |words: String| BaselineError::Unreadable { path: path.to_owned(), words };
        match onmodel_dataset::read_text(path) {
            Ok(bytes) => {
                let text = String::from_utf8(bytes);
                let text = text.map_err(|_| unreadable("it is not UTF-8".to_owned()))?;
                let baseline = Baseline::parse(&text).map_err(unreadable)?;
                Ok(Self { path: path.to_owned(), baseline, was: Some(text) })
            }
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {
                Err(BaselineError::Missing(path.to_owned()))
            }
            Err(fault) => Err(unreadable(onmodel_dataset::words(&fault))),
        }
    }

    /// The same, an empty one where there is no file yet.
    ///
    /// # Errors
    /// Where there is a file that is no baseline.
    pub fn read_or_new(path: &Path) -> Result<Self, BaselineError> {
        match Self::read(path) {
            Err(BaselineError::Missing(path)) => {
                Ok(Self { path, baseline: Baseline::default(), was: None })
            }
            read => read,
        }
    }

    /// Takes the known findings out of a check, and what is no more out of the baseline; how many
    /// findings that were known are gone.
    pub fn apply(&mut self, check: &mut Check) -> usize {
        let mut gone = 0;
        for set in &mut check.sets {
            let folder = self.folder_of(&set.facts.dataset.root);
            gone += self.baseline.apply(&folder, &set.facts, &set.rules, &mut set.judgement);
        }
        gone + self.forget_the_gone()
    }

    /// Knows everything the check found.
    pub fn record(&mut self, check: &Check) {
        for set in &check.sets {
            let folder = self.folder_of(&set.facts.dataset.root);
            self.baseline.record(&folder, &set.facts, &set.rules, &set.judgement);
        }
        self.forget_the_gone();
    }

    /// How many findings are known.
    pub fn count(&self) -> usize {
        self.baseline.count()
    }

    /// Writes the file, if what it is to say is not what it says.
    ///
    /// # Errors
    /// What the disk says.
    pub fn save(&self) -> Result<(), WriteError> {
        let text = self.baseline.to_text();
        if self.was.as_deref() == Some(&text) {
            return Ok(());
        }
        write::output(&self.path, text.as_bytes())
    }

    /// Datasets whose folders are no more are known no more.
    fn forget_the_gone(&mut self) -> usize {
        let beside = self.path.parent().unwrap_or(Path::new(""));
        let is_gone = |folder: &&str| !beside.join(folder).is_dir();
        let gone: Vec<String> =
            self.baseline.folders().filter(is_gone).map(str::to_owned).collect();
        gone.iter().map(|folder| self.baseline.forget(folder)).sum()
    }

    /// A dataset's folder relative to the baseline's own.
    fn folder_of(&self, root: &Path) -> String {
        let real = |path: &Path| {
            let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
            path.canonicalize().unwrap_or_else(|_| path.to_owned())
        };
        relative(&real(self.path.parent().unwrap_or(Path::new(""))), &real(root))
    }
}

/// The way from one absolute folder to another, with forward slashes; `.` where they are one.
fn relative(from: &Path, to: &Path) -> String {
    let same = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(same).map(|_| "..".to_owned());
    let down = to.components().skip(same).map(|part| match part {
        Component::Normal(name) => name.to_string_lossy().into_owned(),
        other => other.as_os_str().to_string_lossy().into_owned(),
    });
    let way: Vec<String> = up.chain(down).collect();
    if way.is_empty() { ".".to_owned() } else { way.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn the_way_is_as_short_as_it_can_be() {
        for (from, to, way) in
            [("/a", "/a/b/c", "b/c"), ("/a", "/a", "."), ("/a/ci", "/a/sets/x", "../sets/x")]
        {
            assert_eq!(relative(Path::new(from), Path::new(to)), way);
        }
    }
}
