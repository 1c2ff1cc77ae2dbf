//! What a caption says, as numbers that compare quickly.

use std::hash::{DefaultHasher, Hash, Hasher};

use onmodel_caption::{Span, Style, text::normalise};

use crate::CaptionFact;

/// What a caption says.
#[derive(Debug)]
pub(crate) struct Gist {
    /// Equal for captions that say the same; `None` where nothing but the trigger is said.
    pub(crate) whole: Option<u64>,
    /// What a long caption says, and what it would without each one of its tags or words: two
    /// captions that differ in a single one share a number. Empty for a short caption.
    pub(crate) nearly: Box<[u64]>,
}

/// Tags, and words of a sentence, from which on a caption is long: of fewer, one more or less is much.
const LONG_LIST: usize = 8;
const LONG_PROSE: usize = 20;

/// Reads a caption's gist. The trigger is left out, misspelt too; in a tag list the order of the tags
/// is, in sentences the punctuation.
pub(crate) fn of(fact: &CaptionFact) -> Gist {
    let parts = parts(fact);
    let is_list = fact.caption.style() == Style::Tags;
    let whole = (!parts.is_empty()).then(|| hash(&parts));
    let is_long = parts.len() >= if is_list { LONG_LIST } else { LONG_PROSE };
    let nearly = if is_long { nearly(&parts) } else { Box::default() };
    Gist { whole, nearly }
}

/// A number for all parts in any order, and one for all but each.
fn nearly(parts: &[String]) -> Box<[u64]> {
    let hashes: Vec<u64> = parts.iter().map(hash).collect();
    let all = hashes.iter().fold(0, |sum: u64, part| sum.wrapping_add(*part));
    std::iter::once(all).chain(hashes.iter().map(|part| all.wrapping_sub(*part))).collect()
}

fn hash<T: Hash + ?Sized>(said: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    said.hash(&mut hasher);
    hasher.finish()
}

/// The tags of a list, sorted, each once; else the words in order. In normal spelling, without the
/// trigger.
pub(crate) fn parts(fact: &CaptionFact) -> Vec<String> {
    let is_list = fact.caption.style() == Style::Tags;
    let mut parts = if is_list { tags(fact) } else { words(fact) };
    parts.retain(|part| !part.is_empty());
    if is_list {
        parts.sort();
        parts.dedup();
    }
    parts
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
