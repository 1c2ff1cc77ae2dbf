//! A check of what changed: which datasets a change touches, how they were before, and what the
//! change lets pass that did not pass before. All of it is read from git's objects; nothing is
//! checked out.

mod before;
mod grown;
mod milder;
mod shard;
mod staged;
mod touched;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use onmodel_dataset::config::ConfigError;
use onmodel_dataset::discover::{self, Found, Problem, Survey, survey};
use onmodel_dataset::git::{Change, Commit, Git, GitError, Since};
use onmodel_dataset::{Dataset, Overlay};
use onmodel_rules::weakened::Weakening;
use rayon::prelude::*;

pub use before::Before;
pub use shard::Shard;

use crate::{Check, Engine, OpenSet};
use touched::Touched;

/// What is asked beyond the datasets under some paths.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Only the datasets touched since; the others are read for comparison.
    pub since: Option<Since>,
    /// Whether the touched ones are to be judged as they were before, too.
    pub compare: bool,
    /// Only this share of the datasets; what they do to each other is left to whoever joins the
    /// shares.
    pub shard: Option<Shard>,
    /// The baseline in use, whose growth is told.
    pub baseline: Option<PathBuf>,
}

/// What is known of a change.
#[derive(Debug, Clone)]
pub struct Review {
    /// Since when.
    pub since: Since,
    /// The commit compared with; `None` while nothing is committed.
    pub base: Option<Commit>,
    /// The touched sets as they were, by their folders as reached; a new set is not among them, and
    /// none is where it was not asked.
    pub before: BTreeMap<PathBuf, Before>,
    /// Whether it was asked how the sets were before.
    pub compared: bool,
    /// Folders whose images were deleted and that are no dataset any more.
    pub gone: Vec<PathBuf>,
    /// What is milder than it was, with the file that makes it so.
    pub milder: Vec<(PathBuf, Weakening)>,
    /// Files of the touched sets that were judged as the work tree has them, which is not as staged.
    pub unstaged: Vec<PathBuf>,
}

impl Engine {
    /// Finds the datasets asked for and judges them, each beside all others under the paths.
    /// `progress` is told of images looked at, done and in all; once `cancel` is set, the images not
    /// reached stay unknown.
    ///
    /// # Errors
    /// Where git cannot tell what changed.
    pub fn check_asked(
        &self,
        paths: &[PathBuf],
        asked: &Asked,
        progress: &(dyn Fn(usize, usize) + Sync),
        cancel: &AtomicBool,
    ) -> Result<Check, GitError> {
        let Some(since) = &asked.since else {
            return Ok(self.check_all(paths, asked, progress, cancel));
        };
        let change = Changed::ask(paths, since)?;
        let options = discover::Options { overlay: change.staged.clone(), ..self.discovery() };
        let survey = survey_of(paths, asked, &options);
        let (mut check, layers) =
            self.check_changed(survey, &options, &change, asked, progress, cancel)?;
        check.review = Some(self.review(&check, &change, asked, &layers, since)?);
        Ok(check)
    }

    /// Judges every dataset of the share under the paths.
    pub(crate) fn check_all(
        &self,
        paths: &[PathBuf],
        asked: &Asked,
        progress: &(dyn Fn(usize, usize) + Sync),
        cancel: &AtomicBool,
    ) -> Check {
        let options = self.discovery();
        let survey = survey_of(paths, asked, &options);
        let sets = survey.found.par_iter().map(|found| self.read(found, &options)).collect();
        let mut check = self.finish(sets, Vec::new(), asked, progress, cancel);
        check.errors = joined(survey.errors, check.errors);
        check.problems = survey.problems;
        check
    }

    /// Judges the touched sets and keeps quiet about the others.
    fn check_changed(
        &self,
        mut survey: Survey,
        options: &discover::Options,
        change: &Changed,
        asked: &Asked,
        progress: &(dyn Fn(usize, usize) + Sync),
        cancel: &AtomicBool,
    ) -> Result<(Check, Vec<PathBuf>), GitError> {
        let outlines: Vec<Result<Dataset, Vec<ConfigError>>> =
            survey.found.par_iter().map(|found| found.outline(options)).collect();
        let touched = Touched::of(&survey.found, &outlines, change)?;
        let mut sets = Vec::new();
        let mut bystanders = Vec::new();
        for (index, outline) in outlines.into_iter().enumerate() {
            if touched.is_touched(index) {
                sets.push(&survey.found[index]);
            } else {
                // A broken neighbour cannot be compared with; that is for its own change to mend.
                bystanders.extend(outline.ok());
            }
        }
        let sets = sets.into_par_iter().map(|found| self.read(found, options)).collect();
        let mut check = self.finish(sets, bystanders, asked, progress, cancel);
        survey.errors.retain(|error| change.names(&error.place.path));
        check.errors = joined(survey.errors, check.errors);
        let is_told = |problem: &Problem| match problem {
            Problem::NoDataset(path) => !change.deletes_below(path),
            _ => true,
        };
        check.problems = survey.problems.into_iter().filter(is_told).collect();
        Ok((check, touched.layers))
    }

