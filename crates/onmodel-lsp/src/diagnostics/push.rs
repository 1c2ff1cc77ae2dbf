//! Diagnostics sent to a client that does not ask, and the word to ask again to one that does.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::sync::Arc;

use super::{Item, Worded};
use crate::shared::Shared;
use crate::snapshot::Snapshot;

/// What the client was sent last of each file: the version it was about, and what was said.
type Sent = BTreeMap<OsString, (Option<i32>, Vec<Item>)>;

/// Follows every snapshot for as long as there are any.
pub(crate) async fn run(shared: Arc<Shared>) {
    let mut snapshots = shared.worker().snapshots();
    let mut sent = Sent::new();
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
async fn push(shared: &Shared, snapshot: &Snapshot, sent: &mut Sent) {
    let worded = Worded { snapshot, abilities: shared.abilities() };
    for file in news(snapshot, sent) {
        let path = Path::new(&file);
        let version = snapshot.version(path);
        if let Some(uri) = snapshot.uri(path) {
            shared.client.publish_diagnostics(uri, worded.file(path), version).await;
        }
        let items: Vec<Item> = snapshot.files.items(path).map(|(_, item)| item.clone()).collect();
        if items.is_empty() && version.is_none() {
            sent.remove(&file);
        } else {
            sent.insert(file, (version, items));
        }
    }
}

/// The files of which the client does not have the newest, in order.
fn news(snapshot: &Snapshot, sent: &Sent) -> Vec<OsString> {
    let mut files = snapshot.files.paths();
    files.extend(sent.keys().map(OsString::as_os_str));
    let open = snapshot.open.keys().filter(|path| snapshot.is_ours(path));
    files.extend(open.map(|path| path.as_os_str()));
    files.retain(|file| !is_known(snapshot, sent, file));
    files.into_iter().map(OsStr::to_owned).collect()
}

fn is_known(snapshot: &Snapshot, sent: &Sent, file: &OsStr) -> bool {
    let Some((version, before)) = sent.get(file) else { return false };
    let path = Path::new(file);
    let mut now = snapshot.files.items(path).map(|(_, item)| item);
    *version == snapshot.version(path)
        && before.iter().all(|before| now.next().is_some_and(|now| now.is_same(before)))
        && now.next().is_none()
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
