//! `textDocument/documentHighlight`: every place of the tag under the cursor in this file.

use tower_lsp::ls_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams};

use crate::captions::name::Name;
use crate::captions::written::Written;
use crate::shared::Shared;
use crate::uris;

pub(crate) async fn handle(
    shared: &Shared,
    params: DocumentHighlightParams,
) -> Option<Vec<DocumentHighlight>> {
    let place = params.text_document_position_params;
    let path = uris::path_of(&place.text_document.uri)?;
    let snapshot = shared.fresh().await;
    let written = Written::open(&snapshot, &path, shared.abilities().unit())?;
    let (placed, at) = written.at(place.position)?;
    let (name, _) = Name::at(placed.view, at)?;
    let ranges = written.captions().flat_map(|placed| {
        let uses = name.uses(placed.view);
        uses.into_iter().map(|span| written.range(placed, span)).collect::<Vec<_>>()
    });
    let kind = Some(DocumentHighlightKind::TEXT);
    Some(ranges.map(|range| DocumentHighlight { range, kind }).collect())
}
