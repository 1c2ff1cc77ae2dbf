//! The piece of a line that fits the terminal, with the marked words in it.

use onmodel_caption::Span;
use unicode_width::UnicodeWidthChar;

use crate::columns::width;
use crate::harmless;
use crate::source::Source;

/// A piece of one line, harmless to show.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// The piece; `…` stands for what is cut.
    pub(super) text: String,
    /// The bytes of it that are marked.
    pub(super) marked: Span,
}

impl Window {
    /// At most `columns` of the line in which the marked words begin. Only what is shown is looked
    /// at, so that a huge line costs no more than a short one.
    pub(super) fn around(source: Source<'_>, columns: usize) -> Self {
        let Source { text, span } = source;
        let marked = Piece::take(text[span.start..span.end].chars(), columns - columns / 4);
        let (before, after) = (&text[..span.start], &text[span.start..]);
        // The rest of the line follows the marked words only where these are shown whole.
        let after = if marked.cut { "" } else { &after[marked.bytes..] };
        let room = columns.saturating_sub(marked.columns);
        let right = Piece::take(after.chars(), room / 2);
        let left = Piece::take(before.chars().rev(), room.saturating_sub(right.columns));
        let right = Piece::take(after.chars(), room.saturating_sub(left.columns));
        let left = left.backwards();
        let start = left.len();
        let text = [left, marked.forwards(), right.forwards()];
        let end = start + text[1].len();
        Self { text: text.concat(), marked: Span::new(start, end) }
    }
}

/// Characters of one line, as shown.
struct Piece {
    /// What is shown for each.
    shown: Vec<String>,
    /// Columns they take, the `…` counted.
    columns: usize,
    /// Bytes of the text they stand for.
    bytes: usize,
    /// Whether the line goes on after them.
    cut: bool,
}

impl Piece {
    /// Characters up to the line's end, as many as fit.
    fn take(chars: impl Iterator<Item = char>, room: usize) -> Self {
        let mut piece = Self { shown: Vec::new(), columns: 0, bytes: 0, cut: false };
        for c in chars.take_while(|c| !matches!(c, '\n' | '\r')) {
            let mut shown = String::new();
            harmless::push(&mut shown, c);
            let columns = if shown.len() == c.len_utf8() { c.width() } else { None };
            let columns = columns.unwrap_or_else(|| width(&shown));
            if piece.columns + columns > room {
                piece.make_room(room);
                return piece;
            }
            piece.shown.push(shown);
            piece.columns += columns;
            piece.bytes += c.len_utf8();
        }
        piece
    }

    /// Ends in `…` within `room`.
    fn make_room(&mut self, room: usize) {
        self.cut = true;
        while self.columns + 1 > room {
            let Some(last) = self.shown.pop() else { return };
            self.columns -= width(&last).min(self.columns);
        }
        self.shown.push("…".to_owned());
        self.columns += 1;
    }

    fn forwards(&self) -> String {
        self.shown.concat()
    }

    fn backwards(&self) -> String {
        self.shown.iter().rev().map(String::as_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The window over `text` with the part between `[` and `]` marked, shown the same way.
    fn window(marked: &str, columns: usize) -> String {
        let (start, end) = (marked.find('[').unwrap(), marked.find(']').unwrap() - 1);
        let text = marked.replace(['[', ']'], "");
        let window = Window::around(Source { text: &text, span: Span::new(start, end) }, columns);
        let (at, to) = (window.marked.start, window.marked.end);
        format!("{}[{}]{}", &window.text[..at], &window.text[at..to], &window.text[to..])
    }

    #[test]
    fn the_marked_words_stay_in_sight() {
        for (text, columns, shown) in [
            ("krstl, [smile], hat", 40, "krstl, [smile], hat"),
            ("first\r\nkrstl, [smile]\r\nlast", 40, "krstl, [smile]"),
            ("a[\nb]c", 40, "a[]"),
            ("[]", 40, "[]"),
            ("0123456789 [smile] 0123456789", 16, "…6789 [smile] 012…"),
            ("[0123456789012345678901234567890]", 16, "[01234567890…]"),
            ("漢字漢字漢字[漢]漢字漢字漢字", 11, "…漢字[漢]漢…"),
            ("a\tb[\u{1b}]c", 40, "a    b[␛]c"),
            ("a[\u{200b}]b", 40, "a[<U+200B>]b"),
        ] {
            assert_eq!(window(text, columns), shown, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_window_fits_and_never_panics(
            before in "[a漢\u{301}\t\r\n👩\u{200d}, ]{0,60}",
            marked in "[a漢\u{301}\t\n👩]{0,60}",
            after in "[a漢\u{301}\t\r\n👩, ]{0,60}",
            columns in 12..80usize,
        ) {
            let text = format!("{before}{marked}{after}");
            let span = Span::new(before.len(), before.len() + marked.len());
            let window = Window::around(Source { text: &text, span }, columns);
            prop_assert!(window.marked.end <= window.text.len());
            let each: usize = window.text.chars().map(|c| c.width().unwrap_or(0)).sum();
            prop_assert!(each <= columns + 2, "{} {columns}", window.text);
        }
    }
}
