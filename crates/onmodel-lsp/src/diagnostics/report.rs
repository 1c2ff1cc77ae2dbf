//! A file's diagnostics for a client that asks.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use tower_lsp::ls_types::{
    Diagnostic, DocumentDiagnosticReportKind, FullDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport,
};

use super::Worded;

/// Everything shown on a file, or that it is still what the client has from an earlier answer.
pub(crate) fn of(
    worded: Worded<'_>,
    path: &Path,
    previous: Option<&str>,
) -> DocumentDiagnosticReportKind {
    let items = worded.file(path);
    let result_id = result_id(&items);
    if previous == Some(result_id.as_str()) {
        return UnchangedDocumentDiagnosticReport { result_id }.into();
    }
    FullDocumentDiagnosticReport { result_id: Some(result_id), items }.into()
}

/// Names a list of diagnostics by what it says: equal lists have equal names.
fn result_id(items: &[Diagnostic]) -> String {
    let mut hash = DefaultHasher::new();
    for item in items {
        // A diagnostic has no map with keys that are not text, so it always serialises.
        serde_json::to_string(item).unwrap_or_default().hash(&mut hash);
    }
    format!("{:016x}", hash.finish())
}
