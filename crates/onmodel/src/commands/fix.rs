//! `onmodel fix`

use std::path::Path;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result};
use onmodel_engine::MendedSets;
use onmodel_engine::fix::{Backup, Done, Mended};

use crate::args::Fix;
use crate::commands::check::{engine, tell_config_error};
use crate::commands::plugins;
use crate::diff::unified;
use crate::exit::Exit;
use crate::terminal::{self, Progress};

pub(super) fn run(args: &Fix) -> Result<Exit> {
    let engine = engine(&args.judging, plugins::plugins(&args.plugging)?);
    engine.refuse_unknown_rules(&args.paths.paths).map_err(anyhow::Error::msg)?;
    let progress = Progress::new(true);
    let show = |done, all| progress.show(done, all);
    let mended = engine.mend(&args.paths.paths, args.unsafe_too, &show, &AtomicBool::new(false));
    drop(progress);
    engine.refuse_unknown_plugin_rules().map_err(anyhow::Error::msg)?;
    engine.unconfined_plugins().iter().for_each(|line| terminal::warn(line));
    let exit = if args.diff { diff(&mended) } else { write(&mended, args.backup.as_deref())? };
    for error in &mended.errors {
        tell_config_error(error);
    }
    for problem in &mended.problems {
        terminal::report(&anyhow::Error::new(problem.clone()));
    }
    let is_absent = plugins::tell(mended.sets.iter().flat_map(|(_, set)| set.absent.iter()));
    let endless: Vec<&String> = mended.sets.iter().flat_map(|(_, set)| &set.endless).collect();
    for sentence in &endless {
        terminal::report(&anyhow::Error::msg((*sentence).clone()));
    }
    let whole =
        mended.errors.is_empty() && mended.problems.is_empty() && endless.is_empty() && !is_absent;
    Ok(if whole { exit } else { Exit::Failed })
}

/// Shows what would change; nothing is written.
fn diff(mended: &MendedSets) -> Exit {
    let mut any = false;
    for (_, set) in &mended.sets {
        for file in &set.files {
            out!("{}", unified(&file.path, &String::from_utf8_lossy(&file.before), &file.after));
        }
        for (title, _) in &set.operations {
            outln!("# {title}");
        }
        any |= !set.is_empty();
    }
    if any { Exit::Short } else { Exit::Fine }
}

fn write(mended: &MendedSets, backup: Option<&Path>) -> Result<Exit> {
    let backup = match backup {
        Some(folder) => Some(Backup {
            folder: folder.to_owned(),
            relative_to: std::env::current_dir().context("the working folder is gone")?,
        }),
        None => None,
    };
    let mut exit = Exit::Fine;
    let (mut files, mut left) = (0, 0);
    for (root, set) in &mended.sets {
        let done = set.write(root, backup.as_ref());
        files += done.lines.len();
        left += set.left.len();
        exit = exit.max(tell(&done));
    }
    summarise(files, left, backup.as_ref());
    hint_at_unsafe(&mended.sets);
    Ok(exit)
}

/// What was done, file by file.
fn tell(done: &Done) -> Exit {
    let bold = anstyle::Style::new().bold();
    for (path, titles) in &done.lines {
        outln!("{bold}{}{bold:#}", path.display());
        for title in titles {
            outln!("  {title}");
        }
    }
    for failure in &done.failures {
        anstream::eprintln!("{failure}");
    }
    if done.failures.is_empty() { Exit::Fine } else { Exit::Failed }
}

fn summarise(files: usize, left: usize, backup: Option<&Backup>) {
    let files = match files {
        0 => "nothing to mend".to_owned(),
        1 => "1 file mended".to_owned(),
        many => format!("{many} files mended"),
    };
    let left = match left {
        0 => "no finding is left".to_owned(),
        1 => "1 finding is left for you".to_owned(),
        many => format!("{many} findings are left for you"),
    };
    outln!("{files}; {left}");
    if let Some(backup) = backup {
        outln!("the originals are in {}", backup.folder.display());
    }
}

fn hint_at_unsafe(sets: &[(std::path::PathBuf, Mended)]) {
    use onmodel_rules::Safety;
    let fixes = sets.iter().flat_map(|(_, set)| &set.left).flat_map(|finding| &finding.fixes);
    let unsafe_fixes = fixes.filter(|fix| fix.safety == Safety::Unsafe).count();
    if unsafe_fixes > 0 {
        outln!(
            "{unsafe_fixes} more can be mended after a look at them: `onmodel fix --unsafe --diff`"
        );
    }
}
