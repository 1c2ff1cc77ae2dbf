//! What stands before "hair": "long, red, curly" in "long red curly hair".

use std::collections::BTreeMap;

use super::{
    identity::{Entry, IdentityKind},
    phrases::Hit,
};
use crate::{Span, text::words};

/// The adjectives of hair, taken from the phrases that end with the word.
#[derive(Debug)]
pub(super) struct Adjectives(BTreeMap<String, Entry>);

const NOUN: &str = "hair";
/// Adjectives looked back over; captions do not pile up more.
const FURTHEST: usize = 4;

impl Adjectives {
    pub(super) fn new(texts: &[String], entries: &[Entry]) -> Self {
        let of_hair = |kind| {
            matches!(
                kind,
                IdentityKind::HairColour | IdentityKind::HairLength | IdentityKind::HairStyle
            )
        };
        let adjective = |(text, entry): (&String, &Entry)| {
            let adjective = text.strip_suffix(NOUN)?.trim_end();
            (of_hair(entry.kind) && !adjective.is_empty())
                .then(|| (adjective.to_owned(), Entry { declared: false, ..entry.clone() }))
        };
        Self(texts.iter().zip(entries).filter_map(adjective).collect())
    }

    /// The adjectives before each "hair" of `text` that no phrase found already (`hits`) covers.
    pub(super) fn find<'a>(&'a self, text: &str, hits: &[Hit]) -> Vec<(Span, &'a Entry)> {
        if !text.contains(NOUN) {
            return Vec::new();
        }
        let words: Vec<Span> = words(text).collect();
        let mut found = Vec::new();
        for (index, noun) in words.iter().enumerate().filter(|(_, word)| word.of(text) == NOUN) {
            let at_or_before = hits.partition_point(|hit| hit.span.start <= noun.start);
            let phrase = at_or_before.checked_sub(1).map(|last| hits[last].span);
            let covered = phrase
                .filter(|phrase| phrase.contains(*noun))
                .map_or(noun.start, |phrase| phrase.start);
            let before = words[..index].partition_point(|word| word.end <= covered);
            self.walk_back(text, &words[..before], covered, &mut found);
        }
        found
    }

    /// Reads adjectives backwards from byte `end`, two words at a time where that is one.
    fn walk_back<'a>(
        &'a self,
        text: &str,
        words: &[Span],
        mut end: usize,
        found: &mut Vec<(Span, &'a Entry)>,
    ) {
        let mut left = words.iter().rev().take(FURTHEST).peekable();
        while let Some(word) = left.next() {
            if !text[word.end..end].trim_matches(' ').is_empty() {
                return;
            }
            let two = left.peek().map(|earlier| Span::new(earlier.start, word.end));
            let pair = two.and_then(|span| Some((span, self.0.get(span.of(text))?)));
            if let Some((span, entry)) = pair {
                found.push((span, entry));
                left.next();
                end = span.start;
            } else if let Some(entry) = self.0.get(word.of(text)) {
                found.push((*word, entry));
                end = word.start;
            } else if is_plain_adjective(word.of(text)) {
                end = word.start;
            } else {
                return;
            }
        }
    }
}

/// Whether a word that names no trait may stand between two that do: "red flowing hair".
fn is_plain_adjective(word: &str) -> bool {
    ["ing", "ed", "y"].iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
        || word == "thick"
}
