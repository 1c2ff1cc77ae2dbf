//! `completionItem/resolve`: what is known of a tag, once it is looked at.

use onmodel_caption::Caption;
use onmodel_caption::text::normalise;
use onmodel_rules::Facts;
use onmodel_rules::tags::TagKind;
use serde::Deserialize;
use tower_lsp::ls_types::{CompletionItem, Documentation, MarkupContent, Uri};

use crate::assists::Assists;
use crate::captions::about_tag::{category, count, other_words, used_in};
use crate::page::Page;
use crate::shared::Shared;
use crate::uris;

/// What an item remembers.
#[derive(Deserialize)]
struct Data {
    uri: Uri,
    tag: String,
}

pub(crate) async fn handle(shared: &Shared, mut item: CompletionItem) -> CompletionItem {
    let data = item.data.clone().and_then(|data| serde_json::from_value::<Data>(data).ok());
    let Some(data) = data else { return item };
    let snapshot = shared.fresh().await;
    let path = uris::path_of(&data.uri).unwrap_or_default();
    // A caption that is gone has nothing to be told of.
    if let Some(set) = snapshot.view.captioned(&path) {
        let facts = &set.facts;
        let captions = count(facts, &normalise(&data.tag));
        let assists = &shared.abilities().assists;
        let page = documentation(assists, facts, &data.tag, kind(facts, &data.tag), captions);
        item.documentation = page.map(Documentation::MarkupContent);
    }
    item
}

/// What a tag tells of and how often a set says it.
pub(crate) fn documentation(
    assists: &Assists,
    facts: &Facts,
    tag: &str,
    kind: TagKind,
    captions: usize,
) -> Option<MarkupContent> {
    let mut page = Page::new(assists.documents_in_markdown);
    let title = format!("{} `{tag}`", category(facts, kind));
    page.entitled(&title, &used_in(captions, facts));
    if let TagKind::Trait(_) = kind {
        let vocabulary = &facts.context.vocabulary;
        for named in vocabulary.find(&Caption::parse(tag)) {
            if let Some(others) = other_words(vocabulary, named.group, tag) {
                page.say(others);
            }
        }
    }
    page.finish()
}

/// What a tag tells of: as a caption of the set has it, else as the vocabulary knows it.
fn kind(facts: &Facts, tag: &str) -> TagKind {
    let context = &facts.context;
    if context.trigger.as_ref().is_some_and(|trigger| trigger.text() == tag) {
        return TagKind::Trigger;
    }
    let key = normalise(tag);
    let mut tags = facts.all_captions().flat_map(|view| view.tags());
    let own = tags.find(|own| *own.key == *key).map(|own| own.kind);
    own.unwrap_or_else(|| {
        let named = context.vocabulary.find(&Caption::parse(tag));
        let first = named.first().map(|named| context.vocabulary.category_of(named.group));
        first.map_or(TagKind::Other, TagKind::Trait)
    })
}