    fn read(
        &self,
        found: &Found,
        options: &discover::Options,
    ) -> Result<OpenSet, Vec<ConfigError>> {
        let dataset = found.read(options)?;
        OpenSet::open(dataset, &self.options.selection, &self.plugins)
    }

    fn review(
        &self,
        check: &Check,
        change: &Changed,
        asked: &Asked,
        layers: &[PathBuf],
        since: &Since,
    ) -> Result<Review, GitError> {
        let roots: Vec<&Path> =
            check.sets.iter().map(|set| set.facts.dataset.root.as_path()).collect();
        let mut past = before::Past::open(change)?;
        let before =
            if asked.compare { past.judge(self, &roots, change)? } else { BTreeMap::new() };
        let mut milder = milder::find(&mut past, change, layers);
        if let Some(file) = &asked.baseline {
            milder.extend(grown::find(&mut past, change, file));
        }
        Ok(Review {
            since: since.clone(),
            base: change.base.clone(),
            before,
            compared: asked.compare,
            gone: touched::gone(change, &roots),
            milder,
            unstaged: change.unstaged_below(&roots),
        })
    }
}

/// The datasets of the share under the paths.
fn survey_of(paths: &[PathBuf], asked: &Asked, options: &discover::Options) -> Survey {
    let mut survey = survey(paths, options);
    if let Some(shard) = asked.shard {
        survey.found = shard.of(survey.found);
    }
    survey
}

/// The errors of both, each once.
fn joined(mut errors: Vec<ConfigError>, more: Vec<ConfigError>) -> Vec<ConfigError> {
    for error in more {
        crate::engine::add(&mut errors, error);
    }
    errors
}

/// What git says of a change.
pub(crate) struct Changed {
    git: Git,
    base: Option<Commit>,
    changes: Vec<Change>,
    /// Texts as they are staged, where the work tree has others.
    staged: Overlay,
    /// Other files that are not as staged.
    unstaged: Vec<PathBuf>,
}

impl Changed {
    fn ask(paths: &[PathBuf], since: &Since) -> Result<Self, GitError> {
        let first =
            paths.iter().find(|path| path.exists()).map_or(Path::new("."), PathBuf::as_path);
        let git = Git::holding(first)?;
        let base = git.base(since)?;
        let changes = git.changes(since, base.as_ref())?;
        let (staged, unstaged) = match since {
            Since::Staged => staged::texts(&git)?,
            Since::Reference(_) => (Overlay::new(), Vec::new()),
        };
        Ok(Self { git, base, changes, staged, unstaged })
    }

    /// The files that are not as staged and say something of a dataset in one of the folders.
    fn unstaged_below(&self, roots: &[&Path]) -> Vec<PathBuf> {
        let roots: Vec<PathBuf> = roots.iter().map(|root| touched::real(root)).collect();
        let is_below = |path: &&PathBuf| roots.iter().any(|root| path.starts_with(root));
        let of_a_set = |path: &&PathBuf| is_below(path) && touched::matters(path, None);
        self.unstaged.iter().filter(of_a_set).cloned().collect()
    }

    /// All paths of the change, before and now.
    fn paths(&self) -> impl Iterator<Item = &Path> {
        self.changes.iter().flat_map(Change::paths)
    }

    /// Whether the file at `path` is among those that changed.
    fn names(&self, path: &Path) -> bool {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        self.paths().any(|changed| changed == real)
    }

    /// Whether something below `path` was deleted or moved away.
    fn deletes_below(&self, path: &Path) -> bool {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let gone = self.changes.iter().filter(|change| change.before != change.now);
        gone.filter_map(|change| change.before.as_ref()).any(|path| path.starts_with(&real))
    }
}
