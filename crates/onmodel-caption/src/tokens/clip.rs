//! Counting CLIP tokens, exactly.

use std::sync::OnceLock;

use instant_clip_tokenizer::{Token, Tokenizer};
use unicode_normalization::UnicodeNormalization;

/// Bytes of one unbroken run handed to the tokenizer at once: its merging is quadratic in them.
/// No word is that long; a longer run is counted piece by piece, a token off at each seam.
const LONGEST_RUN: usize = 256;

/// Content tokens of `text`: what CLIP reads without its start and end marks. SDXL's second
/// encoder has the same vocabulary, so one count serves both. The encoders read 75.
pub fn clip(text: &str) -> usize {
    let mut buffer = Vec::new();
    runs(text).map(|(_, run)| encode(run, &mut buffer)).sum()
}

/// The byte of `text` at which an encoder of `limit` content tokens stops reading; `None` when
/// it reads all of it.
pub fn clip_cut(text: &str, limit: usize) -> Option<usize> {
    let mut buffer = Vec::new();
    let mut left = limit;
    for (start, run) in runs(text) {
        let count = encode(run, &mut buffer);
        if count > left {
            return Some(start + bytes_of(run, &buffer[..left]));
        }
        left -= count;
    }
    None
}

/// Fills `buffer` with the tokens of `run` in composed form (the reference tokenizer composes,
/// this one does not) and returns their number.
fn encode(run: &str, buffer: &mut Vec<Token>) -> usize {
    buffer.clear();
    if run.is_ascii() {
        tokenizer().encode(run, buffer);
    } else {
        tokenizer().encode(&run.nfc().collect::<String>(), buffer);
    }
    buffer.len()
}

/// The bytes of `run` that `tokens` cover: exact for ASCII, where a token's bytes are the text's;
/// else nothing, so that a cut inside such a run is put before it.
fn bytes_of(run: &str, tokens: &[Token]) -> usize {
    if !run.is_ascii() {
        return 0;
    }
    let read = tokenizer().decode(tokens.iter().copied());
    read.bytes().filter(|byte| !byte.is_ascii_whitespace()).count().min(run.len())
}

/// The pieces of `text` between white space, none longer than [`LONGEST_RUN`], with their starts.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| !c.is_whitespace())?;
        let run = text[start..].split(char::is_whitespace).next().unwrap_or_default();
        let mut end = start + run.len().min(LONGEST_RUN);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        at = end;
        Some((start, &text[start..end]))
    })
}

/// Built once: reading its vocabulary takes about a tenth of a second.
fn tokenizer() -> &'static Tokenizer {
    static TOKENIZER: OnceLock<Tokenizer> = OnceLock::new();
    TOKENIZER.get_or_init(Tokenizer::new)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn counts_are_those_of_the_reference() {
        for (text, expected) in [
            ("", 0),
            ("Hi there", 2),
            ("ohwx", 1),
            ("zxqvk", 4),
            ("char_v1", 4),
            ("p3r5on", 5),
            ("looking_at_viewer", 5),
            ("looking at viewer", 3),
            ("cafe\u{301}", 1),
        ] {
            assert_eq!(clip(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_cut_is_before_the_first_lost_token() {
        let text = "red hair, looking_at_viewer, end";
        assert_eq!(clip_cut(text, 99), None);
        for (limit, read) in
            [(0, ""), (1, "red"), (2, "red hair"), (3, "red hair,"), (5, "red hair, looking_")]
        {
            let cut = clip_cut(text, limit).unwrap();
            assert_eq!(text[..cut].trim_end(), read);
        }
    }

    #[test]
    fn a_word_without_end_is_counted_in_time() {
        assert!(clip(&"a".repeat(100_000)) > 75);
    }

    proptest! {
        #[test]
        fn the_read_part_fits_and_the_whole_does_not(text in "\\PC{0,60}|[a-z ,_é]{0,60}", limit in 0..20usize) {
            match clip_cut(&text, limit) {
                None => prop_assert!(clip(&text) <= limit),
                Some(cut) => {
                    prop_assert!(clip(&text) > limit);
                    prop_assert!(text.is_char_boundary(cut) && cut < text.len());
                }
            }
        }
    }
}
