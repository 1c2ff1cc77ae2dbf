//! `textDocument/references`: every caption that has a tag; of the trigger also its declaration.

use std::path::Path;

use onmodel_caption::Span;
use tower_lsp::ls_types::{Location, ReferenceParams};

use crate::captions::declared;
use crate::captions::found::Found;
use crate::shared::Shared;
use crate::snapshot::Snapshot;
use crate::uris;

pub(crate) async fn handle(shared: &Shared, params: ReferenceParams) -> Option<Vec<Location>> {
    let place = params.text_document_position;
    let path = uris::path_of(&place.text_document.uri)?;
    let snapshot = shared.fresh().await;
    let unit = shared.abilities().unit();
    let Found { set, name, .. } = Found::at(&snapshot, &path, place.position, unit)?;
    let mut found = Vec::new();
    let locations = |path: &Path, spans: &[Span]| locations(&snapshot, path, spans, unit);
    if name.is_trigger && params.context.include_declaration {
        let declared = declared::of(set, &name.text);
        found.extend(declared.into_iter().flat_map(|it| locations(&it.path, &it.spans)));
    }
    for (path, uses) in name.uses_in(set) {
        let spans: Vec<Span> = uses.iter().map(|(_, span)| *span).collect();
        found.extend(locations(&path, &spans));
    }
    Some(found)
}

fn locations(
    snapshot: &Snapshot,
    path: &Path,
    spans: &[Span],
    unit: onmodel_caption::ColumnUnit,
) -> Vec<Location> {
    let (Some(lines), Some(uri)) = (snapshot.lines(path, unit), snapshot.uri(path)) else {
        return Vec::new();
    };
    spans.iter().map(|span| Location { uri: uri.clone(), range: lines.range(*span) }).collect()
}
