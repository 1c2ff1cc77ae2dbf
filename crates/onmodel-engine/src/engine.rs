//! From paths to reports.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use onmodel_dataset::config::ConfigError;
use onmodel_dataset::discover::{self, Discovery, Problem, discover};
use onmodel_dataset::{Dataset, TrainerId};
use onmodel_plugin_host::Plugins;
use onmodel_rules::config::Date;
use onmodel_rules::judge::{Judgement, Tally};
use onmodel_rules::neighbours::{Neighbour, Neighbourhood};
use onmodel_rules::{Facts, RuleSet, Selection};
use onmodel_vision::{Examiner, ImageFacts};
use rayon::prelude::*;

use crate::OpenSet;
use crate::fix::{Mended, Mending, mend};
use crate::review::{Asked, Review, Shard};

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
    /// What is known of the change, where only what changed was asked for.
    pub review: Option<Review>,
    /// The share of the datasets this is.
    pub shard: Option<Shard>,
}

impl Check {
    /// All findings counted.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for set in &self.sets {
            tally += Tally::of(&set.judgement.findings, set.judgement.suppressed);
            tally.baselined += set.judgement.baselined;
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

/// Datasets looked at.
#[derive(Default)]
pub struct SeenSets {
    /// The datasets, by path.
    pub sets: Vec<OpenSet>,
    /// What is wrong with configurations; their datasets are left out.
    pub errors: Vec<ConfigError>,
    /// Paths under which nothing could be looked at.
    pub problems: Vec<Problem>,
    /// Why the cache could not be written; the looking itself is whole.
    pub cache_fault: Option<String>,
}

/// Checks datasets, looking at images through one examiner.
pub struct Engine {
    pub(crate) options: Options,
    pub(crate) examiner: Examiner,
    pub(crate) plugins: Plugins,
}

impl Engine {
    /// An engine that asks for `options`, looks through `examiner`, and runs `plugins` where sets
    /// name them.
    pub fn new(options: Options, examiner: Examiner, plugins: Plugins) -> Self {
        Self { options, examiner, plugins }
    }

    /// Refuses names of `--select` and `--ignore` that no plugin has which ran.
    ///
    /// # Errors
    /// Those of [`Plugins::refuse_unknown`].
    pub fn refuse_unknown_plugin_rules(&self) -> Result<(), String> {
        self.plugins.refuse_unknown(&self.options.selection)
    }

    /// What is to be told of the plugins that ran, told once: [`Plugins::unconfined`].
    pub fn unconfined_plugins(&self) -> Vec<String> {
        self.plugins.unconfined()
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
        let (selection, plugins) = (&self.options.selection, &self.plugins);
        let opened = datasets.into_par_iter();
        let opened = opened.map(|dataset| OpenSet::open(dataset, selection, plugins));
        for opened in opened.collect::<Vec<_>>() {
            match opened {
                Ok(set) => sets.push(set),
                Err(found) => found.into_iter().for_each(|error| add(&mut errors, error)),
            }
        }
        (sets, errors, problems)
    }

    /// Finds every dataset under the paths and looks at its images; nothing is judged.
    pub fn see(
        &self,
        paths: &[PathBuf],
        progress: &(dyn Fn(usize, usize) + Sync),
        cancel: &AtomicBool,
    ) -> SeenSets {
        let (mut sets, errors, problems) = self.open(paths);
        self.look(&mut sets, &[], progress, cancel);
        let cache_fault = self.examiner.save().err().map(|error| error.to_string());
        SeenSets { sets, errors, problems, cache_fault }
    }

    /// Finds every dataset under the paths and judges each beside the others. `progress` is told of
    /// images looked at, done and in all; once `cancel` is set, the images not reached stay unknown.
    pub fn check(
        &self,
        paths: &[PathBuf],
        progress: &(dyn Fn(usize, usize) + Sync),
        cancel: &AtomicBool,
    ) -> Check {
        self.check_all(paths, &Asked::default(), progress, cancel)
    }

