//! `workspace/symbol`: the tags of all sets.

use std::collections::HashSet;

use onmodel_caption::Span;
use onmodel_caption::text::normalise;
use onmodel_engine::workspace::SetView;
use onmodel_rules::tags::NamedTag;
use tower_lsp::ls_types::{
    Location, SymbolInformation, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use crate::captions::symbols;
use crate::captions::written::Placed;
use crate::shared::Shared;
use crate::snapshot::Snapshot;

/// Symbols in one answer; who looks for one types more.
const MOST: usize = 500;

pub(crate) async fn handle(
    shared: &Shared,
    params: WorkspaceSymbolParams,
) -> WorkspaceSymbolResponse {
    let snapshot = shared.fresh().await;
    let unit = shared.abilities().unit();
    let query = normalise(&params.query);
    let mut found: Vec<SymbolInformation> = Vec::new();
    for set in &snapshot.view.sets {
        let tags = distinct(set, &query);
        let tags = tags.into_iter().take(MOST.saturating_sub(found.len()));
        found.extend(tags.filter_map(|(placed, tag)| symbol(&snapshot, unit, set, placed, tag)));
    }
    WorkspaceSymbolResponse::Flat(found)
}

/// The set's tags that contain the query, each where it stands first.
fn distinct<'s>(set: &'s SetView, query: &str) -> Vec<(Placed<'s>, &'s NamedTag)> {
    let mut seen = HashSet::new();
    let placed = set.facts.all_captions().filter_map(Placed::of);
    let tags = placed
        .flat_map(|placed| symbols::of(placed.view).into_iter().map(move |tag| (placed, tag)));
    tags.filter(|(_, tag)| tag.key.contains(query) && seen.insert(&*tag.key)).collect()
}

#[allow(deprecated, reason = "the type has a field that is")]
fn symbol(
    snapshot: &Snapshot,
    unit: onmodel_caption::ColumnUnit,
    set: &SetView,
    placed: Placed<'_>,
    tag: &NamedTag,
) -> Option<SymbolInformation> {
    let path = &placed.view.file.path;
    let span: Span = placed.in_file(tag.span);
    let range = snapshot.lines(path, unit)?.range(span);
    Some(SymbolInformation {
        name: tag.span.of(placed.view.text()).to_owned(),
        kind: symbols::kind(tag.kind),
        tags: None,
        deprecated: None,
        location: Location { uri: snapshot.uri(path)?, range },
        container_name: Some(set.facts.dataset.name.clone()),
    })
}
