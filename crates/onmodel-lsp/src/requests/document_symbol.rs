//! `textDocument/documentSymbol`: the tags of a caption.

use tower_lsp::ls_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, Range,
    SymbolInformation, Uri,
};

use crate::captions::about_tag::category;
use crate::captions::symbols;
use crate::captions::written::Written;
use crate::shared::Shared;
use crate::uris;

pub(crate) async fn handle(
    shared: &Shared,
    params: DocumentSymbolParams,
) -> Option<DocumentSymbolResponse> {
    let uri = params.text_document.uri;
    let path = uris::path_of(&uri)?;
    let snapshot = shared.fresh().await;
    let written = Written::open(&snapshot, &path, shared.abilities().unit())?;
    let mut found = Vec::new();
    for placed in written.captions() {
        for tag in symbols::of(placed.view) {
            let name = tag.span.of(placed.view.text()).to_owned();
            found.push(symbol(name, &written, tag.kind, written.range(placed, tag.span)));
        }
    }
    if shared.abilities().assists.nested_symbols {
        return Some(found.into());
    }
    Some(found.into_iter().map(|symbol| flat(symbol, &uri)).collect::<Vec<_>>().into())
}

#[allow(deprecated, reason = "the type has a field that is")]
fn symbol(
    name: String,
    written: &Written<'_>,
    kind: onmodel_rules::tags::TagKind,
    range: Range,
) -> DocumentSymbol {
    DocumentSymbol {
        name,
        detail: Some(category(&written.set.facts, kind).to_owned()),
        kind: symbols::kind(kind),
        tags: None,
        deprecated: None,
        range,
        selection_range: range,
        children: None,
    }
}

/// The same for a client that takes a plain list.
#[allow(deprecated, reason = "the type has a field that is")]
fn flat(symbol: DocumentSymbol, uri: &Uri) -> SymbolInformation {
    SymbolInformation {
        name: symbol.name,
        kind: symbol.kind,
        tags: None,
        deprecated: None,
        location: Location { uri: uri.clone(), range: symbol.range },
        container_name: symbol.detail,
    }
}
