//! Finding datasets under the paths given.
//!
//! A folder is a dataset, in this order: its own `onmodel.toml` has `dataset.name`; it is the parent
//! of kohya's `N_name` folders; it directly holds an image with its caption, or a metadata file that
//! names its images; it was given and directly holds an image. `.gitignore` and hidden folders keep
//! the search out of folders; they never hide a path given, nor a file of a dataset found.

mod evidence;
mod owner;
mod search;

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

pub use evidence::Found;
pub(crate) use evidence::is_named;
use rayon::prelude::*;

use crate::config::{ConfigError, Overlay};
use crate::trainer::TrainerId;
use crate::{Dataset, load};

/// How to look.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// `--trainer`: stands over the configuration.
    pub trainer: Option<TrainerId>,
    /// `--config`: one file instead of those found.
    pub config: Option<PathBuf>,
    /// Unsaved texts of open documents, configuration and captions, by absolute path.
    pub overlay: Overlay,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Discovery {
    /// The datasets, sorted by their folders.
    pub datasets: Vec<Dataset>,
    /// The faults of configurations, each once; their datasets are left out.
    pub errors: Vec<ConfigError>,
    /// What of the paths given leads nowhere.
    pub problems: Vec<Problem>,
}

/// Why a path given shows no dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// There is nothing at the path.
    NotFound(PathBuf),
    /// A folder cannot be listed, and why.
    Unreadable(PathBuf, String),
    /// No folder at or below the path is a dataset, or none owns the file.
    NoDataset(PathBuf),
}

impl Problem {
    /// The path it is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::NotFound(path) | Self::Unreadable(path, _) | Self::NoDataset(path) => path,
        }
    }

    /// What is wrong with it.
    fn words(&self) -> std::borrow::Cow<'static, str> {
        match self {
            Self::NotFound(_) => "there is no such file or folder".into(),
            Self::Unreadable(_, words) => format!("cannot be read: {words}").into(),
            Self::NoDataset(_) => "no dataset here: no folder holds an image with its caption, a metadata file or an onmodel.toml with `dataset.name`".into(),
        }
    }

    /// The whole sentence, with the path as the reader is to see it.
    pub fn said_of(&self, path: &str) -> String {
        format!("{path}: {}", self.words())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.said_of(&self.path().to_string_lossy()))
    }
}

impl std::error::Error for Problem {}

/// The datasets there are, none of them read yet.
#[derive(Debug, Default)]
pub struct Survey {
    /// The datasets, sorted by their folders.
    pub found: Vec<Found>,
    /// Configurations that are no TOML where no dataset was found for it, each fault once.
    pub errors: Vec<ConfigError>,
    /// What of the paths given leads nowhere.
    pub problems: Vec<Problem>,
}

/// Finds every dataset under `paths`; a path that is a file means the set that owns it.
pub fn survey<P: AsRef<Path>>(paths: &[P], options: &Options) -> Survey {
    let mut survey = Survey::default();
    let mut seen = BTreeSet::new();
    for path in paths {
        survey.look_at(path.as_ref(), options, &mut seen);
    }
    survey.found.sort_by(|a, b| a.root.cmp(&b.root));
    survey
}

/// Finds and reads every dataset under `paths`; a path that is a file means the set that owns it.
pub fn discover<P: AsRef<Path>>(paths: &[P], options: &Options) -> Discovery {
    let Survey { found, errors, problems } = survey(paths, options);
    let mut discovery = Discovery { datasets: Vec::new(), errors, problems };
    let read: Vec<_> = found.par_iter().map(|found| found.read(options)).collect();
    for read in read {
        match read {
            Ok(dataset) => discovery.datasets.push(dataset),
            Err(errors) => errors.into_iter().for_each(|error| add(&mut discovery.errors, error)),
        }
    }
    discovery
}

impl Survey {
    fn look_at(&mut self, path: &Path, options: &Options, seen: &mut BTreeSet<PathBuf>) {
        let known = (self.errors.len(), self.problems.len());
        let found = match std::fs::metadata(path) {
            Ok(kind) if kind.is_dir() => search::search(path, options, self),
            Ok(_) => owner::owner(path, options).into_iter().collect(),
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {
                return self.problems.push(Problem::NotFound(path.to_owned()));
            }
            Err(fault) => {
                return self
                    .problems
                    .push(Problem::Unreadable(path.to_owned(), crate::words(&fault)));
            }
        };
        if found.is_empty() && known == (self.errors.len(), self.problems.len()) {
            self.problems.push(Problem::NoDataset(path.to_owned()));
        }
        let is_new = |found: &Found| {
            seen.insert(found.root.canonicalize().unwrap_or_else(|_| found.root.clone()))
        };
        self.found.extend(found.into_iter().filter(is_new));
    }

    fn add_error(&mut self, error: ConfigError) {
        add(&mut self.errors, error);
    }
}

/// Adds an error unless it is there: sets share the files above them.
fn add(errors: &mut Vec<ConfigError>, error: ConfigError) {
    if !errors.contains(&error) {
        errors.push(error);
    }
}

impl Dataset {
    /// Reads the same dataset again from the disk (and the overlay), for when its files changed.
    ///
    /// # Errors
    /// The faults of its configuration.
    pub fn reopen(&self, options: &Options) -> Result<Self, Vec<ConfigError>> {
        load::load(&self.root, &self.evidence, options)
    }
}
