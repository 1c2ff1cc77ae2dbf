//! The thread that watches the disk.
//!
//! Changes come in bursts: a save is three events, a checkout thousands. They are gathered until
//! nothing happened for a moment, then told at once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{CreateKind, EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::{folders, missed};
use crate::log::Log;
use crate::worker::{Event, Inbox};

/// How long nothing must have happened before a burst is told of.
const QUIET: Duration = Duration::from_millis(60);

/// How long a burst is gathered at most.
const LONGEST: Duration = Duration::from_millis(800);

/// What the thread is told.
pub(super) enum News {
    /// These folders are the workspace, read from this time on.
    Folders(Vec<PathBuf>, SystemTime),
    /// These folders hold files of sets.
    Also(Vec<PathBuf>),
    /// Something happened on the disk.
    Disk(notify::Result<notify::Event>),
    /// The server ends.
    Stop,
}

/// Starts the thread; it ends when it is told to.
pub(super) fn start(worker: Inbox, log: Arc<Log>) -> Sender<News> {
    let (tell, news) = channel();
    let events = tell.clone();
    std::thread::spawn(move || {
        match notify::recommended_watcher(move |event| {
            let _ = events.send(News::Disk(event));
        }) {
            Ok(watcher) => {
                let mut watch = Watch {
                    watcher,
                    worker,
                    log,
                    watched: BTreeSet::new(),
                    burst: Burst::default(),
                };
                watch.run(&news);
            }
            Err(why) => log.warn(format!("files are not watched: {why}")),
        }
    });
    tell
}

/// What happened and was not told of yet.
#[derive(Default)]
struct Burst {
    changed: BTreeSet<PathBuf>,
    /// Whether the system lost some events.
    is_lossy: bool,
    since: Option<Instant>,
}

struct Watch {
    watcher: RecommendedWatcher,
    worker: Inbox,
    log: Arc<Log>,
    watched: BTreeSet<PathBuf>,
    burst: Burst,
}

impl Watch {
    fn run(&mut self, news: &Receiver<News>) {
        loop {
            let next = match self.burst.since {
                None => news.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(since) => {
                    news.recv_timeout(QUIET.min(LONGEST.saturating_sub(since.elapsed())))
                }
            };
            match next {
                Ok(News::Folders(folders, since)) => {
                    self.watch_only(&folders);
                    self.catch_up(since);
                }
                Ok(News::Also(folders)) => folders.iter().for_each(|folder| self.watch(folder)),
                Ok(News::Disk(event)) => self.take(event),
                Err(RecvTimeoutError::Timeout) => self.tell(),
                Ok(News::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            }
            if self.burst.since.is_some_and(|since| since.elapsed() >= LONGEST) {
                self.tell();
            }
        }
    }

    /// Watches these folders and nothing else.
    fn watch_only(&mut self, folders: &[PathBuf]) {
        for folder in std::mem::take(&mut self.watched) {
            // One that is gone is not watched any more.
            let _ = self.watcher.unwatch(&folder);
        }
        for folder in folders {
            self.watch_below(folder);
        }
    }

    /// Takes in what changed before the folders were watched.
    fn catch_up(&mut self, since: SystemTime) {
        let missed = self.watched.iter().flat_map(|folder| missed::changed(folder, since));
        self.burst.changed.extend(missed);
        if !self.burst.changed.is_empty() {
            self.burst.since.get_or_insert_with(Instant::now);
        }
    }

    fn watch_below(&mut self, folder: &Path) {
        if !ONE_BY_ONE {
            return self.watch(folder);
        }
        let (folders, is_more) = folders::below(folder);
        if is_more {
            self.log.warn(format!(
                "{} has too many folders to watch them all; `onmodel.restart` reads it again",
                folder.display()
            ));
        }
        for folder in folders {
            self.watch(&folder);
        }
    }

    fn watch(&mut self, folder: &Path) {
        let is_covered = |known: &PathBuf| !ONE_BY_ONE && folder.starts_with(known);
        if self.watched.contains(folder) || self.watched.iter().any(is_covered) {
            return;
        }
        let mode = if ONE_BY_ONE { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive };
        match self.watcher.watch(folder, mode) {
            Ok(()) => {
                self.watched.insert(folder.to_owned());
            }
            Err(why) => self.log.warn(format!("{} is not watched: {why}", folder.display())),
        }
    }

    fn take(&mut self, event: notify::Result<notify::Event>) {
        let Ok(event) = event else {
            self.burst.is_lossy = true;
            self.burst.since.get_or_insert_with(Instant::now);
            return;
        };
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        self.burst.since.get_or_insert_with(Instant::now);
        self.burst.is_lossy |= event.need_rescan();
        let may_be_folder = matches!(
            event.kind,
            EventKind::Create(CreateKind::Folder | CreateKind::Any)
                | EventKind::Modify(ModifyKind::Name(_))
        );
        for path in event.paths {
            if may_be_folder && path.is_dir() {
                self.watch_below(&path);
            } else if matches!(event.kind, EventKind::Remove(_)) {
                // A folder made again under this name is another.
                self.watched.remove(&path);
            }
            self.burst.changed.insert(path);
        }
    }

    fn tell(&mut self) {
        let burst = std::mem::take(&mut self.burst);
        let changed = burst.changed.into_iter().collect();
        self.worker.tell(if burst.is_lossy { Event::Lost } else { Event::Disk(changed) });
    }
}

/// Linux watches folders one by one; other systems watch all below one for the same price.
const ONE_BY_ONE: bool = cfg!(any(target_os = "linux", target_os = "android"));
