//! `textDocument/didSave`: the file on the disk is another; how it is encoded may have changed.

use tower_lsp::ls_types::DidSaveTextDocumentParams;

use crate::shared::Shared;
use crate::uris;
use crate::worker::Event;

pub(super) fn apply(shared: &Shared, params: DidSaveTextDocumentParams) {
    if let Some(path) = uris::path_of(&params.text_document.uri) {
        shared.worker().tell(Event::Disk(vec![path]));
    }
}
