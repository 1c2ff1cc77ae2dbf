//! `onmodel.checkDataset`: how sets stand, once their pictures were looked at.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tower_lsp::jsonrpc::Result;

use super::target;
use crate::shared::Shared;
use crate::status::SetStatus;

/// How long pictures are waited for: a command answers within ten seconds. What is not seen by then
/// is shown when it is.
const PATIENCE: Duration = Duration::from_secs(7);

pub(super) async fn run(shared: &Arc<Shared>, arguments: &[Value]) -> Result<Option<Value>> {
    shared.fresh().await;
    let mut snapshots = shared.worker().snapshots();
    let all_seen = snapshots.wait_for(|snapshot| snapshot.view.sets.iter().all(|set| set.is_seen));
    // Whether they were all seen or not, what is known by now is the answer.
    let _ = tokio::time::timeout(PATIENCE, all_seen).await;
    let snapshot = shared.latest();
    let sets = target::sets(&snapshot, arguments)?;
    let status: Vec<SetStatus> = sets.iter().filter_map(|set| SetStatus::of(set)).collect();
    for one in &status {
        shared.log.info(one.to_string());
    }
    Ok(serde_json::to_value(status).ok())
}
