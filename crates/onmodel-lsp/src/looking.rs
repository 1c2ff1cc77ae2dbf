//! Progress of looking at images, for a client that shows it.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tower_lsp::ls_types::ProgressToken;

use crate::looker::Looked;
use crate::shared::Shared;

/// A round shorter than this is not worth a word.
const WORTH_SHOWING: Duration = Duration::from_millis(700);

/// Follows every round of looking for as long as there are any.
pub(crate) async fn run(shared: Arc<Shared>) {
    if !shared.abilities().progress {
        return;
    }
    let mut rounds = shared.worker().rounds();
    let mut number = 0;
    while rounds.wait_for(Option::is_some).await.is_ok() {
        tokio::time::sleep(WORTH_SHOWING).await;
        if rounds.borrow().is_some() {
            number += 1;
            show(&shared, &mut rounds, number).await;
        }
    }
}

/// Shows one round, from where it is to its end.
async fn show(shared: &Shared, rounds: &mut watch::Receiver<Option<Looked>>, number: i32) {
    let token = ProgressToken::String(format!("onmodel/looking/{number}"));
    if shared.client.create_work_done_progress(token.clone()).await.is_err() {
        // A client that shows none is not asked twice about one round.
        let _ = rounds.wait_for(Option::is_none).await;
        return;
    }
    let title = "onmodel: looking at pictures";
    let progress = shared.client.progress(token, title).with_percentage(0).begin().await;
    while rounds.changed().await.is_ok() {
        let Some(Looked { done, all }) = *rounds.borrow_and_update() else { break };
        let percent = done * 100 / all.max(1);
        progress.report_with_message(format!("{done} of {all}"), percent as u32).await;
    }
    progress.finish().await;
}
