//! `check --watch`: again whenever a file changes, on a cleared screen.
//!
//! An editor that saves by renaming makes a file go and come; folders are watched, not files, and a
//! burst of changes is waited out before anything is read.

use std::ffi::OsStr;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use onmodel_engine::Engine;

use super::once;
use crate::args;
use crate::exit::Exit;
use crate::terminal;

/// How long nothing must have happened before the files are read.
const QUIET: Duration = Duration::from_millis(80);
/// How long a burst is waited for at most.
const LONGEST: Duration = Duration::from_secs(1);
/// Clears the screen and what was scrolled off it, and goes to its corner.
const CLEAR: &str = "\u{1b}[2J\u{1b}[3J\u{1b}[H";

/// Checks until the program is ended from outside.
pub(super) fn run(engine: &Engine, args: &args::Check) -> Result<Exit> {
    let (tell, events) = channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // Nobody listens any more once the program ends.
        let _ = tell.send(event);
    })
    .context("files cannot be watched on this system")?;
    let own = Own::of(args);
    for (path, mode) in watched(&args.paths.paths) {
        watch(&mut watcher, &path, mode)?;
    }
    loop {
        if std::io::stdout().is_terminal() {
            super::print(CLEAR)?;
        }
        if let Err(error) = once(engine, args) {
            terminal::report(&error);
        }
        terminal::note("watching; end it with Ctrl-C");
        if !wait(&events, &own) {
            return Ok(Exit::Failed);
        }
    }
}

fn watch(watcher: &mut RecommendedWatcher, path: &Path, mode: RecursiveMode) -> Result<()> {
    watcher.watch(path, mode).with_context(|| format!("{} cannot be watched", path.display()))
}

/// The folders to watch: those given with all below them, and those above them that may hold their
/// configuration.
fn watched(paths: &[PathBuf]) -> Vec<(PathBuf, RecursiveMode)> {
    let mut all = Vec::new();
    for path in paths {
        let real = path.canonicalize().unwrap_or_else(|_| path.clone());
        let folder = if real.is_dir() { real.as_path() } else { real.parent().unwrap_or(&real) };
        all.push((folder.to_owned(), RecursiveMode::Recursive));
        for above in folder.ancestors().skip(1) {
            if folder.join(".git").exists() || above.parent().is_none() {
                break;
            }
            all.push((above.to_owned(), RecursiveMode::NonRecursive));
            if above.join(".git").exists() {
                break;
            }
        }
    }
    all
}

/// The files this very check writes: their changes are no news.
struct Own(Vec<PathBuf>);

impl Own {
    fn of(args: &args::Check) -> Self {
        let outputs = args.format.iter().filter_map(|output| output.file.as_ref());
        let files = outputs.chain(&args.gating.baseline);
        Self(files.filter_map(|file| std::path::absolute(file).ok()).collect())
    }

    /// Whether a change of this path asks for another check.
    fn is_news(&self, path: &Path) -> bool {
        let hidden = |part: &OsStr| part.as_encoded_bytes().starts_with(b".");
        let name = path.file_name().unwrap_or_default();
        let inside_git = path.components().any(|part| part.as_os_str() == ".git");
        let is_own = self.0.iter().any(|own| own == path || same_place(own, path));
        !inside_git && !is_own && !hidden(name)
    }
}

/// Whether two paths are one file, reached through links.
fn same_place(one: &Path, other: &Path) -> bool {
    one.file_name() == other.file_name()
        && one.parent().and_then(|folder| folder.canonicalize().ok()).as_deref() == other.parent()
}

/// Waits for the end of a burst of changes; whether there will be any more.
fn wait(events: &Receiver<notify::Result<notify::Event>>, own: &Own) -> bool {
    let mut since: Option<Instant> = None;
    loop {
        let next = match since {
            None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(since) if since.elapsed() >= LONGEST => return true,
            Some(_) => events.recv_timeout(QUIET),
        };
        match next {
            Ok(event) if is_news(&event, own) => {
                since.get_or_insert_with(Instant::now);
            }
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// An event the system lost may have been any.
fn is_news(event: &notify::Result<notify::Event>, own: &Own) -> bool {
    let Ok(event) = event else { return true };
    event.need_rescan()
        || (!matches!(event.kind, EventKind::Access(_))
            && event.paths.iter().any(|path| own.is_news(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_we_write_and_what_is_hidden_is_no_news() {
        let own = Own(vec![PathBuf::from("/w/report.json")]);
        for (path, news) in [
            ("/w/set/01.txt", true),
            ("/w/report.json", false),
            ("/w/.git/index", false),
            ("/w/set/.01.txt.swp", false),
            ("/w/set", true),
        ] {
            assert_eq!(own.is_news(Path::new(path)), news, "{path}");
        }
    }
}
