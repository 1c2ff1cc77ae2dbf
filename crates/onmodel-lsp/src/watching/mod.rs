//! Watching the disk: by the client where it will, else by ourselves.

mod folders;
mod missed;
mod registration;
mod thread;

use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use crate::shared::Shared;
use crate::snapshot::Snapshot;

/// The thread that watches, where the client does not.
#[derive(Default)]
pub(crate) struct Watching {
    thread: OnceLock<Sender<thread::News>>,
}

impl Watching {
    /// Begins to watch: asks the client to, or starts a thread.
    pub(crate) fn start(shared: &Arc<Shared>) {
        let abilities = shared.abilities();
        if abilities.watches {
            tokio::spawn(registration::register(Arc::clone(shared)));
        }
        if !abilities.watches || abilities.sees_only_itself {
            let news = thread::start(shared.worker().inbox(), Arc::clone(&shared.log));
            let _ = shared.watching.thread.set(news);
            let (folders, since) = shared.folders();
            shared.watching.watch(folders, since);
            tokio::spawn(follow(Arc::clone(shared)));
        }
    }

    /// These folders are the workspace, and are read from `since` on: what changed after that and
    /// before they are watched is told of too.
    pub(crate) fn watch(&self, folders: Vec<PathBuf>, since: SystemTime) {
        if let Some(thread) = self.thread.get() {
            // A thread that could not be started watches nothing; it has said so.
            let _ = thread.send(thread::News::Folders(folders, since));
        }
    }

    fn watch_also(&self, folders: Vec<PathBuf>) {
        if let Some(thread) = self.thread.get() {
            let _ = thread.send(thread::News::Also(folders));
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.get() {
            let _ = thread.send(thread::News::Stop);
        }
    }
}

/// Has the folders of sets watched, which the search for sets may have reached by other ways than
/// the walk for folders: ignored ones, links, guests.
async fn follow(shared: Arc<Shared>) {
    let mut snapshots = shared.worker().snapshots();
    snapshots.mark_changed();
    let mut turn = None;
    while snapshots.changed().await.is_ok() {
        let snapshot = snapshots.borrow_and_update().clone();
        if turn != Some(snapshot.turn) {
            turn = Some(snapshot.turn);
            shared.watching.watch_also(of_sets(&snapshot));
        }
    }
}

/// The folders that hold a file of a set.
fn of_sets(snapshot: &Snapshot) -> Vec<PathBuf> {
    let mut folders = Vec::new();
    for set in &snapshot.view.sets {
        let dataset = &set.facts.dataset;
        folders.push(dataset.root.clone());
        let images = dataset.images.iter().filter_map(|image| image.path.parent());
        folders.extend(images.map(PathBuf::from));
        let layers = dataset.settings.layers.iter();
        folders.extend(layers.map(|layer| layer.folder.clone()));
    }
    folders.sort_unstable();
    folders.dedup();
    folders
}
