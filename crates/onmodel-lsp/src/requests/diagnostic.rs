//! `textDocument/diagnostic`: one document's diagnostics, about the text the client has now.

use tower_lsp::ls_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportKind,
    DocumentDiagnosticReportResult, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport,
};

use crate::diagnostics::{Worded, report};
use crate::shared::Shared;
use crate::uris;

pub(crate) async fn handle(
    shared: &Shared,
    params: DocumentDiagnosticParams,
) -> DocumentDiagnosticReportResult {
    let snapshot = shared.fresh().await;
    let worded = Worded { snapshot: &snapshot, abilities: shared.abilities() };
    // A document that is no file has no path, and nothing is shown on it.
    let path = uris::path_of(&params.text_document.uri).unwrap_or_default();
    let report = match report::of(worded, &path, params.previous_result_id.as_deref()) {
        DocumentDiagnosticReportKind::Full(full) => RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: full,
        }
        .into(),
        DocumentDiagnosticReportKind::Unchanged(same) => RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: same,
        }
        .into(),
    };
    DocumentDiagnosticReport::into(report)
}
