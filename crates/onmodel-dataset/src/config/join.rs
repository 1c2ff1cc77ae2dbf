//! Several files made one: the nearer key wins, tables are joined key by key, lists are not.

use std::sync::Arc;

use super::declared::{DatasetTable, Declared, TraitsTable};
use super::layers::File;
use super::traits_table::CATEGORIES;
use super::{CaptionDrafts, ConfigError, Configuration, Lock, Settings, Submit, did_you_mean};
use crate::trainer::TrainerId;

/// Joins files given nearest first.
pub(super) fn join(files: Vec<File>, mut errors: Vec<ConfigError>) -> Configuration {
    let locks = locks(&files);
    let score_min = score_min(&files, &locks);
    let namer = files.iter().find(|file| file.declared.dataset.trainer.is_some());
    let trainer_evidence = namer
        .map_or("default".to_owned(), |file| format!("named in {}", file.layer.path.display()));
    errors.extend(check_vary(&files));
    let layers: Vec<_> = files.iter().map(|file| Arc::clone(&file.layer)).collect();
    let mut joined = Declared::default();
    for file in files {
        joined.fill(file.declared);
    }
    let trainer_named = joined.dataset.trainer.is_some();
    let settings = Settings { trainer_evidence, score_min, locks, layers, ..settings(joined) };
    Configuration { settings, trainer_named, errors }
}

fn settings(Declared { dataset, traits, caption, submit, .. }: Declared) -> Settings {
    Settings {
        trigger: dataset.trigger,
        class: dataset.class,
        trainer: dataset.trainer.unwrap_or(TrainerId::Scenario),
        base: dataset.base,
        trainer_config: dataset.trainer_config,
        caption_extension: dataset.caption_extension,
        caption_column: dataset.caption_column,
        exclude: dataset.exclude.unwrap_or_default(),
        resolution: dataset.resolution,
        batch_size: dataset.batch_size,
        tokenizer: dataset.tokenizer,
        subsets: dataset.subsets.unwrap_or_default(),
        vary: traits.vary.map(|names| names.into_iter().map(|name| name.value).collect()),
        identity: traits.identity.unwrap_or_default(),
        identity_captions: traits.identity_captions.unwrap_or_default(),
        custom: traits.custom,
        caption,
        submit,
        ..Settings::default()
    }
}

fn locks(files: &[File]) -> Vec<Lock> {
    let outermost_first = files.iter().enumerate().rev();
    outermost_first
        .flat_map(|(layer, file)| {
            file.declared.lock.iter().map(move |name| Lock { name: name.clone(), layer })
        })
        .collect()
}

/// The nearest minimum, but never under a locked one further out.
fn score_min(files: &[File], locks: &[Lock]) -> Option<f64> {
    let nearest = |files: &[File]| files.iter().find_map(|file| file.declared.score_min);
    let lock = locks.iter().find(|lock| lock.name == "score");
    let locked = lock.and_then(|lock| nearest(files.get(lock.layer..)?));
    match (nearest(files), locked) {
        (Some(min), Some(locked)) => Some(min.max(locked)),
        (min, locked) => min.or(locked),
    }
}

/// Every name in `vary` is a known category, or one that any of the files declares.
fn check_vary(files: &[File]) -> Vec<ConfigError> {
    let mut known = CATEGORIES.to_vec();
    known.extend(
        files.iter().flat_map(|file| file.declared.traits.custom.keys().map(String::as_str)),
    );
    let mut errors = Vec::new();
    for file in files {
        for name in file.declared.traits.vary.iter().flatten() {
            if !known.contains(&name.value.as_str()) {
                let message = format!("unknown trait category `{}`", name.value);
                errors.push(file.layer.error(
                    name.span,
                    message,
                    Some(did_you_mean(&name.value, &known)),
                ));
            }
        }
    }
    errors
}

fn fill<T>(near: &mut Option<T>, far: Option<T>) {
    if near.is_none() {
        *near = far;
    }
}

impl Declared {
    /// Takes from a farther file what this one leaves open.
    fn fill(&mut self, far: Self) {
        self.dataset.fill(far.dataset);
        self.traits.fill(far.traits);
        self.caption.fill(far.caption);
        self.submit.fill(far.submit);
    }
}

impl DatasetTable {
    fn fill(&mut self, far: Self) {
        fill(&mut self.trigger, far.trigger);
        fill(&mut self.class, far.class);
        fill(&mut self.trainer, far.trainer);
        fill(&mut self.base, far.base);
        fill(&mut self.trainer_config, far.trainer_config);
        fill(&mut self.caption_extension, far.caption_extension);
        fill(&mut self.caption_column, far.caption_column);
        fill(&mut self.exclude, far.exclude);
        fill(&mut self.resolution, far.resolution);
        fill(&mut self.batch_size, far.batch_size);
        fill(&mut self.tokenizer, far.tokenizer);
        fill(&mut self.subsets, far.subsets);
    }
}

impl TraitsTable {
    fn fill(&mut self, far: Self) {
        fill(&mut self.vary, far.vary);
        fill(&mut self.identity, far.identity);
        fill(&mut self.identity_captions, far.identity_captions);
        for (category, values) in far.custom {
            let near = self.custom.entry(category).or_default();
            for (value, phrases) in values {
                near.entry(value).or_insert(phrases);
            }
        }
    }
}

impl CaptionDrafts {
    fn fill(&mut self, far: Self) {
        fill(&mut self.provider, far.provider);
        fill(&mut self.endpoint, far.endpoint);
        fill(&mut self.model, far.model);
        fill(&mut self.api_key_env, far.api_key_env);
    }
}

impl Submit {
    fn fill(&mut self, far: Self) {
        fill(&mut self.project, far.project);
        fill(&mut self.kind, far.kind);
        for (key, value) in far.parameters {
            self.parameters.entry(key).or_insert(value);
        }
    }
}
