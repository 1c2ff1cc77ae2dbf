//! Looking at images in the background: captions never wait for pictures.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use onmodel_engine::workspace::Unseen;
use onmodel_vision::{Examiner, cache};
use tokio::sync::watch;

use crate::worker::{Event, Inbox};

/// How far a round has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Looked {
    /// Images looked at.
    pub(crate) done: usize,
    /// Images of the round.
    pub(crate) all: usize,
}

/// Looks at images on threads of its own, one round at a time.
pub(crate) struct Looker {
    inbox: Inbox,
    /// The round under way; set, it ends after the pictures at hand.
    round: Option<Arc<AtomicBool>>,
    /// Whether the next round trusts no cache.
    is_distrustful: bool,
    /// Whether a person has had the looking stopped.
    is_resting: bool,
    /// How far the round under way has come; `None` between rounds.
    progress: Arc<watch::Sender<Option<Looked>>>,
}

impl Looker {
    /// A looker that tells what it saw through `inbox`.
    pub(crate) fn new(inbox: Inbox) -> Self {
        Self {
            inbox,
            round: None,
            is_distrustful: false,
            is_resting: false,
            progress: Arc::new(watch::Sender::new(None)),
        }
    }

    /// How far each round has come, from now on.
    pub(crate) fn rounds(&self) -> watch::Receiver<Option<Looked>> {
        self.progress.subscribe()
    }

    /// Everything is looked at again, whatever is remembered of it. The round under way is about what
    /// was, and ends soon.
    pub(crate) fn begin_again(&mut self) {
        self.is_distrustful = true;
        self.is_resting = false;
        self.stop();
    }

    /// A person has had the looking stopped: it ends soon, and none begins.
    pub(crate) fn rest(&mut self) {
        self.is_resting = true;
        self.stop();
    }

    /// Looking may go on.
    pub(crate) fn wake(&mut self) {
        self.is_resting = false;
    }

    /// Whether a round is under way.
    pub(crate) fn is_busy(&self) -> bool {
        self.round.is_some()
    }

    /// The round is over.
    pub(crate) fn is_done(&mut self) {
        self.round = None;
    }

    fn stop(&self) {
        if let Some(round) = &self.round {
            round.store(true, Ordering::Relaxed);
        }
    }

    /// Looks at these images, set by set, unless a round is under way: those left are asked for
    /// again when it is over.
    pub(crate) fn look(&mut self, sets: Vec<Vec<Unseen>>) {
        if self.round.is_some() || self.is_resting || sets.is_empty() {
            return;
        }
        let cancel = Arc::<AtomicBool>::default();
        self.round = Some(Arc::clone(&cancel));
        let (inbox, progress) = (self.inbox.clone(), Arc::clone(&self.progress));
        let folder = cache::default_folder().filter(|_| !std::mem::take(&mut self.is_distrustful));
        std::thread::spawn(move || {
            let examiner = folder.map_or_else(Examiner::without_cache, Examiner::with_cache);
            round(&examiner, sets, &cancel, &progress, |event| inbox.tell(event));
            progress.send_replace(None);
            inbox.tell(Event::Looked);
        });
    }
}

impl Drop for Looker {
    fn drop(&mut self) {
        self.stop();
    }
}

/// One round. The cache is read for it and let go after it: it may hold a hundred thousand pictures
/// that this workspace has not.
fn round(
    examiner: &Examiner,
    sets: Vec<Vec<Unseen>>,
    cancel: &AtomicBool,
    progress: &watch::Sender<Option<Looked>>,
    tell: impl Fn(Event) + Sync,
) {
    let all: usize = sets.iter().map(Vec::len).sum();
    let done = AtomicUsize::new(0);
    // Told at every hundredth of the way: nobody sees more.
    let step = || {
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of((all / 100).max(1)) {
            progress.send_replace(Some(Looked { done, all }));
        }
    };
    progress.send_replace(Some(Looked { done: 0, all }));
    let look = || {
        for images in sets {
            if cancel.load(Ordering::Relaxed) {
                return;
            }
            let paths: Vec<&Path> = images.iter().map(|unseen| &*unseen.path).collect();
            let seen = examiner.examine_all(&paths, &|_, _| step(), cancel);
            let seen =
                images.iter().cloned().zip(seen).filter_map(|(one, facts)| Some((one, facts?)));
            tell(Event::Seen(seen.collect()));
        }
    };
    // One core is left to whoever types.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    match rayon::ThreadPoolBuilder::new().num_threads((cores - 1).max(1)).build() {
        Ok(pool) => pool.install(look),
        Err(_) => look(),
    }
    // The pictures are known all the same; they are looked at again next time.
    let _ = examiner.save();
}
