//! `textDocument/didOpen`: from now on the editor's text counts.

use tower_lsp::ls_types::DidOpenTextDocumentParams;

use crate::documents::Document;
use crate::shared::Shared;
use crate::uris;
use crate::worker::Event;

pub(super) fn apply(shared: &Shared, params: DidOpenTextDocumentParams) {
    let opened = params.text_document;
    let Some(path) = uris::path_of(&opened.uri) else { return };
    let document = Document { uri: opened.uri, version: opened.version, text: opened.text.into() };
    shared.documents().open(path.clone(), document.clone());
    shared.worker().tell(Event::Text(path, Some(document)));
}
