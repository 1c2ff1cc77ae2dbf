//! A small reader of Hugging Face `tokenizer.json` files whose model is Unigram (T5, mT5, UMT5).
//!
//! A text is normalised, cut at white space, each piece marked with `▁`, and divided into the
//! pieces whose scores add up highest (Viterbi; Kudo 2018, "Subword Regularization").
//!
//! T5's own normalisation is a compiled table of characters (`nmt_nfkc`); it is
//! approximated here by NFKC after the control and invisible characters it drops or takes for
//! spaces. Ordinary captions come out the same.

mod json;
mod lattice;

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use lattice::Pieces;

/// A Unigram tokenizer read from a `tokenizer.json`.
#[derive(Debug)]
pub struct UnigramTokenizer {
    pieces: Pieces,
}

/// Why a `tokenizer.json` cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenizerError {
    /// Not JSON, or not of the shape of a tokenizer.
    Malformed(String),
    /// A tokenizer of another kind: its model's type.
    NotUnigram(String),
    /// The vocabulary holds nothing.
    Empty,
}

impl fmt::Display for TokenizerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(why) => {
                write!(
                    f,
                    "this is no tokenizer.json that can be read ({why}); download it again from the model's page"
                )
            }
            Self::NotUnigram(model) => write!(
                f,
                "this tokenizer is of type {model}, not Unigram; name the tokenizer.json of the model's T5 text encoder"
            ),
            Self::Empty => write!(
                f,
                "this tokenizer.json has no vocabulary; download it again from the model's page"
            ),
        }
    }
}

impl std::error::Error for TokenizerError {}

impl UnigramTokenizer {
    /// Reads a tokenizer from the text of a `tokenizer.json`.
    ///
    /// # Errors
    /// When it is not JSON, not a tokenizer, or of another type than Unigram.
    pub fn from_json(json: &str) -> Result<Self, TokenizerError> {
        Ok(Self { pieces: Pieces::new(json::read(json)?) })
    }

    /// Content tokens of `text`, the end mark not counted.
    pub fn count(&self, text: &str) -> usize {
        words(&normal(text)).map(|word| self.pieces.divide(word).len()).sum()
    }

    /// The pieces `text` is divided into, `▁` standing for the space before a word; unknown
    /// characters are one piece as long as they stand together.
    pub fn pieces(&self, text: &str) -> Vec<String> {
        let text = normal(text);
        words(&text).flat_map(|word| self.pieces.divide(word)).collect()
    }

    /// The byte of `text` at which an encoder of `limit` content tokens stops reading, put before
    /// the word it falls in; `None` when it reads all of it.
    pub fn cut(&self, text: &str, limit: usize) -> Option<usize> {
        let mut left = limit;
        let mut at = 0;
        for word in text.split_inclusive(char::is_whitespace) {
            let count = self.count(word);
            if count > left {
                return Some(at);
            }
            left -= count;
            at += word.len();
        }
        None
    }
}

/// Compatibility-composed, with the characters dropped and taken for spaces that the rule
/// `nmt_nfkc` drops and takes for spaces.
fn normal(text: &str) -> String {
    let kept = text.chars().filter_map(|c| match c {
        '\u{1}'..='\u{8}' | '\u{b}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{8f}' | '\u{9f}' => None,
        '\u{200b}'..='\u{200f}' | '\u{2581}' | '\u{feff}' | '\u{fffd}' => Some(' '),
        _ => Some(c),
    });
    kept.nfkc().collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"{
        "normalizer": {"type": "Precompiled", "precompiled_charsmap": ""},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "add_prefix_space": true},
        "model": {"type": "Unigram", "unk_id": 2, "vocab": [
            ["<pad>", 0.0], ["</s>", 0.0], ["<unk>", 0.0], ["▁", -2.0], ["▁red", -5.0], ["▁hair", -5.5],
            ["▁ha", -4.0], ["ir", -4.5], [",", -3.0], ["r", -6.0], ["e", -6.0], ["d", -6.0], ["s", -3.5],
            ["▁looking", -6.0], ["_", -5.0], ["at", -5.0], ["fi", -5.0]
        ]}
    }"#;

    fn pieces(text: &str) -> Vec<String> {
        UnigramTokenizer::from_json(SMALL).unwrap().pieces(text)
    }

    #[test]
    fn the_best_scored_division_wins() {
        for (text, expected) in [
            ("", vec![]),
            ("red hair", vec!["▁red", "▁hair"]),
            ("  red   hairs,", vec!["▁red", "▁hair", "s", ","]),
            ("reds", vec!["▁red", "s"]),
            ("looking_at", vec!["▁looking", "_", "at"]),
            ("ﬁ", vec!["▁", "fi"]),
            ("red\u{6f22}\u{5b57}s", vec!["▁red", "\u{6f22}\u{5b57}", "s"]),
        ] {
            assert_eq!(pieces(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_cut_is_before_the_word_that_does_not_fit() {
        let tokenizer = UnigramTokenizer::from_json(SMALL).unwrap();
        assert_eq!(tokenizer.count("red hairs, red"), 5);
        assert_eq!(tokenizer.cut("red hairs, red", 3), Some(4));
        assert_eq!(tokenizer.cut("red hairs, red", 5), None);
    }

    #[test]
    fn a_file_that_cannot_be_used_says_why() {
        for (json, expected) in [
            ("{", "no tokenizer.json"),
            ("[]", "no tokenizer.json"),
            (r#"{"model": {"type": "BPE", "vocab": {}}}"#, "type BPE"),
            (r#"{"model": {"type": "Unigram", "unk_id": null, "vocab": []}}"#, "no vocabulary"),
        ] {
            let error = UnigramTokenizer::from_json(json).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
