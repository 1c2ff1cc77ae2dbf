//! Tags or sentences.
//!
//! A sentence is prose when a clause can be seen in it: a pronoun or auxiliary ("she is"), or a
//! piece between commas too long for a tag. A run of short pieces is tags. What remains is
//! deciding for the whole caption, where one lone short piece proves nothing.

use serde::{Deserialize, Serialize};

use crate::{
    Span,
    parse::{Sentence, is_comma},
};

/// How a caption is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// Nothing that is seen.
    Empty,
    /// Short comma-separated tags.
    Tags,
    /// Sentences.
    Prose,
    /// Sentences and a run of tags in one caption.
    Mixed,
}

/// Short pieces from which on a list of them is a run of tags.
const TAG_RUN: usize = 3;
/// Share of the words that must stand in prose-like pieces before a list with a few long pieces
/// stops being tags.
const PROSE_SHARE: f32 = 0.3;
/// Words from which on a piece is no tag, whatever its words; with an article among them, one less.
const LONG_PIECE: usize = 7;

/// Words from which on a piece without a clause is a sentence although tags follow it: "krstl
/// lying on his back on the grass, day, sunlight, smiling" is tags.
const OPENING: usize = 9;

/// The style of `text`, whose sentences are given.
pub(crate) fn of(text: &str, sentences: &[Sentence]) -> Style {
    if sentences.is_empty() {
        return Style::Empty;
    }
    let mut seen = Seen::default();
    for sentence in sentences {
        seen.sentence(sentence.span.of(text));
    }
    seen.verdict()
}

/// What the sentences so far were.
#[derive(Default)]
struct Seen {
    prose: bool,
    tag_run: bool,
}

impl Seen {
    fn sentence(&mut self, sentence: &str) {
        let pieces: Vec<Piece> =
            sentence.split(is_comma).map(Piece::read).filter(|piece| piece.words > 0).collect();
        let stopped = sentence.ends_with(['.', '!', '?', '\u{3002}']);
        let tail = short_tail(&pieces);
        let listed = stopped || pieces.last().is_some_and(|piece| piece.closes_list);
        let is_prose =
            is_whole(sentence, &pieces, stopped) || reads_on(&pieces, !listed && tail >= TAG_RUN);
        let short = pieces.iter().filter(|piece| !piece.prose).count();
        self.prose |= is_prose;
        self.tag_run |= if is_prose { !listed && tail >= TAG_RUN } else { short >= TAG_RUN };
    }

    fn verdict(&self) -> Style {
        match (self.prose, self.tag_run) {
            (true, true) => Style::Mixed,
            (true, false) => Style::Prose,
            (false, _) => Style::Tags,
        }
    }
}

/// Whether a full stop alone makes it a sentence: no comma before it, and some words.
fn is_whole(sentence: &str, pieces: &[Piece], stopped: bool) -> bool {
    let single = matches!(pieces, [piece] if piece.words >= TAG_RUN);
    sentence.ends_with('\u{3002}') || (stopped && single)
}

/// Whether the pieces read as a sentence: a clause among them, or long pieces that are no small
/// part of them. One long piece that opens a run of tags must be longer still.
fn reads_on(pieces: &[Piece], opens_tags: bool) -> bool {
    let words = |of: &dyn Fn(&&Piece) -> bool| {
        pieces.iter().filter(of).map(|piece| piece.words).sum::<usize>() as f32
    };
    let (long, all) = (words(&|piece| piece.prose), words(&|_| true));
    let short = pieces.iter().filter(|piece| !piece.prose).count();
    let mostly_tags = long < PROSE_SHARE * all && short >= TAG_RUN;
    let fragment =
        pieces.iter().all(|piece| !piece.prose || (!piece.clause && piece.words < OPENING));
    long > 0.0 && !mostly_tags && !(opens_tags && fragment)
}

/// How many short pieces end the sentence.
fn short_tail(pieces: &[Piece]) -> usize {
    pieces.iter().rev().take_while(|piece| !piece.prose).count()
}

/// One piece between commas.
struct Piece {
    words: usize,
    /// Whether a pronoun, auxiliary or finite verb makes it a clause.
    clause: bool,
    /// Whether it reads as part of a sentence rather than as a tag.
    prose: bool,
    /// Whether it is the last of an enumeration: "and a scarf".
    closes_list: bool,
}

impl Piece {
    fn read(piece: &str) -> Self {
        let (mut words, mut article, mut clause, mut first) = (0, false, false, "");
        for word in piece
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| c.is_ascii_punctuation()))
        {
            if words == 0 {
                first = word;
            }
            words += usize::from(!word.is_empty()) + unspaced(word);
            article |= is_any(word, ARTICLES);
            clause |= is_any(word, SUBJECTS) || is_any(word, VERBS);
        }
        let long = words >= LONG_PIECE - usize::from(article);
        let closes_list = is_any(first, &["and", "or"]);
        let clause = clause && words >= TAG_RUN;
        Self { words, clause, prose: long || clause, closes_list }
    }
}

