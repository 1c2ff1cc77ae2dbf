//! The words of a text.

use super::is_word_char;
use crate::Span;

/// The words of `text`, in order. An apostrophe, hyphen, underscore or joiner between two word
/// characters belongs to the word: `krstl's`, `close-up` and `char_v1` are one each.
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_word_char)?;
        at = word_end(text, start);
        Some(Span::new(start, at))
    })
}

fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].chars().peekable();
    while let Some(c) = chars.next() {
        let joins = is_joiner(c) && chars.peek().is_some_and(|&next| is_word_char(next));
        if !is_word_char(c) && !joins {
            break;
        }
        end += c.len_utf8();
    }
    end
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '-' | '_' | '\u{200C}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&str> {
        words(text).map(|span| span.of(text)).collect()
    }

    #[test]
    fn joined_words_are_one() {
        assert_eq!(
            of("krstl's close-up, char_v1 - don\u{2019}t!"),
            ["krstl's", "close-up", "char_v1", "don\u{2019}t"]
        );
    }

    #[test]
    fn punctuation_alone_is_no_word() {
        assert_eq!(of(" ^_^ , :( '' -"), [""; 0]);
    }
}
