//! Tells a client to ask again for what it shows in the text, when something else changed it.

use std::future::Future;
use std::sync::Arc;

use tower_lsp::jsonrpc;

use crate::shared::Shared;
use crate::snapshot::Snapshot;
use crate::status::SetStatus;

/// Follows every snapshot for as long as there are any.
pub(crate) async fn run(shared: Arc<Shared>) {
    let assists = &shared.abilities().assists;
    let mut snapshots = shared.worker().snapshots();
    let (mut turn, mut standing) = (0, Vec::new());
    while snapshots.changed().await.is_ok() {
        let snapshot = snapshots.borrow_and_update().clone();
        let now = all_standing(&snapshot);
        if assists.refreshes_lenses && now != standing {
            ask_again(&shared, |client| async move { client.code_lens_refresh().await });
        }
        if assists.refreshes_hints && snapshot.turn != turn {
            ask_again(&shared, |client| async move { client.inlay_hint_refresh().await });
        }
        if assists.refreshes_tokens && snapshot.turn != turn {
            ask_again(&shared, |client| async move { client.semantic_tokens_refresh().await });
        }
        (turn, standing) = (snapshot.turn, now);
    }
}

/// How every set stands.
fn all_standing(snapshot: &Snapshot) -> Vec<SetStatus> {
    snapshot.view.sets.iter().filter_map(|set| SetStatus::of(set)).collect()
}

/// Sends a request whose answer nobody waits for.
fn ask_again<F>(shared: &Arc<Shared>, ask: impl FnOnce(tower_lsp::Client) -> F)
where
    F: Future<Output = jsonrpc::Result<()>> + Send + 'static,
{
    let asked = ask(shared.client.clone());
    let shared = Arc::clone(shared);
    tokio::spawn(async move {
        if let Err(error) = asked.await {
            shared.log.debug(|| format!("the client refused to refresh: {error}"));
        }
    });
}