const ARTICLES: &[&str] = &["a", "an", "the"];

/// Words that stand in clauses and hardly ever in tags: subject pronouns, auxiliaries, connectives.
const SUBJECTS: &[&str] = &[
    "she", "he", "they", "it", "is", "are", "was", "were", "has", "have", "who", "which", "while",
    "there",
];

/// The verbs captioners use in the third person, in terse captions too: "krstl kneels, side view".
const VERBS: &[&str] = &[
    "wears", "stands", "sits", "looks", "holds", "smiles", "shows", "features", "depicts",
    "appears", "seems", "gazes", "leans", "poses", "walks", "runs", "kneels", "lies", "raises",
    "faces", "stares", "rests",
];

/// Words a bare tag has not: articles and possessives, of other languages too.
const DETERMINERS: &[&str] = &[
    "a", "an", "the", "her", "his", "their", "its", "un", "une", "le", "la", "les", "des", "du",
    "aux", "el", "los", "las", "una", "der", "die", "das", "den", "dem", "ein", "eine", "einem",
    "einen", "einer", "il", "lo", "gli", "uno", "o", "os", "um", "uma",
];
/// Words of the longest bare tags: "hand on own hip".
const BARE: usize = 4;

/// Whether a piece between commas is a bare tag beyond doubt, as "red hair" is and "a woman in a
/// red coat" is not.
pub fn is_bare_tag(piece: &str) -> bool {
    let words = || {
        piece.split_whitespace().map(|word| word.trim_matches(|c: char| c.is_ascii_punctuation()))
    };
    let count: usize = words().map(|word| usize::from(!word.is_empty()) + unspaced(word)).sum();
    let is_elided = |word: &str| word.contains(['\'', '\u{2019}']);
    let speaks =
        |word: &str| is_any(word, DETERMINERS) || is_any(word, SUBJECTS) || is_elided(word);
    (1..=BARE).contains(&count) && !words().any(speaks)
}

/// Whether a text has a clause beyond doubt: somebody *is* or *has* something in it.
pub fn has_clause(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.any(|word| is_any(word.trim_matches(|c: char| c.is_ascii_punctuation()), SUBJECTS))
}

/// How many words more a run of letters holds that its script writes without spaces: two such
/// letters make about a word.
fn unspaced(word: &str) -> usize {
    let is_one = |c: &char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    (word.chars().filter(is_one).count() / 2).saturating_sub(1)
}

fn is_any(word: &str, list: &[&str]) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The style of one line or sentence of a caption, for those who look at a part of it.
pub fn style_of(part: &str) -> Style {
    of(part, &[Sentence { span: Span::new(0, part.len()) }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Caption;

    #[test]
    fn captions_are_seen_as_their_writer_meant_them() {
        for (text, expected) in [
            ("", Style::Empty),
            (" \n\t", Style::Empty),
            ("krstl", Style::Tags),
            ("krstl, 1girl, red hair, standing", Style::Tags),
            (
                "krstl woman, red hair, hand on own hip, looking at viewer, standing in the rain, outdoors",
                Style::Tags,
            ),
            (
                "krstl woman, three-quarter view, neutral expression, wearing a blue jacket, standing in a park, day",
                Style::Tags,
            ),
            ("1girl, solo, red hair.", Style::Tags),
            ("krstl, 1girl, long_hair, looking_at_viewer, ^_^, :d", Style::Tags),
            ("a photo of krstl", Style::Tags),
            (
                "a pixel art sprite of krstl, running, side view, transparent background",
                Style::Tags,
            ),
            ("krstl lying on his back on the grass, day, sunlight, smiling", Style::Tags),
            (
                "krstl jumps over a fence while smiling, arms raised, mid-air, low angle",
                Style::Mixed,
            ),
            ("krstl, smiling\nkrstl, frowning", Style::Tags),
            ("krstl woman standing in a forest, she smiles at the viewer.", Style::Prose),
            ("A full body shot of krstl. She is smiling.", Style::Prose),
            ("krstl stands on a rooftop at night, looking down, arms crossed.", Style::Prose),
            ("She wears a red coat, black boots, and gloves.", Style::Prose),
            ("A woman with red hair sits at a desk in her office", Style::Prose),
            ("krstl smiles at the camera. Side view.", Style::Prose),
            (
                "krstl is a woman in a field. smiling, looking at viewer, outdoors, solo",
                Style::Mixed,
            ),
            (
                "A woman with red hair standing in a field, smiling, looking at viewer, outdoors, solo",
                Style::Mixed,
            ),
            ("1girl, solo, red hair, standing\nShe is standing in a field at dusk.", Style::Mixed),
        ] {
            assert_eq!(Caption::parse(text).style(), expected, "{text:?}");
        }
    }
}
