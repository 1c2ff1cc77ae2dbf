//! From paths to reports.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use onmodel_dataset::TrainerId;
use onmodel_dataset::config::ConfigError;
use onmodel_dataset::discover::{self, Discovery, Problem, discover};
use onmodel_plugin_host::Plugins;
use onmodel_rules::config::Date;
use onmodel_rules::judge::{Judgement, Tally};
use onmodel_rules::{Facts, RuleSet, Selection};
use onmodel_vision::Examiner;

use crate::OpenSet;
use crate::fix::{Mended, Mending, mend};

/// What is asked of a check.
#[derive(Debug, Clone)]
pub struct Options {
    /// `--trainer`: asked about instead of the one configured or found.
    pub trainer: Option<TrainerId>,
    /// `--select`, `--ignore`.
    pub selection: Selection,
    /// `--config`: this file instead of those found.
    pub config: Option<PathBuf>,
    /// The day, for `until` dates.
    pub today: Date,
}

/// One dataset, judged.
pub struct SetReport {
    /// All that is known of it.
    pub facts: Facts,
    /// The rules that ran.
    pub rules: RuleSet,
    /// What they found.
    pub judgement: Judgement,
}

/// Everything a check found.
#[derive(Default)]
pub struct Check {
    /// The datasets judged, by path.
    pub sets: Vec<SetReport>,
    /// What is wrong with configurations; their datasets are left out.
    pub errors: Vec<ConfigError>,
    /// Paths under which nothing could be checked.
    pub problems: Vec<Problem>,
    /// Why the cache could not be written; the check itself is whole.
    pub cache_fault: Option<String>,
}

impl Check {
    /// All findings counted.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for set in &self.sets {
            tally += Tally::of(&set.judgement.findings, set.judgement.suppressed);
        }
        tally
    }
}

/// Datasets mended in memory.
#[derive(Default)]
pub struct MendedSets {
    /// Each set's folder, and what became of it.
    pub sets: Vec<(PathBuf, Mended)>,
    /// What is wrong with configurations; their datasets are left out.
    pub errors: Vec<ConfigError>,
    /// Paths under which nothing could be mended.
    pub problems: Vec<Problem>,
    /// Why the cache could not be written; the mending itself is whole.
    pub cache_fault: Option<String>,
}

/// Checks datasets, looking at images through one examiner.
pub struct Engine {
    options: Options,
    examiner: Examiner,
    plugins: Plugins,
}

impl Engine {
    /// An engine that asks for `options` and looks through `examiner`.
    pub fn new(options: Options, examiner: Examiner) -> Self {
        Self { options, examiner, plugins: Plugins::none() }
    }

    /// The same engine, which runs the plugins that sets name.
    #[must_use]
    pub fn with_plugins(mut self, plugins: Plugins) -> Self {
        self.plugins = plugins;
        self
    }

    /// Refuses names of `--select` and `--ignore` that no rule has, built in or of a set under the
    /// paths.
    ///
    /// # Errors
    /// A sentence with the nearest name.
    pub fn refuse_unknown_rules(&self, paths: &[PathBuf]) -> Result<(), String> {
        let selection = &self.options.selection;
        let has_slash = |name: &String| name.contains('/');
        let is_declared = selection.select.iter().chain(&selection.ignore).any(has_slash);
        let found = is_declared.then(|| discover(paths, &self.discovery()).datasets);
        let sets = found.iter().flatten().map(|set| (&set.settings, set.root.as_path()));
        onmodel_rules::config::refuse_unknown(selection, sets)
    }

    /// The datasets under the paths, opened but not looked at, and what is wrong with the rest.
    pub fn open(&self, paths: &[PathBuf]) -> (Vec<OpenSet>, Vec<ConfigError>, Vec<Problem>) {
        let Discovery { datasets, mut errors, problems, .. } = discover(paths, &self.discovery());
        let mut sets = Vec::new();
        for dataset in datasets {
            match OpenSet::open_with(dataset, &self.options.selection, &self.plugins) {
                Ok(set) => sets.push(set),
                Err(found) => found.into_iter().for_each(|error| add(&mut errors, error)),
            }
        }
        (sets, errors, problems)
    }

    /// Finds every dataset under the paths and judges it. `progress` is told of images looked at,
    /// done and in all; once `cancel` is set, the images not reached stay unknown.
    pub fn check(
        &self,
        paths: &[PathBuf],
        progress: &(dyn Fn(usize, usize) + Sync),
        cancel: &AtomicBool,
    ) -> Check {
        let (mut sets, errors, problems) = self.open(paths);
        self.look(&mut sets, progress, cancel);
        let cache_fault = self.examiner.save().err().map(|error| error.to_string());
        let sets = self.judge(sets);
        Check { sets, errors, problems, cache_fault }
    }

    /// Finds every dataset under the paths and mends each in memory.
    pub fn mend(
        &self,
        paths: &[PathBuf],
        unsafe_too: bool,
        progress: &(dyn Fn(usize, usize) + Sync),
        cancel: &AtomicBool,
    ) -> MendedSets {
        let (mut sets, mut errors, problems) = self.open(paths);
        self.look(&mut sets, progress, cancel);
        let cache_fault = self.examiner.save().err().map(|error| error.to_string());
        let mending = Mending {
            selection: self.options.selection.clone(),
            unsafe_too,
            today: self.options.today,
            plugins: self.plugins.clone(),
        };
        let mut mended = Vec::new();
        for set in sets {
            let dataset = &set.facts.dataset;
            match mend(dataset, &set.facts.images, &self.discovery(), &mending) {
                Ok(done) => mended.push((dataset.root.clone(), done)),
                Err(found) => found.into_iter().for_each(|error| add(&mut errors, error)),
            }
        }
        MendedSets { sets: mended, errors, problems, cache_fault }
    }

    fn discovery(&self) -> discover::Options {
        discover::Options {
            trainer: self.options.trainer,
            config: self.options.config.clone(),
            ..discover::Options::default()
        }
    }

    /// Looks at all images of all sets at once, so that small sets keep every core busy too.
    fn look(
        &self,
        sets: &mut [OpenSet],
        progress: &(dyn Fn(usize, usize) + Sync),
        cancel: &AtomicBool,
    ) {
        let images = sets.iter().flat_map(|set| &set.facts.dataset.images);
        let paths: Vec<&Path> = images.map(|image| image.path.as_path()).collect();
        let mut seen = self.examiner.examine_all(&paths, progress, cancel).into_iter();
        for set in sets {
            let own = seen.by_ref().take(set.facts.dataset.images.len()).collect();
            set.see(own);
        }
    }

    /// Judges each set beside all others.
    fn judge(&self, sets: Vec<OpenSet>) -> Vec<SetReport> {
        let all: Vec<Facts> = sets.iter().map(|set| set.facts.clone()).collect();
        let judged = sets.into_iter().enumerate().map(|(index, mut set)| {
            let before = all.iter().take(index);
            let others: Vec<&Facts> = before.chain(all.iter().skip(index + 1)).collect();
            set.ask_plugins();
            let judgement = set.judge_beside(&others, self.options.today);
            SetReport { facts: set.facts, rules: set.rules, judgement }
        });
        judged.collect()
    }
}

/// Adds an error unless it is there: sets share the files above them.
fn add(errors: &mut Vec<ConfigError>, error: ConfigError) {
    if !errors.contains(&error) {
        errors.push(error);
    }
}
