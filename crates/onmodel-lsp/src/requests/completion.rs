//! `textDocument/completion`: tags in captions, keys and values in configurations.

use onmodel_rules::tags::TagKind;
use serde_json::json;
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionParams, CompletionResponse,
    CompletionTextEdit, Documentation, TextEdit, Uri,
};

use super::completion_resolve::documentation;
use crate::captions::offers::{Offer, offers};
use crate::captions::slot::Slot;
use crate::captions::written::Written;
use crate::configuration;
use crate::shared::Shared;
use crate::uris;

pub(crate) async fn handle(
    shared: &Shared,
    params: CompletionParams,
) -> Option<CompletionResponse> {
    let place = params.text_document_position;
    let path = uris::path_of(&place.text_document.uri)?;
    let snapshot = shared.fresh().await;
    let abilities = shared.abilities();
    let Some(written) = Written::open(&snapshot, &path, abilities.unit()) else {
        let document = configuration::Document::open(&snapshot, &path, abilities)?;
        return Some(document.completion(place.position).into());
    };
    let (placed, at) = written.at(place.position)?;
    let slot = Slot::at(placed.view, at);
    let typed = params.context.and_then(|context| context.trigger_character);
    if typed.is_some_and(|character| slot.is_word || !TRIGGERS.contains(&character.as_str())) {
        return None;
    }
    let list = List {
        shared,
        written: &written,
        uri: &place.text_document.uri,
        range: written.range(placed, slot.span),
        lead: slot.lead,
    };
    let offers = shared.words.of(&snapshot.view, written.set, |words| {
        offers(&written.set.facts, words, placed.view, &slot)
    });
    let items = offers.iter().enumerate().map(|(rank, offer)| list.item(rank, offer)).collect();
    // What is offered follows what is typed.
    Some(CompletionList { is_incomplete: true, items }.into())
}

/// The characters after which a caption's next tag is completed unasked.
pub(crate) const TRIGGERS: [&str; 2] = [",", " "];

/// What all items of one answer share.
struct List<'a> {
    shared: &'a Shared,
    written: &'a Written<'a>,
    uri: &'a Uri,
    range: tower_lsp::ls_types::Range,
    lead: &'static str,
}

impl List<'_> {
    fn item(&self, rank: usize, offer: &Offer) -> CompletionItem {
        let facts = &self.written.set.facts;
        let assists = &self.shared.abilities().assists;
        let is_resolved = assists.resolves_documentation;
        let edit = TextEdit { range: self.range, new_text: format!("{}{}", self.lead, offer.text) };
        CompletionItem {
            label: offer.text.clone(),
            kind: Some(kind(offer)),
            detail: Some(offer.detail(facts)),
            documentation: (!is_resolved)
                .then(|| documentation(assists, facts, &offer.text, offer.kind, offer.captions))
                .flatten()
                .map(Documentation::MarkupContent),
            // Editors sort what matches equally well by this.
            sort_text: Some(format!("{rank:05}")),
            filter_text: Some(format!("{}{}", self.lead, offer.text)),
            text_edit: Some(CompletionTextEdit::Edit(edit)),
            data: is_resolved.then(|| json!({ "uri": self.uri, "tag": offer.text })),
            ..CompletionItem::default()
        }
    }
}

fn kind(offer: &Offer) -> CompletionItemKind {
    match offer.kind {
        TagKind::Trigger => CompletionItemKind::KEYWORD,
        _ if offer.is_new => CompletionItemKind::TEXT,
        _ => CompletionItemKind::VALUE,
    }
}
