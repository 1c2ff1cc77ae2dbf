//! `onmodel.checkDataset`: how sets stand, once their pictures were looked at.

use std::time::Duration;

use serde_json::Value;
use tower_lsp::jsonrpc::Result;

use super::{Call, target};
use crate::looker::Looked;
use crate::status::SetStatus;
use crate::worker::Event;

/// How long pictures are waited for: a command answers within ten seconds. What is not seen by then
/// is shown when it is.
const PATIENCE: Duration = Duration::from_secs(7);

pub(super) async fn run(call: Call<'_>) -> Result<Option<Value>> {
    let Call { shared, arguments, .. } = call;
    // Whoever had the looking stopped wants it to go on now.
    shared.worker().tell(Event::Wake);
    shared.fresh().await;
    // Whether they were all seen or not, what is known by then is the answer.
    let _ = tokio::time::timeout(PATIENCE, all_seen(call)).await;
    let snapshot = shared.latest();
    let sets = target::sets(&snapshot, arguments)?;
    let status: Vec<SetStatus> = sets.iter().filter_map(|set| SetStatus::of(set)).collect();
    for one in &status {
        shared.log.info(one.to_string());
    }
    Ok(serde_json::to_value(status).ok())
}

/// Completes when every picture was looked at, and tells on the way how far that has come.
async fn all_seen(call: Call<'_>) {
    let mut snapshots = call.shared.worker().snapshots();
    let seen = snapshots.wait_for(|snapshot| snapshot.view.sets.iter().all(|set| set.is_seen));
    tokio::select! {
        _ = seen => {}
        () = tell(call) => {}
    }
}

/// Tells how far each round of looking has come, for ever.
async fn tell(call: Call<'_>) {
    let mut rounds = call.shared.worker().rounds();
    while rounds.changed().await.is_ok() {
        let looked = *rounds.borrow_and_update();
        if let Some(Looked { done, all }) = looked {
            let percent = done * 100 / all.max(1);
            call.work.report(format!("{done} of {all} pictures"), percent as u32).await;
        }
    }
}
