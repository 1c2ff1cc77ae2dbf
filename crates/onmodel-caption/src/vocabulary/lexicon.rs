//! The word lists of the caption rules.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Vocabulary;
use crate::{
    Caption, Span,
    text::{is_boundary, is_word_char},
};

/// A word list used by the caption rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lexicon {
    /// "The image shows": at a sentence's start.
    BoilerplateStart,
    /// Chat residue: anywhere.
    BoilerplateAnywhere,
    /// "the overall mood".
    Filler,
    /// "appears to be".
    Hedges,
    /// "masterpiece".
    QualityWords,
    /// "stunning".
    VaguePraise,
    /// "watermark".
    TextAndMarks,
    /// "commentary request".
    MetaTags,
    /// `[trigger]`.
    Placeholders,
    /// "<lora:".
    PromptSyntax,
}

impl Lexicon {
    /// Every lexicon, in the order of [`Lexicon::key`]'s table.
    pub const ALL: [Self; 10] = [
        Self::BoilerplateStart,
        Self::BoilerplateAnywhere,
        Self::Filler,
        Self::Hedges,
        Self::QualityWords,
        Self::VaguePraise,
        Self::TextAndMarks,
        Self::MetaTags,
        Self::Placeholders,
        Self::PromptSyntax,
    ];

    /// Its key in `traits.toml`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::BoilerplateStart => "boilerplate_start",
            Self::BoilerplateAnywhere => "boilerplate_anywhere",
            Self::Filler => "filler",
            Self::Hedges => "hedges",
            Self::QualityWords => "quality_words",
            Self::VaguePraise => "vague_praise",
            Self::TextAndMarks => "text_and_marks",
            Self::MetaTags => "meta_tags",
            Self::Placeholders => "placeholders",
            Self::PromptSyntax => "prompt_syntax",
        }
    }

    /// Whether case and signs mean what they say: ` AND ` joins prompts, " and " does not.
    const fn is_literal(self) -> bool {
        matches!(self, Self::PromptSyntax)
    }
}

/// The lists, by [`Lexicon::ALL`]'s order.
#[derive(Debug)]
pub(super) struct Lexicons(Vec<List>);

#[derive(Debug)]
struct List {
    phrases: Vec<String>,
    automaton: AhoCorasick,
}

impl Lexicons {
    pub(super) fn new(lists: &BTreeMap<String, Vec<String>>) -> Self {
        Self(Lexicon::ALL.map(|lexicon| List::new(lexicon, lists.get(lexicon.key()))).into())
    }

    fn list(&self, lexicon: Lexicon) -> &List {
        &self.0[lexicon as usize]
    }
}

impl List {
    fn new(lexicon: Lexicon, phrases: Option<&Vec<String>>) -> Self {
        let phrases = phrases.cloned().unwrap_or_default();
        let keys = phrases.iter().map(|phrase| {
            if lexicon.is_literal() { phrase.clone() } else { crate::text::normalise(phrase) }
        });
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(keys)
            .expect("a lexicon is a hundred short strings, far below the automaton's limits");
        Self { phrases, automaton }
    }
}

impl Vocabulary {
    /// The phrases of a lexicon, as written in `traits.toml`.
    pub fn lexicon(&self, lexicon: Lexicon) -> &[String] {
        &self.lexicons.list(lexicon).phrases
    }

    /// Where `caption` uses a phrase of `lexicon`, in order, the longest first and none
    /// overlapping. Case does not matter and words are whole, but for
    /// [`Lexicon::PromptSyntax`], which is looked for byte by byte.
    pub fn find_lexicon(&self, caption: &Caption, lexicon: Lexicon) -> Vec<Span> {
        let automaton = &self.lexicons.list(lexicon).automaton;
        if lexicon.is_literal() {
            return longest(
                automaton.find_overlapping_iter(caption.text()).map(|m| m.range().into()),
            );
        }
        let normal = caption.normalised();
        let text = normal.text();
        let hits = automaton.find_overlapping_iter(text).map(|found| Span::from(found.range()));
        longest(hits.filter(|&hit| is_whole(text, hit) && !caption.is_name(hit)))
            .into_iter()
            .map(|hit| normal.original(hit))
            .collect()
    }
}

/// Whether the words at both ends of `span` are whole; a sign needs no boundary.
fn is_whole(text: &str, span: Span) -> bool {
    let phrase = span.of(text);
    let starts_word = phrase.starts_with(is_word_char);
    let ends_word = phrase.ends_with(is_word_char);
    (!starts_word || is_boundary(text, span.start)) && (!ends_word || is_boundary(text, span.end))
}

fn longest(hits: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut hits: Vec<Span> = hits.collect();
    hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
    let mut free = 0;
    hits.retain(|hit| {
        let fits = hit.start >= free;
        if fits {
            free = hit.end;
        }
        fits
    });
    hits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lexicon: Lexicon, text: &str) -> Vec<&str> {
        let spans = Vocabulary::standard().find_lexicon(&Caption::parse(text), lexicon);
        spans.into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn every_lexicon_is_filled() {
        for lexicon in Lexicon::ALL {
            assert!(!Vocabulary::standard().lexicon(lexicon).is_empty(), "{lexicon:?}");
        }
    }

    #[test]
    fn phrases_are_found_whole_and_in_any_case() {
        for (lexicon, text, expected) in [
            (
                Lexicon::QualityWords,
                "Masterpiece, best_quality, score_9",
                vec!["Masterpiece", "best_quality", "score_9"],
            ),
            (Lexicon::VaguePraise, "a nice coolness", vec!["nice"]),
            (Lexicon::Placeholders, "[trigger] woman, TODO", vec!["[trigger]", "TODO"]),
            (Lexicon::PromptSyntax, "<lora:x:1>, cats and dogs AND birds", vec!["<lora:", " AND "]),
            (
                Lexicon::BoilerplateAnywhere,
                "Sorry. As an AI, I can\u{2019}t",
                vec!["As an AI", "I can\u{2019}t"],
            ),
            (Lexicon::Hedges, "what appears to be a hat", vec!["what appears to be"]),
        ] {
            assert_eq!(found(lexicon, text), expected, "{text:?}");
        }
    }
}
