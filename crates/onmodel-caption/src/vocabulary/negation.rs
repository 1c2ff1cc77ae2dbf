//! "not smiling" names no smile.

use aho_corasick::AhoCorasick;

use super::{file::Matching, phrases::Hit};
use crate::{
    Span,
    text::{is_boundary, normalise, words},
};

/// The words that deny what follows, and how far they reach.
#[derive(Debug)]
pub(super) struct Negation {
    negators: Vec<String>,
    window: usize,
    /// Finds any negator at once.
    any: AhoCorasick,
}

/// The negators of one normalised text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Denials<'a> {
    negation: &'a Negation,
    text: &'a str,
    /// Whether it holds a negator at all: most captions hold none.
    any: bool,
}

/// Words that begin something new: a negator before them does not reach past them.
const BARRIERS: &[&str] = &["and", "but", "with", "while", "although", "though", "yet"];

/// Bytes looked back over at most, so that a text without commas is not read again for each
/// match; the window's few words are shorter.
const FURTHEST: usize = 160;

impl Negation {
    pub(super) fn new(matching: &Matching) -> Self {
        let negators: Vec<String> =
            matching.negators.iter().map(|negator| normalise(negator)).collect();
        let any = AhoCorasick::new(&negators)
            .expect("negators are a few short words, far below the automaton's limits");
        Self { negators, window: matching.negator_window_words, any }
    }

    /// The negators of normalised `text`.
    pub(super) fn of<'a>(&'a self, text: &'a str) -> Denials<'a> {
        let mut hits = self.any.find_overlapping_iter(text);
        let any = hits.any(|hit| is_boundary(text, hit.start()) && is_boundary(text, hit.end()));
        Denials { negation: self, text, any }
    }

    /// Whether the clause up to here ends with a negator ("is not" is two words).
    fn ends_negator(&self, before: &str) -> bool {
        self.negators.iter().any(|negator| {
            let start = before.strip_suffix(negator.as_str());
            start.is_some_and(|start| is_boundary(before, start.len()))
        })
    }
}

impl Denials<'_> {
    /// Whether a negator stands among the words before `span`, within the same clause. A negator
    /// that is part of an `earlier` phrase ("no hat") is spent on it.
    pub(super) fn stand_before(&self, span: Span, earlier: &[Hit]) -> bool {
        self.any && self.near(span, earlier)
    }

    fn near(&self, span: Span, earlier: &[Hit]) -> bool {
        let Self { negation, text, .. } = *self;
        let clause = clause_start(text, span.start);
        let all: Vec<Span> =
            words(&text[clause..span.start]).map(|word| word.shifted(clause)).collect();
        let near = all
            .iter()
            .rev()
            .take(negation.window)
            .take_while(|word| !BARRIERS.contains(&word.of(text)));
        let in_clause = || earlier.iter().rev().take_while(|hit| hit.span.end > clause);
        let free = near.filter(|word| !in_clause().any(|hit| hit.span.contains(**word)));
        free.into_iter().any(|word| negation.ends_negator(&text[clause..word.end]))
    }
}

/// One past the comma, sentence end or line end before `at`.
fn clause_start(text: &str, at: usize) -> usize {
    let from =
        (at.saturating_sub(FURTHEST)..=at).find(|&from| text.is_char_boundary(from)).unwrap_or(at);
    text[from..at]
        .rfind([',', '.', ';', '!', '?', ':', '\n'])
        .map_or(from, |found| from + found + 1)
}
