//! Columns of a terminal: width, padding, wrapping.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns `text` takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// `text` and the spaces that make it `columns` wide.
pub(crate) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// `text`, its middle left out where it is wider than `columns`: a file name's end tells most.
pub(crate) fn shorten(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(1);
    let head = fitting(text.chars(), room / 2);
    let tail = fitting(text.chars().rev(), room - room / 2);
    let tail: String = tail.chars().rev().collect();
    format!("{head}…{tail}")
}

fn fitting(chars: impl Iterator<Item = char>, columns: usize) -> String {
    let mut used = 0;
    chars
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used <= columns
        })
        .collect()
}

/// `text` broken at spaces into lines of at most `columns`; a longer word stands alone. Never empty.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let Some(line) = lines.last_mut() else { continue };
        if line.is_empty() {
            line.push_str(word);
        } else if width(line) + 1 + width(word) <= columns {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_spaces_and_words_kept() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("漢字漢字 漢字", 9), ["漢字漢字", "漢字"]);
        assert_eq!(wrap("a averyverylongword b", 5), ["a", "averyverylongword", "b"]);
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn a_shortened_name_fits_and_keeps_both_ends() {
        assert_eq!(shorten("a_long_name_01.png", 11), "a_lon…1.png");
        assert_eq!(shorten("short.png", 11), "short.png");
        assert!(width(&shorten("漢字漢字漢字漢字.png", 11)) <= 11);
    }
}
