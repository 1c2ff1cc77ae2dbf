//! `workspace/diagnostic`: every file with something to show, answered at once; in parts to a client
//! that takes it so, the first before the last is worded.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::{Sender, channel};
use tower_lsp::ls_types::notification::Notification;
use tower_lsp::ls_types::{
    DocumentDiagnosticReportKind, ProgressToken, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReport, WorkspaceDiagnosticReportPartialResult,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use crate::diagnostics::{Worded, report};
use crate::shared::Shared;
use crate::snapshot::Snapshot;
use crate::uris;

/// Files told of in one part: some milliseconds of wording, some dozen kilobytes.
const PART: usize = 50;

/// Parts worded ahead of the client.
const AHEAD: usize = 4;

/// A part of the answer.
enum PartialResult {}

impl Notification for PartialResult {
    type Params = PartialResultParams;
    const METHOD: &'static str = "$/progress";
}

#[derive(Serialize, Deserialize)]
struct PartialResultParams {
    token: ProgressToken,
    value: WorkspaceDiagnosticReportPartialResult,
}

type Report = WorkspaceDocumentDiagnosticReport;

pub(crate) async fn handle(
    shared: &Arc<Shared>,
    params: WorkspaceDiagnosticParams,
) -> WorkspaceDiagnosticReport {
    let token = params.partial_result_params.partial_result_token.clone();
    let (reader, snapshot) = (Arc::clone(shared), shared.soon().await);
    let (send, mut parts) = channel(AHEAD);
    // Wording a thousand files takes longer than a message may wait.
    let wording = tokio::task::spawn_blocking(move || word(&reader, &snapshot, &params, &send));
    let mut items = Vec::new();
    while let Some(mut part) = parts.recv().await {
        match &token {
            Some(token) => tell(shared, token.clone(), part).await,
            None => items.append(&mut part),
        }
    }
    if wording.await.is_err() {
        shared.log.error("diagnostics failed because of a mistake in onmodel; please report it");
    }
    WorkspaceDiagnosticReport { items }
}

async fn tell(shared: &Shared, token: ProgressToken, items: Vec<Report>) {
    let value = WorkspaceDiagnosticReportPartialResult { items };
    shared.client.send_notification::<PartialResult>(PartialResultParams { token, value }).await;
}

/// Words every file, part by part, for as long as somebody takes the parts.
fn word(
    shared: &Shared,
    snapshot: &Snapshot,
    params: &WorkspaceDiagnosticParams,
    parts: &Sender<Vec<Report>>,
) {
    let worded = Worded { snapshot, abilities: shared.abilities() };
    let previous: HashMap<PathBuf, &str> = params
        .previous_result_ids
        .iter()
        .filter_map(|known| Some((uris::path_of(&known.uri)?, known.value.as_str())))
        .collect();
    let mut files = snapshot.files.paths();
    // Files that had something to show and have nothing any more.
    files.extend(previous.keys().map(|path| path.as_os_str()));
    let files: Vec<&Path> = files.into_iter().map(Path::new).collect();
    for part in files.chunks(PART) {
        let reports =
            part.iter().filter_map(|path| of_file(worded, path, previous.get(*path).copied()));
        if parts.blocking_send(reports.collect()).is_err() {
            return;
        }
    }
}

/// What is shown on one file, with its name and version.
fn of_file(worded: Worded<'_>, path: &Path, previous: Option<&str>) -> Option<Report> {
    let snapshot = worded.snapshot;
    let (uri, version) = (snapshot.uri(path)?, snapshot.version(path).map(i64::from));
    Some(match report::of(worded, path, previous) {
        DocumentDiagnosticReportKind::Full(full_document_diagnostic_report) => {
            Report::Full(WorkspaceFullDocumentDiagnosticReport {
                uri,
                version,
                full_document_diagnostic_report,
            })
        }
        DocumentDiagnosticReportKind::Unchanged(unchanged_document_diagnostic_report) => {
            Report::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report,
            })
        }
    })
}
