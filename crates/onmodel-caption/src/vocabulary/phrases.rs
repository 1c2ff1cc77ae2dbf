//! Finding many phrases at once.

use std::collections::BTreeSet;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::{
    Caption, Span,
    text::{is_boundary, is_word_char, normalise},
};

/// A set of phrases, searched for in normalised text on word boundaries, longest first.
#[derive(Debug)]
pub(super) struct PhraseSet {
    automaton: AhoCorasick,
    /// Per phrase: whether it counts only as a complete tag.
    whole_tag: Vec<bool>,
}

/// One phrase found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// Where, in the normalised text.
    pub(super) span: Span,
    /// Which, by its index in the set.
    pub(super) phrase: usize,
}

impl PhraseSet {
    /// The set of `phrases`; those in `whole_tag` (normalised) count only as complete tags.
    pub(super) fn new(phrases: &[String], whole_tag: &BTreeSet<String>) -> Self {
        let normal: Vec<String> = phrases.iter().map(|phrase| normalise(phrase)).collect();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(&normal)
            .expect("phrases are a few thousand short strings, far below the automaton's limits");
        Self {
            automaton,
            whole_tag: normal.iter().map(|phrase| whole_tag.contains(phrase)).collect(),
        }
    }

    /// The phrases in `caption`, leftmost and then longest first, none overlapping another or a name.
    pub(super) fn find(&self, caption: &Caption) -> Vec<Hit> {
        let every = self.every(caption.normalised().text());
        let mut hits: Vec<Hit> = every.filter(|hit| !caption.is_name(hit.span)).collect();
        hits.sort_by_key(|hit| (hit.span.start, std::cmp::Reverse(hit.span.end), hit.phrase));
        let mut free = 0;
        hits.retain(|hit| {
            let fits = hit.span.start >= free;
            if fits {
                free = hit.span.end;
            }
            fits
        });
        hits
    }

    /// Every phrase in `text` on word boundaries, overlapping ones too, by their ends.
    pub(super) fn every<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Hit> + 'a {
        self.automaton.find_overlapping_iter(text).filter_map(move |found| {
            let hit = Hit {
                span: Span::new(found.start(), found.end()),
                phrase: found.pattern().as_usize(),
            };
            let whole = !self.whole_tag.get(hit.phrase).is_some_and(|&only| only)
                || is_whole_tag(text, hit.span);
            (!hit.span.is_empty() && whole && stands_alone(text, hit.span)).then_some(hit)
        })
    }
}

/// Whether a phrase ends where words end. One that begins or ends with a sign (`:d`) must have
/// white space or a comma there, so that it is not found inside "note:day".
fn stands_alone(text: &str, span: Span) -> bool {
    let phrase = span.of(text);
    let is_sign = |c: Option<char>| c.is_some_and(|c| !is_word_char(c));
    let is_gap = |c: Option<char>| c.is_none_or(|c| c == ',' || c.is_whitespace());
    let before = !is_sign(phrase.chars().next()) || is_gap(text[..span.start].chars().next_back());
    let after = !is_sign(phrase.chars().next_back()) || is_gap(text[span.end..].chars().next());
    before && after && is_boundary(text, span.start) && is_boundary(text, span.end)
}

/// Whether nothing but spaces, and a full stop, stands between `span` and the commas or line
/// ends around it.
fn is_whole_tag(text: &str, span: Span) -> bool {
    let is_end = |c: Option<char>| c.is_none_or(|c| matches!(c, ',' | '\n'));
    let before = text[..span.start].trim_end_matches(' ').chars().next_back();
    let after = text[span.end..]
        .trim_start_matches(' ')
        .trim_start_matches('.')
        .trim_start_matches(' ')
        .chars()
        .next();
    is_end(before) && is_end(after)
}
