//! The gate: a set with errors goes nowhere.

use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result, bail};
use onmodel_dataset::TrainerId;
use onmodel_engine::{Check, Gate, SetReport};
use onmodel_report::{Style, text};
use onmodel_rules::Severity;

use crate::args::Judging;
use crate::args::submit::Submit;
use crate::commands::check::{engine, print, tell_config_error};
use crate::commands::plugins;
use crate::terminal::{self, Progress};

/// What came of it.
pub(super) enum Passed {
    /// The set, which may go.
    Set(Box<SetReport>),
    /// It may not, and why was printed.
    Refused,
}

/// Judges the one set meant as Scenario's, whatever trainer it is configured for: there it goes.
pub(super) fn pass(args: &Submit) -> Result<Passed> {
    let check = check(args)?;
    let gate = Gate { fail_on: Some(Severity::Error), min_score: args.min_score };
    for error in &check.errors {
        tell_config_error(error);
    }
    if !check.errors.is_empty() {
        bail!("nothing was sent: the configuration has to be mended first");
    }
    if let Some(problem) = check.problems.first() {
        return Err(anyhow::Error::new(problem.clone()));
    }
    if plugins::tell_absent(check.sets.iter().map(|set| &set.facts)) {
        bail!("nothing was sent: a studio rule that did not run may have had a say");
    }
    if let [set] = check.sets.as_slice() {
        let passes = gate.passes(set);
        let report = text::render(&check, &gate, &style()?);
        if !passes {
            print(&report)?;
            let why =
                if gate.failing(set) > 0 { "with errors" } else { "below the score it needs" };
            outln!("\nNothing was sent: a set {why} is not worth its price.");
            return Ok(Passed::Refused);
        }
        // The verdict and the score; what is worth a look, `check` shows.
        report.lines().take(2).for_each(|line| outln!("{line}"));
    }
    one(check).map(|set| Passed::Set(Box::new(set)))
}

fn one(check: Check) -> Result<SetReport> {
    let mut sets = check.sets;
    let names: Vec<String> =
        sets.iter().map(|set| set.facts.dataset.root.display().to_string()).collect();
    match (sets.pop(), sets.len()) {
        (Some(set), 0) => Ok(set),
        (None, _) => bail!("there is no dataset here; name its folder: `onmodel submit PATH`"),
        _ => bail!("several datasets are here; submit one of them: {}", names.join(", ")),
    }
}

fn check(args: &Submit) -> Result<Check> {
    let judging = Judging {
        trainer: Some(TrainerId::Scenario),
        select: Vec::new(),
        ignore: Vec::new(),
        config: args.config.clone(),
        no_cache: args.no_cache,
    };
    let engine = engine(&judging, plugins::plugins(&args.plugging)?);
    let progress = Progress::new(true);
    let paths = std::slice::from_ref(&args.path);
    let show = |done, all| progress.show(done, all);
    Ok(engine.check(paths, &show, &AtomicBool::new(false)))
}

fn style() -> Result<Style> {
    Ok(Style {
        colour: terminal::stdout_is_coloured(),
        width: terminal::width(),
        quiet: false,
        verbose: false,
        statistics: false,
        folder: std::env::current_dir().context("the working folder is gone")?,
    })
}
