//! `textDocument/documentLink`: from a caption to its picture.

use onmodel_caption::Span;
use tower_lsp::ls_types::{DocumentLink, DocumentLinkParams};

use crate::captions::written::{Placed, Written};
use crate::shared::Shared;
use crate::uris;

pub(crate) async fn handle(
    shared: &Shared,
    params: DocumentLinkParams,
) -> Option<Vec<DocumentLink>> {
    let path = uris::path_of(&params.text_document.uri)?;
    let snapshot = shared.fresh().await;
    let abilities = shared.abilities();
    let written = Written::open(&snapshot, &path, abilities.unit())?;
    let link = |placed: Placed<'_>| {
        let image = written.set.facts.image(placed.view.file.image?);
        Some(DocumentLink {
            range: written.range(placed, opening(placed)),
            target: snapshot.uri(&image.file.path),
            tooltip: abilities.assists.link_tooltips.then(|| format!("Open {}", image.file_name())),
            data: None,
        })
    };
    Some(written.captions().filter_map(link).collect())
}

/// What is underlined: the trigger, else the first word, else the empty beginning.
fn opening(placed: Placed<'_>) -> Span {
    let trigger = placed.view.fact.trigger.as_ref().and_then(|found| found.used.first());
    let word = || placed.view.caption().words().next();
    trigger.or_else(word).unwrap_or(Span::at(0))
}
