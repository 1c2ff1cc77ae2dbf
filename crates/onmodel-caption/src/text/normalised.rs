//! A text in the one spelling the vocabulary is matched in, with the way back.
//!
//! Lower case; `_` is a space, and so is a hyphen inside a word; white space is collapsed to one
//! space, or one line feed where it holds a line end; `\(` is `(`; curly quotes are straight;
//! what nobody sees is left out; Unicode is composed (NFC). Emoticons such as `^_^` keep their
//! underscores.

use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::UnicodeSegmentation;

use crate::Span;

/// Emoticons of booru sites that are spelt with an underscore or a hyphen or look as if they were,
/// in lower case. Each has an underscore.
const EMOTICONS: &[&str] = &[
    "^_^", "@_@", ">_<", "o_o", "0_0", "u_u", "x_x", "|_|", "||_||", "=_=", "+_+", "._.",
    "(o)_(o)", ">_o", "o_<", "<|>_<|>", "3_3", "6_9", "-_-", "<o>_<o>", "<>_<>", ";_;", "t_t",
    "n_n", "d_d",
];

/// A normalised text that remembers where each part of it came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Normalised {
    text: String,
    /// Units whose characters changed in length, in order; those between them kept theirs.
    changes: Vec<Change>,
}

/// One unit of the original, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Change {
    normal: Span,
    original: Span,
}

impl Normalised {
    /// Normalises `text`.
    pub fn new(text: &str) -> Self {
        let mut builder = Builder { original: text, at: 0, out: Self::default() };
        builder.out.text.reserve(text.len());
        while builder.at < text.len() {
            builder.step();
        }
        builder.out
    }

    /// The normalised text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that became `span` of the normalised text. A span that cuts a
    /// changed unit in two is widened to hold all of it.
    pub fn original(&self, span: Span) -> Span {
        Span::new(self.back(span.start, |unit| unit.start), self.back(span.end, |unit| unit.end))
    }

    fn back(&self, at: usize, inside: impl Fn(Span) -> usize) -> usize {
        let after = self.changes.partition_point(|change| change.normal.start < at);
        let Some(change) = after.checked_sub(1).and_then(|last| self.changes.get(last)) else {
            return at;
        };
        if at < change.normal.end {
            inside(change.original)
        } else {
            change.original.end + (at - change.normal.end)
        }
    }

    /// Where byte `at` of the original came to stand; a byte inside a changed unit stands at the
    /// unit's start.
    pub fn forward(&self, at: usize) -> usize {
        let after = self.changes.partition_point(|change| change.original.start < at);
        let Some(change) = after.checked_sub(1).and_then(|last| self.changes.get(last)) else {
            return at;
        };
        if at < change.original.end {
            change.normal.start
        } else {
            change.normal.end + (at - change.original.end)
        }
    }
}

/// The key by which two spellings of one tag compare equal: normalised and trimmed.
pub fn normalise(text: &str) -> String {
    let normal = Normalised::new(text);
    let trimmed = normal.text.trim();
    if trimmed.len() == normal.text.len() { normal.text } else { trimmed.to_owned() }
}

/// Walks the original once, unit by unit.
struct Builder<'a> {
    original: &'a str,
    at: usize,
    out: Normalised,
}

impl Builder<'_> {
    fn step(&mut self) {
        let rest = &self.original[self.at..];
        let Some(first) = rest.chars().next() else { return };
        if first == '\\' && (rest.starts_with("\\(") || rest.starts_with("\\)")) {
            self.put(2, &rest[1..2]);
        } else if let Some(length) = self.token_starts().then(|| emoticon(rest)).flatten() {
            let lower = rest[..length].to_lowercase();
            self.put(length, &lower);
        } else if self.is_space(first, rest) {
            self.space();
        } else if super::is_unseen(first) {
            self.put(first.len_utf8(), "");
        } else {
            self.character(first);
        }
    }

    /// Whether an emoticon could begin here: at the start, or after a separator.
    fn token_starts(&self) -> bool {
        self.before().is_none_or(|c| c == ',' || c.is_whitespace())
    }

    fn is_space(&self, c: char, rest: &str) -> bool {
        c == '_'
            || c.is_whitespace()
            || (is_hyphen(c) && self.is_inside_word(&rest[c.len_utf8()..]))
    }

    fn is_inside_word(&self, after: &str) -> bool {
        let after = after.chars().find(|&c| !super::is_unseen(c));
        self.before().is_some_and(super::is_word_char) && after.is_some_and(super::is_word_char)
    }

    /// The last character before this one that is seen.
    fn before(&self) -> Option<char> {
        self.original[..self.at].chars().rev().find(|&c| !super::is_unseen(c))
    }

    /// Takes a whole run of white space and underscores for one space, or one line feed.
    fn space(&mut self) {
        let rest = &self.original[self.at..];
        let hyphen = rest.chars().next().filter(|&c| is_hyphen(c)).map_or(0, char::len_utf8);
        let run = rest[hyphen..]
            .find(|c: char| c != '_' && !c.is_whitespace() && !super::is_unseen(c))
            .unwrap_or(rest.len() - hyphen);
        let run = &rest[..hyphen + run];
        let space = if run.contains(['\n', '\r']) { "\n" } else { " " };
        self.put(run.len(), space);
    }

    fn character(&mut self, first: char) {
        if first.is_ascii() && !self.combines_next(0) {
            self.plain_run();
            return;
        }
        let cluster = self.original[self.at..].graphemes(true).next().unwrap_or_default();
        let plain = straight_quote(first).filter(|_| cluster.len() == first.len_utf8());
        match plain {
            Some(quote) => self.put(cluster.len(), quote),
            None => self.put(cluster.len(), &folded(cluster)),
        }
    }

    /// Takes one ASCII character and the letters and digits right after it, which only lose their
    /// capitals.
    fn plain_run(&mut self) {
        let rest = &self.original.as_bytes()[self.at + 1..];
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let is_alone = letters == 0 || !self.combines_next(letters);
        let end = self.at + letters + usize::from(is_alone);
        let from = self.out.text.len();
        self.out.text.push_str(&self.original[self.at..end]);
        self.out.text[from..].make_ascii_lowercase();
        self.at = end;
    }

    /// Whether the byte `ahead` of this one is followed by one that is not ASCII, and so might have
    /// a mark upon it.
    fn combines_next(&self, ahead: usize) -> bool {
        self.original.as_bytes().get(self.at + ahead + 1).is_some_and(|byte| !byte.is_ascii())
    }

    fn put(&mut self, taken: usize, given: &str) {
        let normal = Span::new(self.out.text.len(), self.out.text.len() + given.len());
        let original = Span::new(self.at, self.at + taken);
        let is_same_shape = original
            .of(self.original)
            .chars()
            .map(char::len_utf8)
            .eq(given.chars().map(char::len_utf8));
        self.out.text.push_str(given);
        self.at += taken;
        if !is_same_shape {
            self.out.changes.push(Change { normal, original });
        }
    }
}