    /// Looks at the sets' images and judges each set beside the others and the bystanders, which are
    /// only looked at as far as some rule compares pictures.
    pub(crate) fn finish(
        &self,
        opened: Vec<Result<OpenSet, Vec<ConfigError>>>,
        bystanders: Vec<Dataset>,
        asked: &Asked,
        progress: &(dyn Fn(usize, usize) + Sync),
        cancel: &AtomicBool,
    ) -> Check {
        let (mut sets, mut errors) = (Vec::new(), Vec::new());
        for opened in opened {
            match opened {
                Ok(set) => sets.push(set),
                Err(found) => found.into_iter().for_each(|error| add(&mut errors, error)),
            }
        }
        let compares = |set: &OpenSet| set.compares_pictures();
        let images = sets.iter().any(compares).then_some(&bystanders);
        let images = images.into_iter().flatten().flat_map(|set| &set.images);
        let aside: Vec<&Path> = images.map(|image| image.path.as_path()).collect();
        let seen = self.look(&mut sets, &aside, progress, cancel);
        let cache_fault = self.examiner.save().err().map(|error| error.to_string());
        let all = (asked.shard.is_none()).then(|| company(&sets, &bystanders, seen));
        let sets = self.judge(sets, all.as_ref());
        Check { sets, errors, cache_fault, shard: asked.shard, ..Check::default() }
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
        self.look(&mut sets, &[], progress, cancel);
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

    pub(crate) fn discovery(&self) -> discover::Options {
        discover::Options {
            trainer: self.options.trainer,
            config: self.options.config.clone(),
            ..discover::Options::default()
        }
    }

    /// Looks at all images of all sets at once, so that small sets keep every core busy too, and at
    /// those that lie aside; what was seen of the latter.
    fn look(
        &self,
        sets: &mut [OpenSet],
        aside: &[&Path],
        progress: &(dyn Fn(usize, usize) + Sync),
        cancel: &AtomicBool,
    ) -> Vec<Option<Arc<ImageFacts>>> {
        let images = sets.iter().flat_map(|set| &set.facts.dataset.images);
        let images = images.map(|image| image.path.as_path());
        let paths: Vec<&Path> = images.chain(aside.iter().copied()).collect();
        let mut seen = self.examiner.examine_all(&paths, progress, cancel).into_iter();
        let own: Vec<Vec<_>> = sets
            .iter()
            .map(|set| seen.by_ref().take(set.facts.dataset.images.len()).collect())
            .collect();
        sets.par_iter_mut().zip(own).for_each(|(set, own)| set.see(own));
        seen.collect()
    }

    /// Judges each set, in its place among all where they are compared.
    fn judge(&self, sets: Vec<OpenSet>, all: Option<&Neighbourhood>) -> Vec<SetReport> {
        let all = all.filter(|all| all.is_company());
        let judged = sets.into_par_iter().enumerate().map(|(index, mut set)| {
            // The sets judged come first among all.
            let beside = all.map(|all| all.beside(index));
            set.ask_plugins();
            let judgement = set.judge_beside(beside.as_ref(), self.options.today);
            SetReport { facts: set.facts, rules: set.rules, judgement }
        });
        judged.collect()
    }
}

/// The sets judged and those aside, side by side; `seen` is what was seen of the latter's images, or
/// nothing.
fn company(
    sets: &[OpenSet],
    bystanders: &[Dataset],
    seen: Vec<Option<Arc<ImageFacts>>>,
) -> Neighbourhood {
    let mut all: Vec<Neighbour> = sets.iter().map(|set| Neighbour::of(&set.facts)).collect();
    let mut seen = seen.into_iter();
    for dataset in bystanders {
        let own: Vec<_> = seen.by_ref().take(dataset.images.len()).collect();
        all.push(Neighbour::seen(dataset, &own));
    }
    Neighbourhood::asked_by(all, |index| index < sets.len())
}

/// Adds an error unless it is there: sets share the files above them.
pub(crate) fn add(errors: &mut Vec<ConfigError>, error: ConfigError) {
    if !errors.contains(&error) {
        errors.push(error);
    }
}
