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
    let without = |span: Span| {
        let kept = caption.words().filter(|word| span.contains(*word) && !is_trigger(fact, *word));
        let kept: Vec<&str> = kept.map(|word| word.of(caption.text())).collect();
        normalise(&kept.join(" "))
    };
    if mentions_trigger(fact) {
        return caption.tags().iter().map(|tag| without(tag.span)).collect();
    }
    caption.tags().iter().map(|tag| normalise(caption.tag_text(tag))).collect()
}

fn words(fact: &CaptionFact) -> Vec<String> {
    let caption = &fact.caption;
    let kept = caption.words().filter(|word| !is_trigger(fact, *word));
    kept.map(|word| normalise(word.of(caption.text()))).collect()
}

fn mentions_trigger(fact: &CaptionFact) -> bool {
    fact.trigger.as_ref().is_some_and(|found| found.used.first_in_any_form().is_some())
}

fn is_trigger(fact: &CaptionFact, word: Span) -> bool {
    let Some(found) = &fact.trigger else { return false };
    let variants = found.used.variants.iter().map(|(span, _)| span);
    found.used.exact.iter().chain(variants).any(|used| used.overlaps(word))
}
