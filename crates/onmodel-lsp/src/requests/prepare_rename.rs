//! `textDocument/prepareRename`: the tag that would be renamed.

use tower_lsp::ls_types::{PrepareRenameResponse, TextDocumentPositionParams};

use crate::captions::found::Found;
use crate::shared::Shared;
use crate::uris;

pub(crate) async fn handle(
    shared: &Shared,
    place: TextDocumentPositionParams,
) -> Option<PrepareRenameResponse> {
    let path = uris::path_of(&place.text_document.uri)?;
    let snapshot = shared.fresh().await;
    let found = Found::at(&snapshot, &path, place.position, shared.abilities().unit())?;
    let placeholder = found.name.text;
    Some(PrepareRenameResponse::RangeWithPlaceholder { range: found.range, placeholder })
}
