//! What a caption says, as one number.

use std::hash::{DefaultHasher, Hash, Hasher};

use onmodel_caption::{Span, Style, text::normalise};

use crate::CaptionFact;

/// A number equal for captions that say the same. The trigger is left out, misspelt too; in a tag list the order
/// of the tags is, in sentences the punctuation.
pub(crate) fn of(fact: &CaptionFact) -> Option<u64> {
    let mut parts = if fact.caption.style() == Style::Tags { tags(fact) } else { words(fact) };
    parts.retain(|part| !part.is_empty());
    if fact.caption.style() == Style::Tags {
        parts.sort();
        parts.dedup();
    }
    if parts.is_empty() {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    Some(hasher.finish())
}

fn tags(fact: &CaptionFact) -> Vec<String> {
    let caption = &fact.caption;
    if uses(fact).is_empty() {
        return caption.tags().iter().map(|tag| normalise(caption.tag_text(tag))).collect();
    }
    // Words and tags stand in order: one walk over both, however long the caption.
    let mut words = kept_words(fact).peekable();
    let tags = caption.tags().iter().map(|tag| {
        let mut kept: Vec<&str> = Vec::new();
        while let Some(word) = words.next_if(|word| word.start < tag.slot.end) {
            kept.push(word.of(caption.text()));
        }
        normalise(&kept.join(" "))
    });
    tags.collect()
}

fn words(fact: &CaptionFact) -> Vec<String> {
    kept_words(fact).map(|word| normalise(word.of(fact.caption.text()))).collect()
}

/// The words that are no use of the trigger, in order.
fn kept_words(fact: &CaptionFact) -> impl Iterator<Item = Span> + '_ {
    let uses = uses(fact);
    let mut next = 0;
    fact.caption.words().filter(move |word| {
        while uses.get(next).is_some_and(|used| used.end <= word.start) {
            next += 1;
        }
        !uses.get(next).is_some_and(|used| used.overlaps(*word))
    })
}

/// Where the trigger stands, in any form, in order.
fn uses(fact: &CaptionFact) -> Vec<Span> {
    let Some(found) = &fact.trigger else { return Vec::new() };
    let variants = found.used.variants.iter().map(|(span, _)| *span);
    let mut uses: Vec<Span> = found.used.exact.iter().copied().chain(variants).collect();
    uses.sort_unstable();
    uses
}
