//! "not smiling" names no smile.

use super::{file::Matching, phrases::Hit};
use crate::{
    Span,
    text::{normalise, words},
};

/// The words that deny what follows, and how far they reach.
#[derive(Debug)]
pub(super) struct Negation {
    negators: Vec<String>,
    window: usize,
}

/// Words that begin something new: a negator before them does not reach past them.
const BARRIERS: &[&str] = &["and", "but", "with", "while", "although", "though", "yet"];

impl Negation {
    pub(super) fn new(matching: &Matching) -> Self {
        let negators = matching.negators.iter().map(|negator| normalise(negator)).collect();
        Self { negators, window: matching.negator_window_words }
    }

    /// Whether a negator stands among the words before `span` in normalised `text`, within the
    /// same clause. A negator that is part of an `earlier` phrase ("no hat") is spent on it.
    pub(super) fn stands_before(&self, text: &str, span: Span, earlier: &[Hit]) -> bool {
        let clause = clause_start(text, span.start);
        let before = &text[clause..span.start];
        let all: Vec<Span> = words(before).map(|word| word.shifted(clause)).collect();
        for word in all.iter().rev().take(self.window) {
            if BARRIERS.contains(&word.of(text)) {
                return false;
            }
            let spent = earlier.iter().rev().any(|hit| hit.span.contains(*word));
            if !spent && self.ends_negator(&text[clause..word.end]) {
                return true;
            }
        }
        false
    }

    /// Whether the clause up to here ends with a negator ("is not" is two words).
    fn ends_negator(&self, before: &str) -> bool {
        self.negators.iter().any(|negator| {
            let start = before.strip_suffix(negator.as_str());
            start.is_some_and(|start| crate::text::is_boundary(before, start.len()))
        })
    }
}

/// One past the comma, sentence end or line end before `at`.
fn clause_start(text: &str, at: usize) -> usize {
    text[..at].rfind([',', '.', ';', '!', '?', ':', '\n']).map_or(0, |found| found + 1)
}
