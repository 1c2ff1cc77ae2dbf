//! The one set a command is about, with its images looked at.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result, bail};
use onmodel_engine::{Engine, OpenSet, Options, Plugins, today};
use onmodel_report::harmless;
use onmodel_rules::Selection;
use onmodel_vision::{Examiner, cache};

use crate::commands::check::tell_config_error;
use crate::terminal::Progress;

/// The one set at a path.
///
/// Its images are looked at, through the cache.
pub(super) fn open(path: &Path, config: Option<PathBuf>) -> Result<OpenSet> {
    let examiner =
        cache::default_folder().map_or_else(Examiner::without_cache, Examiner::with_cache);
    let mut set = only(path, config)?;
    let progress = Progress::new(true);
    set.look(&examiner, &|done, all| progress.show(done, all), &AtomicBool::new(false));
    // Without a cache the next run looks again; nothing is lost.
    let _ = examiner.save();
    Ok(set)
}

fn only(path: &Path, config: Option<PathBuf>) -> Result<OpenSet> {
    let options =
        Options { trainer: None, selection: Selection::default(), config, today: today() };
    let engine = Engine::new(options, Examiner::without_cache(), Plugins::none());
    let (mut sets, errors, problems) = engine.open(&[path.to_owned()]);
    errors.iter().for_each(tell_config_error);
    if !errors.is_empty() {
        bail!("the configuration has to be mended first");
    }
    if let Some(problem) = problems.into_iter().next() {
        return Err(anyhow::Error::new(problem));
    }
    if sets.len() > 1 {
        let names: Vec<String> =
            sets.iter().map(|set| set.facts.dataset.root.display().to_string()).collect();
        bail!("several datasets are here; name one of them: {}", harmless(&names.join(", ")));
    }
    sets.pop().with_context(|| format!("{}: no dataset here", path.display()))
}
