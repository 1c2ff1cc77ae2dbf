//! `workspace/diagnostic`: every file with something to show, answered at once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::ls_types::{
    DocumentDiagnosticReportKind, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use crate::diagnostics::{Worded, report};
use crate::shared::Shared;
use crate::snapshot::Snapshot;
use crate::uris;

pub(crate) async fn handle(
    shared: &Arc<Shared>,
    params: WorkspaceDiagnosticParams,
) -> WorkspaceDiagnosticReport {
    let (reader, snapshot) = (Arc::clone(shared), shared.soon().await);
    // Wording a thousand files takes longer than a message may wait.
    let worded = tokio::task::spawn_blocking(move || answer(&reader, &snapshot, &params)).await;
    worded.unwrap_or_else(|_| {
        shared.log.error("diagnostics failed because of a mistake in onmodel; please report it");
        WorkspaceDiagnosticReport::default()
    })
}

fn answer(
    shared: &Shared,
    snapshot: &Snapshot,
    params: &WorkspaceDiagnosticParams,
) -> WorkspaceDiagnosticReport {
    let worded = Worded { snapshot, abilities: shared.abilities() };
    let previous: HashMap<PathBuf, &str> = params
        .previous_result_ids
        .iter()
        .filter_map(|known| Some((uris::path_of(&known.uri)?, known.value.as_str())))
        .collect();
    let mut files = snapshot.files.paths();
    // Files that had something to show and have nothing any more.
    files.extend(previous.keys().map(|path| path.as_os_str()));
    let reports = files.into_iter().map(Path::new).filter_map(|path| {
        let report = report::of(worded, path, previous.get(path).copied());
        let (uri, version) = (snapshot.uri(path)?, snapshot.version(path).map(i64::from));
        Some(match report {
            DocumentDiagnosticReportKind::Full(full_document_diagnostic_report) => {
                WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
                    uri,
                    version,
                    full_document_diagnostic_report,
                })
            }
            DocumentDiagnosticReportKind::Unchanged(unchanged_document_diagnostic_report) => {
                WorkspaceDocumentDiagnosticReport::Unchanged(
                    WorkspaceUnchangedDocumentDiagnosticReport {
                        uri,
                        version,
                        unchanged_document_diagnostic_report,
                    },
                )
            }
        })
    });
    WorkspaceDiagnosticReport { items: reports.collect() }
}
