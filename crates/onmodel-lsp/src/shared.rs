//! What all handlers share.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::sync::watch;
use tower_lsp::Client;

use crate::abilities::Abilities;
use crate::captions::words::AllWords;
use crate::documents::Documents;
use crate::log::Log;
use crate::snapshot::Snapshot;
use crate::transport::ending::Ending;
use crate::watching::Watching;
use crate::work::UnderWay;
use crate::worker::{Event, Worker};

/// What a person takes for at once.
const SOON: Duration = Duration::from_millis(150);

/// What all handlers share. Handlers read [`Snapshot`]s; only notifications change anything.
pub(crate) struct Shared {
    /// The way to the client.
    pub(crate) client: Client,
    /// How the server ends.
    pub(crate) ending: Ending,
    /// What the server says of itself.
    pub(crate) log: Arc<Log>,
    /// The process the client named as its own.
    pub(crate) client_process: watch::Sender<Option<u32>>,
    /// What the captions of sets say, for whoever completes them.
    pub(crate) words: AllWords,
    /// What takes a while and can be stopped.
    pub(crate) under_way: UnderWay,
    /// Who watches the disk.
    pub(crate) watching: Watching,
    worker: Worker,
    documents: Mutex<Documents>,
    /// The workspace's folders, and when they were last told to be read.
    folders: Mutex<(Vec<PathBuf>, SystemTime)>,
    abilities: OnceLock<Abilities>,
}

impl Shared {
    pub(crate) fn new(client: Client, log: Arc<Log>, worker: Worker) -> Self {
        Self {
            client,
            ending: Ending::default(),
            log,
            client_process: watch::Sender::new(None),
            words: AllWords::default(),
            under_way: UnderWay::default(),
            watching: Watching::default(),
            worker,
            documents: Mutex::default(),
            folders: Mutex::new((Vec::new(), SystemTime::UNIX_EPOCH)),
            abilities: OnceLock::new(),
        }
    }

    /// Whether `initialize` was answered.
    pub(crate) fn is_initialized(&self) -> bool {
        self.abilities.get().is_some()
    }

    /// Whether documents are served: between `initialize` and `shutdown`.
    pub(crate) fn is_serving(&self) -> bool {
        self.is_initialized() && !self.ending.is_shut_down()
    }

    /// Keeps what the client offered; it offers once.
    pub(crate) fn set_abilities(&self, abilities: Abilities) {
        self.log.set_level(abilities.log_level);
        self.worker.show_images(abilities.images);
        if abilities.forbids_plugins {
            self.worker.tell(Event::NoPlugins);
        }
        let _ = self.abilities.set(abilities);
    }

    /// Changes the list of the workspace's folders; the datasets in them are opened.
    pub(crate) fn change_folders(&self, change: impl FnOnce(&mut Vec<PathBuf>)) {
        let mut known = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let (folders, since) = &mut *known;
        change(folders);
        *since = SystemTime::now();
        self.watching.watch(folders.clone(), *since);
        self.worker.tell(Event::Folders(folders.clone()));
    }

    /// What the client can do; nothing before `initialize`.
    pub(crate) fn abilities(&self) -> &Abilities {
        static NOTHING: OnceLock<Abilities> = OnceLock::new();
        self.abilities.get().unwrap_or_else(|| NOTHING.get_or_init(Abilities::default))
    }

    /// The workspace's folders, and when they were last told to be read.
    pub(crate) fn folders(&self) -> (Vec<PathBuf>, SystemTime) {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The open documents. Whoever panicked while holding them left a whole document or none.
    pub(crate) fn documents(&self) -> MutexGuard<'_, Documents> {
        self.documents.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The thread that judges.
    pub(crate) fn worker(&self) -> &Worker {
        &self.worker
    }

    /// What is known once everything told so far counts, or, where that takes longer than a client
    /// notices, what was known last.
    pub(crate) async fn soon(&self) -> Arc<Snapshot> {
        let fresh = tokio::time::timeout(SOON, self.fresh()).await;
        fresh.unwrap_or_else(|_| self.latest())
    }

    /// What was known last, at once.
    pub(crate) fn latest(&self) -> Arc<Snapshot> {
        self.worker.latest()
    }

    /// What is known once everything told so far counts. Handlers wait here for the answer to be
    /// about the text the client has.
    pub(crate) async fn fresh(&self) -> Arc<Snapshot> {
        self.worker.fresh().await
    }
}
