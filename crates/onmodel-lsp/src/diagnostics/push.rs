//! Diagnostics sent to a client that does not ask, and the word to ask again to one that does.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Item, Worded};
use crate::shared::Shared;
use crate::snapshot::Snapshot;

/// What the client was sent last of a file: the version it was about, and what was said.
type Sent = (Option<i32>, Vec<Item>);

/// Follows every snapshot for as long as there are any.
pub(crate) async fn run(shared: Arc<Shared>) {
    let mut snapshots = shared.worker().snapshots();
    let mut sent: BTreeMap<PathBuf, Sent> = BTreeMap::new();
    let mut turn = 0;
    while snapshots.changed().await.is_ok() {
        let snapshot = snapshots.borrow_and_update().clone();
        if !shared.abilities().pulls {
            push(&shared, &snapshot, &mut sent).await;
        } else if snapshot.turn != turn {
            turn = snapshot.turn;
            refresh(&shared);
        }
    }
}

/// Sends what is new: files whose findings changed, and open documents that did.
async fn push(shared: &Shared, snapshot: &Snapshot, sent: &mut BTreeMap<PathBuf, Sent>) {
    let mut paths: Vec<PathBuf> = snapshot.files.paths().into_iter().map(Path::to_owned).collect();
    paths.extend(sent.keys().cloned());
    paths.extend(snapshot.open.keys().filter(|path| snapshot.is_ours(path)).cloned());
    paths.sort_unstable();
    paths.dedup();
    for path in paths {
        let now = state(snapshot, &path);
        if sent.get(&path).is_some_and(|before| is_same(before, &now)) {
            continue;
        }
        let worded = Worded { snapshot, abilities: shared.abilities() };
        if let Some(uri) = snapshot.uri(&path) {
            shared.client.publish_diagnostics(uri, worded.file(&path), now.0).await;
        }
        if now.1.is_empty() && now.0.is_none() {
            sent.remove(&path);
        } else {
            sent.insert(path, now);
        }
    }
}

fn state(snapshot: &Snapshot, path: &Path) -> Sent {
    let items = snapshot.files.items(path).map(|(_, item)| item.clone()).collect();
    (snapshot.version(path), items)
}

fn is_same(before: &Sent, now: &Sent) -> bool {
    let pairs = before.1.iter().zip(&now.1);
    before.0 == now.0
        && before.1.len() == now.1.len()
        && pairs.into_iter().all(|(before, now)| before.is_same(now))
}

/// Tells the client to ask again; its answer is not waited for.
fn refresh(shared: &Arc<Shared>) {
    if !shared.abilities().refreshes {
        return;
    }
    let shared = Arc::clone(shared);
    tokio::spawn(async move {
        if let Err(error) = shared.client.workspace_diagnostic_refresh().await {
            shared.log.debug(|| format!("the client refused to refresh: {error}"));
        }
    });
}
