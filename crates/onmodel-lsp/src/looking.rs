//! Progress of looking at images, for a client that shows it.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::looker::Looked;
use crate::shared::Shared;
use crate::work::Work;
use crate::worker::Event;

/// A round shorter than this is not worth a word.
const WORTH_SHOWING: Duration = Duration::from_millis(700);

/// Follows every round of looking for as long as there are any.
pub(crate) async fn run(shared: Arc<Shared>) {
    if !shared.abilities().progress {
        return;
    }
    let mut rounds = shared.worker().rounds();
    while rounds.wait_for(Option::is_some).await.is_ok() {
        tokio::time::sleep(WORTH_SHOWING).await;
        if rounds.borrow().is_some() {
            show(&shared, &mut rounds).await;
        }
    }
}

/// Shows one round, from where it is to its end, or until a person stops it: then nothing is looked
/// at until they ask for it again.
async fn show(shared: &Arc<Shared>, rounds: &mut watch::Receiver<Option<Looked>>) {
    if let Some(work) = Work::offer(shared, "looking", "onmodel: looking at pictures").await {
        tokio::select! {
            () = tell(&work, rounds) => {}
            () = work.stopped() => shared.worker().tell(Event::Rest),
        }
        work.end().await;
    }
    // One round is shown once.
    let _ = rounds.wait_for(Option::is_none).await;
}

async fn tell(work: &Work, rounds: &mut watch::Receiver<Option<Looked>>) {
    while rounds.changed().await.is_ok() {
        let Some(Looked { done, all }) = *rounds.borrow_and_update() else { break };
        let percent = done * 100 / all.max(1);
        work.report(format!("{done} of {all}"), percent as u32).await;
    }
}
