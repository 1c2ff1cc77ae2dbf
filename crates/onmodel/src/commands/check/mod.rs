//! `onmodel check`

mod baseline;
mod outputs;
mod watch;

use std::io::Write;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result};
use onmodel_dataset::git::Since;
use onmodel_engine::{Asked, Check, Engine, Gate, Options, Plugins, today};
use onmodel_rules::Selection;
use onmodel_vision::{Examiner, cache};

use crate::args::{self, Format, Judging};
use crate::commands::plugins;
use crate::exit::Exit;
use crate::terminal::{self, Progress};

pub(super) use outputs::{Written, write};

pub(super) fn run(args: &args::Check) -> Result<Exit> {
    if let Some(jobs) = args.gating.jobs {
        rayon_threads(jobs)?;
    }
    let engine = engine(&args.judging, plugins::plugins(&args.plugging)?);
    if args.gating.watch { watch::run(&engine, args) } else { once(&engine, args) }
}

/// One check, told everywhere it was asked to be told.
fn once(engine: &Engine, args: &args::Check) -> Result<Exit> {
    engine.refuse_unknown_rules(&args.paths.paths).map_err(anyhow::Error::msg)?;
    let known = baseline::read(&args.gating)?;
    let progress = Progress::new(!args.quiet);
    let mut check = engine.check_asked(
        &args.paths.paths,
        &asked(args)?,
        &|done, all| progress.show(done, all),
        &AtomicBool::new(false),
    )?;
    drop(progress);
    // What a plugin calls its rules is known only once it ran.
    engine.refuse_unknown_plugin_rules().map_err(anyhow::Error::msg)?;
    engine.unconfined_plugins().iter().for_each(|line| terminal::warn(line));
    tell_unstaged(&check);
    let was_written = baseline::settle(known, &mut check, args)?;
    let gate = Gate { fail_on: args.fail_on.least(), min_score: args.min_score };
    outputs::all(&check, &gate, args)?;
    for problem in &check.problems {
        terminal::report(&anyhow::Error::new(problem.clone()));
    }
    if plugins::tell_absent(check.sets.iter().map(|set| &set.facts)) {
        return Ok(Exit::Failed);
    }
    Ok(if was_written {
        exit(&check, &Gate { fail_on: None, min_score: Some(0.0) })
    } else {
        exit(&check, &gate)
    })
}

/// A hook that judged something else than what is committed must not keep quiet about it.
fn tell_unstaged(check: &Check) {
    let unstaged = check.review.iter().flat_map(|review| &review.unstaged);
    let names: Vec<String> = unstaged.map(|path| path.display().to_string()).collect();
    if let [first, rest @ ..] = names.as_slice() {
        let more =
            if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
        terminal::warn(&format!("not as staged, so judged as in the work tree: {first}{more}"));
    }
}

/// What is asked beyond the paths. Whoever reads a summary of a change wants to know how it was.
fn asked(args: &args::Check) -> Result<Asked> {
    let gating = &args.gating;
    let since = match &gating.since {
        Some(reference) => Some(Since::Reference(reference.clone())),
        None => gating.staged.then_some(Since::Staged),
    };
    anyhow::ensure!(
        since.is_some() || !gating.compare,
        "--compare needs --since or --staged: what is there to compare with?"
    );
    let is_summary = args.format.iter().any(|output| output.format == Format::Markdown);
    Ok(Asked {
        compare: since.is_some() && (gating.compare || is_summary),
        since,
        shard: gating.shard,
        baseline: gating.baseline.clone(),
    })
}

/// Limits the threads that look at images and read datasets.
fn rayon_threads(jobs: u16) -> Result<()> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs));
    pool.build_global().context("the threads asked for cannot be started")
}

/// The engine these options ask for.
pub(super) fn engine(judging: &Judging, plugins: Plugins) -> Engine {
    let folder = if judging.no_cache { None } else { cache::default_folder() };
    let examiner = folder.map_or_else(Examiner::without_cache, Examiner::with_cache);
    let options = Options {
        trainer: judging.trainer,
        selection: Selection { select: judging.select.clone(), ignore: judging.ignore.clone() },
        config: judging.config.clone(),
        today: today(),
    };
    Engine::new(options, examiner, plugins)
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
