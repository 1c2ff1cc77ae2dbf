//! How a caption spells its tags, as numbers that compare quickly.

use std::hash::{DefaultHasher, Hash, Hasher};

use onmodel_caption::text::invisible;
use onmodel_caption::{GroupId, Span, Style};

use crate::CaptionFact;
use crate::rules::caption_duplicate_tag::key;

/// One tag.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spelling {
    /// Equal for spellings of one tag.
    pub(crate) key: u64,
    /// Equal for equal spellings, whatever their case.
    pub(crate) spelt: u64,
    /// The letters it is made of, a bit each: two tags a slip of the pen apart share nearly all.
    pub(crate) letters: u32,
    /// The trait that the whole tag names.
    pub(crate) group: Option<GroupId>,
    /// Where it stands.
    pub(crate) span: Span,
}

/// The tags of a tag list that are words, but for those the trigger stands in.
pub(crate) fn of(fact: &CaptionFact) -> Vec<Spelling> {
    let caption = &fact.caption;
    if caption.style() != Style::Tags {
        return Vec::new();
    }
    let used = fact.trigger.as_ref().map(|found| &found.used);
    let is_trigger = |span: Span| {
        used.is_some_and(|used| {
            used.exact
                .iter()
                .chain(used.variants.iter().map(|one| &one.0))
                .any(|at| at.overlaps(span))
        })
    };
    let tags = caption.tags().iter().map(|tag| tag.span).filter(|span| !is_trigger(*span));
    tags.filter_map(|span| {
        let text = span.of(caption.text());
        let key = key(text);
        // What nobody sees in a tag is no other spelling.
        let is_word = key.chars().any(char::is_alphanumeric) && invisible(text).is_empty();
        is_word.then(|| Spelling {
            key: hash(&key),
            spelt: hash(&text.to_lowercase()),
            letters: letters(&key),
            group: fact.traits.iter().find(|one| one.span == span).map(|one| one.group),
            span,
        })
    })
    .collect()
}

/// A bit for each of a to z that `key` holds, and one for all other characters.
fn letters(key: &str) -> u32 {
    key.bytes().fold(0, |letters, byte| match byte {
        b'a'..=b'z' => letters | 1 << (byte - b'a'),
        _ => letters | 1 << 26,
    })
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
