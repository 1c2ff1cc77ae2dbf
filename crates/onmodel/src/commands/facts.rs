//! `onmodel facts`

use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result};
use onmodel_engine::Plugins;
use onmodel_report::{Style, facts};

use super::check;
use crate::args::{Facts, Judging};
use crate::exit::Exit;
use crate::terminal::{self, Progress};

pub(super) fn run(args: &Facts) -> Result<Exit> {
    let judging = Judging {
        trainer: None,
        select: Vec::new(),
        ignore: Vec::new(),
        config: args.config.clone(),
        no_cache: args.no_cache,
    };
    let engine = check::engine(&judging, Plugins::none());
    let folder = std::env::current_dir().context("the working folder is gone")?;
    let progress = Progress::new(true);
    let show = |done, all| progress.show(done, all);
    let seen = engine.see(&args.paths.paths, &show, &AtomicBool::new(false));
    drop(progress);
    let style = Style::plain(folder);
    for set in &seen.sets {
        check::print(&facts::render(&set.facts, &style))?;
    }
    seen.errors.iter().for_each(check::tell_config_error);
    for problem in &seen.problems {
        terminal::report(&anyhow::Error::new(problem.clone()));
    }
    let whole = seen.errors.is_empty() && seen.problems.is_empty();
    Ok(if whole { Exit::Fine } else { Exit::Failed })
}
