//! `onmodel/status`: how each set stands, for an editor's status bar.
//!
//! Sent to a client that asks for it by the initialization option `status`, whenever it changes.

use std::sync::Arc;

use onmodel_dataset::config::FILE_NAME;
use onmodel_engine::workspace::SetView;
use onmodel_rules::Safety;
use onmodel_rules::judge::Tally;
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::Uri;
use tower_lsp::ls_types::notification::Notification;

use crate::shared::Shared;
use crate::snapshot::Snapshot;
use crate::uris;

/// The notification.
enum Status {}

impl Notification for Status {
    type Params = StatusParams;
    const METHOD: &'static str = "onmodel/status";
}

/// What it carries: all sets, by path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct StatusParams {
    datasets: Vec<SetStatus>,
}

/// How a set stands, in the words of `onmodel check`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct SetStatus {
    /// The set's folder.
    uri: Uri,
    /// Its own `onmodel.toml`, where it has one.
    config: Option<Uri>,
    name: String,
    /// 0 to 100.
    score: f64,
    /// The score its configuration asks for.
    needed: Option<f64>,
    /// Whether `onmodel check` would let it pass.
    pub(crate) ready: bool,
    problems: usize,
    warnings: usize,
    hints: usize,
    /// How many findings have a safe fix.
    pub(crate) mendable: usize,
}

/// Follows every snapshot for as long as there are any.
pub(crate) async fn run(shared: Arc<Shared>) {
    if !shared.abilities().status {
        return;
    }
    let mut snapshots = shared.worker().snapshots();
    // What was published before this client could be spoken to counts as well.
    snapshots.mark_changed();
    let mut sent = StatusParams { datasets: Vec::new() };
    while snapshots.changed().await.is_ok() {
        let snapshot = snapshots.borrow_and_update().clone();
        let now = StatusParams::of(&snapshot);
        if now != sent {
            shared.client.send_notification::<Status>(now.clone()).await;
            sent = now;
        }
    }
}

impl StatusParams {
    fn of(snapshot: &Snapshot) -> Self {
        Self { datasets: snapshot.view.sets.iter().filter_map(|set| SetStatus::of(set)).collect() }
    }
}

impl SetStatus {
    /// `None` for a folder whose name no URI can hold.
    pub(crate) fn of(set: &SetView) -> Option<Self> {
        let (dataset, judgement) = (&set.facts.dataset, &set.judgement);
        let config = dataset.root.join(FILE_NAME);
        let tally = Tally::of(&judgement.findings, 0);
        let score = judgement.score.total;
        let needed = set.facts.context.settings.score_min;
        let is_safe = |safety: Option<Safety>| safety == Some(Safety::Safe);
        let best = judgement.findings.iter().map(|one| one.fixes.first().map(|fix| fix.safety));
        Some(Self {
            uri: uris::uri_of(&dataset.root)?,
            config: set.is_configured_by(&config).then(|| uris::uri_of(&config)).flatten(),
            name: dataset.name.clone(),
            score,
            needed,
            ready: tally.errors == 0 && needed.is_none_or(|needed| score >= needed),
            problems: tally.errors,
            warnings: tally.warnings,
            hints: tally.hints,
            mendable: best.filter(|safety| is_safe(*safety)).count(),
        })
    }
}

impl std::fmt::Display for SetStatus {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let verdict = if self.ready { "ready" } else { "not ready" };
        write!(
            out,
            "{}: {verdict}, {} of 100; {} problems, {} warnings, {} hints",
            self.name,
            // Rounded down, as `check` does: 79.6 does not reach 80.
            self.score.floor(),
            self.problems,
            self.warnings,
            self.hints
        )
    }
}