/// Lower case and composed.
fn folded(cluster: &str) -> String {
    let lower = cluster.to_lowercase();
    if is_nfc(&lower) { lower } else { lower.nfc().collect() }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn straight_quote(c: char) -> Option<&'static str> {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' => Some("'"),
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' => Some("\""),
        _ => None,
    }
}

/// Length of the emoticon that `rest` begins with, when nothing else belongs to the same token.
fn emoticon(rest: &str) -> Option<usize> {
    const LONGEST: usize = 7;
    let ends = |c: char| c == ',' || c.is_whitespace() || super::is_unseen(c);
    let mut near = rest.char_indices().take(LONGEST + 1);
    let end = near.find(|&(_, c)| ends(c)).map_or(rest.len(), |(at, _)| at);
    let token = &rest[..end];
    let may_be = token.len() <= LONGEST && token.contains('_');
    (may_be && EMOTICONS.iter().any(|known| known.eq_ignore_ascii_case(token))).then_some(end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_spelling_for_one_thing() {
        for (written, expected) in [
            ("Close-up", "close up"),
            ("close_up", "close up"),
            ("  close   up ", "close up"),
            ("hair_\\(red\\)", "hair (red)"),
            ("cafe\u{301}", "caf\u{e9}"),
            ("bird\u{2019}s-eye view", "bird's eye view"),
            ("^_^", "^_^"),
            ("O_O", "o_o"),
            ("standing - smiling", "standing - smiling"),
            ("a\r\n b", "a\nb"),
            ("wide\u{a0}shot", "wide shot"),
            ("\u{200b}wi\u{ad}de shot", "wide shot"),
            ("close\u{200b}-\u{200b}up, \u{200b}^_^", "close up, ^_^"),
            ("", ""),
        ] {
            assert_eq!(normalise(written), expected, "{written:?}");
        }
    }

    #[test]
    fn a_match_leads_back_to_the_bytes_it_came_from() {
        // Composition only reorders these two marks, and each has another length.
        let reordered = Normalised::new("\u{e48}\u{16af0}");
        assert_eq!(reordered.original(Span::new(0, 4)), Span::new(0, 7));
        let written = "a cafe\u{301} \\(old\\),  close_up";
        let normal = Normalised::new(written);
        for (word, original) in
            [("caf\u{e9}", "cafe\u{301}"), ("(old)", "\\(old\\)"), ("close up", "close_up")]
        {
            let start = normal.text().find(word).unwrap();
            let span = normal.original(Span::new(start, start + word.len()));
            assert_eq!(span.of(written), original);
            assert_eq!(normal.forward(span.start), start);
        }
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(text in ".{0,60}") {
            let once = normalise(&text);
            prop_assert_eq!(normalise(&once), once);
        }

        #[test]
        fn every_place_leads_back_to_a_boundary(text in "\\PC{0,40}|[a-zA-Z_ \\-,\\\\()\u{301}\u{2019}\u{130}\r\n]{0,40}") {
            let normal = Normalised::new(&text);
            prop_assert_eq!(normal.original(Span::new(0, normal.text().len())), Span::new(0, text.len()));
            for (at, c) in normal.text().char_indices() {
                let span = normal.original(Span::new(at, at + c.len_utf8()));
                prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
                prop_assert!(span.start < span.end);
            }
        }
    }
}
