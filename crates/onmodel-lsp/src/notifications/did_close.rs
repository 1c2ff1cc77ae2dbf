//! `textDocument/didClose`: the file on the disk counts again.

use tower_lsp::ls_types::DidCloseTextDocumentParams;

use crate::shared::Shared;
use crate::uris;
use crate::worker::Event;

pub(super) fn apply(shared: &Shared, params: DidCloseTextDocumentParams) {
    let Some(path) = uris::path_of(&params.text_document.uri) else { return };
    if shared.documents().close(&path) {
        shared.worker().tell(Event::Text(path, None));
    }
}
