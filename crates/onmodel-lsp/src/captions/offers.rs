//! The tags to complete, in the order an artist wants them.
//!
//! The trigger comes first where the caption lacks it, then the set's own tags by how many captions
//! have them, then the vocabulary: categories that ought to vary and that the caption says nothing of
//! before the others, and in each the values that no caption of the set shows yet.

use std::collections::HashSet;

use onmodel_caption::Vocabulary;
use onmodel_caption::text::normalise;
use onmodel_dataset::CaptionSource;
use onmodel_rules::coverage::{unnamed, varied};
use onmodel_rules::tags::TagKind;
use onmodel_rules::{CaptionView, Facts};

use super::about_tag::{category, used_in};
use super::slot::Slot;
use super::words::{Tag, Words};

/// The set's own tags offered at once; the client asks again as more is typed.
const OWN: usize = 200;

/// One tag to complete.
pub(crate) struct Offer {
    pub(crate) text: String,
    pub(crate) kind: TagKind,
    /// How many captions have it.
    pub(crate) captions: usize,
    /// Whether it is the vocabulary's and not the set's.
    pub(crate) is_new: bool,
}

impl Offer {
    /// In a few words: what it tells of and how often the set says it.
    pub(crate) fn detail(&self, facts: &Facts) -> String {
        let category = category(facts, self.kind);
        if self.is_new {
            category.to_owned()
        } else {
            format!("{category}, {}", used_in(self.captions, facts))
        }
    }
}

/// The tags to complete at a place of a caption; none that it has already.
pub(crate) fn offers(
    facts: &Facts,
    words: &Words,
    view: CaptionView<'_>,
    slot: &Slot<'_>,
) -> Vec<Offer> {
    let mut taken = present(view);
    let mut offers: Vec<Offer> = Vec::new();
    let typed = normalise(slot.typed);
    let candidates = trigger(words, view)
        .into_iter()
        .chain(own(words, view, &typed))
        .chain(vocabulary(facts, words, view, &typed));
    for offer in candidates {
        if is_writable(view, &offer.text) && taken.insert(normalise(&offer.text)) {
            offers.push(offer);
        }
    }
    offers
}

/// What the caption says already, in the spelling tags compare in: the tag being typed too, because
/// to offer what is there is to offer nothing.
fn present(view: CaptionView<'_>) -> HashSet<String> {
    let caption = view.caption();
    let tags = caption.tags().iter().map(|tag| normalise(caption.tag_text(tag)));
    let named = view.tags().iter().map(|tag| tag.key.to_string());
    tags.chain(named).collect()
}

/// The trigger, where the caption lacks it.
fn trigger(words: &Words, view: CaptionView<'_>) -> Option<Offer> {
    let found = view.fact.trigger.as_ref().filter(|found| found.used.exact.is_empty())?;
    let text = found.trigger.text().to_owned();
    Some(Offer { text, kind: TagKind::Trigger, captions: words.triggered(), is_new: false })
}

/// The set's own tags that go on from what is typed, the most frequent first, in their usual
/// spelling.
fn own(words: &Words, view: CaptionView<'_>, typed: &str) -> Vec<Offer> {
    let has_trigger = view.fact.trigger.as_ref().is_some_and(|found| !found.used.exact.is_empty());
    let tags = words.tags().filter(|(key, kind, _)| {
        continues(typed, key) && !(has_trigger && *kind == TagKind::Trigger)
    });
    let mut tags: Vec<_> = tags.collect();
    tags.sort_by_key(|(_, _, tag)| std::cmp::Reverse(tag.captions));
    let offer = |(_, kind, tag): (&str, TagKind, &Tag)| Offer {
        text: tag.usual().to_owned(),
        kind,
        captions: tag.captions,
        is_new: false,
    };
    tags.into_iter().take(OWN).map(offer).collect()
}

/// The vocabulary's phrases that go on from what is typed; with nothing typed the first of each
/// value.
fn vocabulary(facts: &Facts, words: &Words, view: CaptionView<'_>, typed: &str) -> Vec<Offer> {
    let vocabulary = &facts.context.vocabulary;
    let mut groups = Vec::new();
    for category in ordered(facts, view) {
        let mut of_category: Vec<_> = vocabulary.groups_of(category).collect();
        of_category.sort_by_key(|(id, _)| words.shows(*id));
        groups.extend(of_category.into_iter().map(|(_, group)| (category, group)));
    }
    let offer = |category: usize, phrase: &String| Offer {
        text: phrase.clone(),
        kind: TagKind::Trait(category),
        captions: 0,
        is_new: true,
    };
    let some = if typed.is_empty() { 1 } else { usize::MAX };
    groups
        .into_iter()
        .flat_map(|(category, group)| {
            let phrases = group.phrases.iter().filter(|phrase| continues(typed, phrase)).take(some);
            phrases.map(move |phrase| offer(category, phrase))
        })
        .collect()
}

/// The categories: what ought to vary and the caption says nothing of, then the others.
fn ordered(facts: &Facts, view: CaptionView<'_>) -> Vec<usize> {
    let vocabulary: &Vocabulary = &facts.context.vocabulary;
    let mut order = unnamed(&view, &varied(facts).0);
    let rest = (0..vocabulary.categories().len()).filter(|index| !order.contains(index));
    let rest: Vec<usize> = rest.collect();
    order.extend(rest);
    order
}

/// Whether the letters of `typed` stand in `text` in their order, the first of them at the beginning
/// of a word: what editors filter by.
fn continues(typed: &str, text: &str) -> bool {
    let words = text.char_indices().filter(|(at, _)| !text[..*at].ends_with(char::is_alphanumeric));
    let goes_on = |(at, _): (usize, char)| {
        let mut letters = text[at..].chars();
        let mut typed = typed.chars();
        typed.next().is_none_or(|first| letters.next() == Some(first))
            && typed.all(|wanted| letters.any(|letter| letter == wanted))
    };
    typed.is_empty() || words.into_iter().any(goes_on)
}

/// Whether a tag can be written where the caption is without escapes.
fn is_writable(view: CaptionView<'_>, text: &str) -> bool {
    let is_plain = |c: char| !c.is_control() && !matches!(c, '"' | '\\');
    view.file.source == CaptionSource::Sidecar || text.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_found_in_its_order() {
        for (typed, text, expected) in [
            ("", "smiling", true),
            ("smi", "smiling", true),
            ("sg", "smiling", true),
            ("gs", "smiling", false),
            ("red h", "dark red hair", true),
            ("h", "dark red hair", true),
            ("a", "dark red hair", false),
            ("up", "close-up", true),
        ] {
            assert_eq!(continues(typed, text), expected, "{typed} in {text}");
        }
    }
}
