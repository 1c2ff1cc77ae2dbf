//! `onmodel check`

use std::io::Write;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result};
use onmodel_engine::{Check, Engine, Gate, Options, today};
use onmodel_report::{Style, concise, json, text};
use onmodel_rules::Selection;
use onmodel_vision::{Examiner, cache};

use crate::args::{self, Format, Judging, Output};
use crate::commands::plugins;
use crate::exit::Exit;
use crate::terminal::{self, Progress};

pub(super) fn run(args: &args::Check) -> Result<Exit> {
    let engine = engine(&args.judging).with_plugins(plugins::plugins(&args.plugging)?);
    engine.refuse_unknown_rules(&args.paths.paths).map_err(anyhow::Error::msg)?;
    let progress = Progress::new(!args.quiet);
    let check = engine.check(
        &args.paths.paths,
        &|done, all| progress.show(done, all),
        &AtomicBool::new(false),
    );
    drop(progress);
    let gate = Gate { fail_on: args.fail_on.least(), min_score: args.min_score };
    for output in &args.format {
        write(output, &rendered(output, args, &check, &gate)?)?;
    }
    for problem in &check.problems {
        terminal::report(&anyhow::Error::new(problem.clone()));
    }
    let is_whole = !plugins::tell_absent(check.sets.iter().map(|set| &set.facts));
    Ok(if is_whole { exit(&check, &gate) } else { Exit::Failed })
}

/// The engine these options ask for.
pub(super) fn engine(judging: &Judging) -> Engine {
    let folder = if judging.no_cache { None } else { cache::default_folder() };
    let examiner = folder.map_or_else(Examiner::without_cache, Examiner::with_cache);
    let options = Options {
        trainer: judging.trainer,
        selection: Selection { select: judging.select.clone(), ignore: judging.ignore.clone() },
        config: judging.config.clone(),
        today: today(),
    };
    Engine::new(options, examiner)
}

fn rendered(output: &Output, args: &args::Check, check: &Check, gate: &Gate) -> Result<String> {
    let colour = output.file.is_none() && terminal::stdout_is_coloured();
    let folder = std::env::current_dir().context("the working folder is gone")?;
    let style = Style {
        colour,
        width: terminal::width(),
        quiet: args.quiet,
        verbose: args.verbose,
        statistics: args.statistics,
        folder,
    };
    Ok(match output.format {
        Format::Text => text::render(check, gate, &style),
        Format::Concise => concise::render(check, gate, &style),
        Format::Json => json::render(check, &style),
    })
}

fn write(output: &Output, text: &str) -> Result<()> {
    match &output.file {
        Some(file) => write_file(file, text),
        None => print(text),
    }
}

/// Writes to standard output.
pub(super) fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Whoever reads us (`| head`) has seen enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        done => done.context("cannot write to standard output"),
    }
}

fn write_file(file: &Path, text: &str) -> Result<()> {
    onmodel_dataset::write::output(file, text.as_bytes())
        .with_context(|| format!("cannot write the report to {}", file.display()))
}

fn exit(check: &Check, gate: &Gate) -> Exit {
    if !check.errors.is_empty() || !check.problems.is_empty() {
        Exit::Failed
    } else if check.sets.iter().all(|set| gate.passes(set)) {
        Exit::Fine
    } else {
        Exit::Short
    }
}

/// Tells what is wrong with a configuration, on standard error.
pub(super) fn tell_config_error(error: &onmodel_dataset::ConfigError) {
    let help = error.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    terminal::report(&anyhow::anyhow!("{error}{help}"));
}
