//! What `traits`, `tags` and `replace` share: sets opened for their words, no image looked at.

use std::path::PathBuf;

use anyhow::{Context, Result};
use onmodel_dataset::config::ConfigError;
use onmodel_dataset::discover::Problem;
use onmodel_engine::{Engine, OpenSet, Options, Plugins, today};
use onmodel_report::Style;
use onmodel_rules::Selection;
use onmodel_vision::Examiner;

use crate::args::Words;
use crate::commands::check::tell_config_error;
use crate::exit::Exit;
use crate::terminal;

/// The datasets under the paths, and what is wrong with the rest.
pub(super) struct Opened {
    pub(super) sets: Vec<OpenSet>,
    errors: Vec<ConfigError>,
    problems: Vec<Problem>,
}

/// Opens the datasets.
pub(super) fn open(words: &Words, paths: &[PathBuf]) -> Opened {
    let options = Options {
        trainer: None,
        selection: Selection::default(),
        config: words.config.clone(),
        today: today(),
    };
    let engine = Engine::new(options, Examiner::without_cache(), Plugins::none());
    let (sets, errors, problems) = engine.open(paths);
    Opened { sets, errors, problems }
}

impl Opened {
    /// Tells on standard error what could not be opened; `done` where there is nothing to tell.
    pub(super) fn tell(&self, done: Exit) -> Exit {
        self.errors.iter().for_each(tell_config_error);
        for problem in &self.problems {
            terminal::report(&anyhow::Error::new(problem.clone()));
        }
        if self.errors.is_empty() && self.problems.is_empty() { done } else { Exit::Failed }
    }
}

/// How the terminal wants it.
pub(super) fn style() -> Result<Style> {
    Ok(Style {
        colour: terminal::stdout_is_coloured(),
        width: terminal::width(),
        quiet: false,
        verbose: false,
        statistics: false,
        folder: std::env::current_dir().context("the working folder is gone")?,
    })
}
