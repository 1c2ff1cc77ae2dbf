//! Edits of sentences.

use super::TextEdit;
use crate::{
    Span,
    text::{is_boundary, is_word_char},
};

/// Takes out `phrase`, which opens a sentence ("The image shows"), with the comma or colon after
/// it, and gives the next word the capital it had.
///
/// A word that begins in one of the `protected` spans (the trigger) is never changed, nor is one
/// that begins with anything but a small letter.
///
/// # Panics
/// If `phrase` was made for another text.
pub fn strip_opening(text: &str, phrase: Span, protected: &[Span]) -> Vec<TextEdit> {
    let after = &text[phrase.end..];
    let line_end = after.find(['\n', '\r']).unwrap_or(after.len());
    let gap = after[..line_end].trim_start_matches([',', ':', ' ', '\t']);
    let next = phrase.end + line_end - gap.len();
    let had_capital = phrase.of(text).starts_with(char::is_uppercase);
    let is_protected = protected.iter().any(|span| span.start <= next && next < span.end);
    let small = gap.chars().next().filter(|c| c.is_lowercase() && had_capital && !is_protected);
    match small {
        Some(c) => vec![TextEdit::replace(
            Span::new(phrase.start, next + c.len_utf8()),
            c.to_uppercase().collect::<String>(),
        )],
        None => vec![TextEdit::remove(Span::new(phrase.start, next))],
    }
}

/// Takes out the words of `span` with the space before them, or at the start of a line the space
/// after them: no two words run together and no two spaces stay.
///
/// # Panics
/// If `span` was made for another text.
pub fn remove_words(text: &str, span: Span) -> Vec<TextEdit> {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let spaces_before = before.len() - before.trim_end_matches([' ', '\t']).len();
    let spaces_after = after.len() - after.trim_start_matches([' ', '\t']).len();
    let opens_line = before.len() == spaces_before
        || before[..before.len() - spaces_before].ends_with(['\n', '\r']);
    let closes = after[spaces_after..]
        .chars()
        .next()
        .is_none_or(|c| !is_word_char(c) && !matches!(c, '(' | '"' | '\u{201c}'));
    let wider = if opens_line {
        Span::new(span.start, span.end + spaces_after)
    } else if closes || spaces_after > 0 {
        Span::new(span.start - spaces_before, span.end)
    } else {
        span
    };
    vec![TextEdit::remove(wider)]
}

/// Replaces the words of `span` by `words`, which take the first one's capital.
///
/// # Panics
/// If `span` was made for another text.
pub fn replace_words(text: &str, span: Span, words: &str) -> Vec<TextEdit> {
    let had_capital =
        span.of(text).starts_with(char::is_uppercase) && is_boundary(text, span.start);
    let mut chars = words.chars();
    let given = match chars.next().filter(|_| had_capital) {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => words.to_owned(),
    };
    vec![TextEdit::replace(span, given)]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edit::apply;

    fn span(text: &str, words: &str) -> Span {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    #[test]
    fn the_next_word_takes_the_capital_but_never_the_trigger() {
        for (text, phrase, expected) in [
            ("The image shows a woman.", "The image shows", "A woman."),
            ("The image shows krstl waving.", "The image shows", "krstl waving."),
            ("In this image, a robot", "In this image", "A robot"),
            ("the image shows a robot", "the image shows", "a robot"),
            ("Caption: 1girl, solo", "Caption:", "1girl, solo"),
            ("\u{c9}t. The image shows \u{e9}clair", "The image shows", "\u{c9}t. \u{c9}clair"),
            ("The image shows\r\na", "The image shows", "\r\na"),
            ("The image shows", "The image shows", ""),
        ] {
            let trigger: Vec<Span> =
                text.find("krstl").map(|at| Span::new(at, at + 5)).into_iter().collect();
            let edits = strip_opening(text, span(text, phrase), &trigger);
            assert_eq!(apply(text, &edits).unwrap(), expected);
        }
    }

    #[test]
    fn removed_words_leave_no_double_space() {
        for (text, words, expected) in [
            ("a stunning view", "stunning", "a view"),
            ("stunning view", "stunning", "view"),
            ("a view, stunning.", " stunning", "a view,."),
            ("a view stunning", "stunning", "a view"),
            ("one\n  nice view", "nice", "one\n  view"),
        ] {
            assert_eq!(apply(text, &remove_words(text, span(text, words))).unwrap(), expected);
        }
    }

    #[test]
    fn replaced_words_keep_their_capital() {
        let text = "Auburn hair";
        assert_eq!(
            apply(text, &replace_words(text, span(text, "Auburn"), "red")).unwrap(),
            "Red hair"
        );
    }

    proptest! {
        #[test]
        fn any_span_can_be_edited(text in "\\PC{0,30}|[A-Za-z ,.\r\n]{0,30}", a in 0..30usize, b in 0..30usize) {
            let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            let span = Span::new(boundary(a.min(b)), boundary(a.max(b)));
            for edits in [strip_opening(&text, span, &[]), remove_words(&text, span), replace_words(&text, span, "x")] {
                let after = apply(&text, &edits).unwrap();
                prop_assert!(after.starts_with(text[..span.start].trim_end()));
                prop_assert!(after.len() <= text.len() + 3);
            }
        }
    }
}
