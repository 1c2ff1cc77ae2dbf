//! `textDocument/didChange`: changes of ranges, or of the whole text, in their order.

use tower_lsp::ls_types::DidChangeTextDocumentParams;

use crate::shared::Shared;
use crate::uris;
use crate::worker::Event;

pub(super) fn apply(shared: &Shared, params: DidChangeTextDocumentParams) {
    let Some(path) = uris::path_of(&params.text_document.uri) else { return };
    let unit = shared.abilities().unit();
    let version = params.text_document.version;
    let changed = shared.documents().change(&path, version, &params.content_changes, unit);
    // A change of a document that was never opened has nothing to change.
    if let Some(document) = changed {
        shared.worker().tell(Event::Text(path, Some(document)));
    }
}
