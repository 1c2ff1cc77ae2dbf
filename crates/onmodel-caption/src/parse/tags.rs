//! Where tags begin and end.

use crate::{Span, text::is_unseen};

/// One comma- or line-separated piece of a caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The piece without the white space around it; empty for an empty piece (`a,,b`).
    pub span: Span,
    /// From just after the separator before it to just before the one after it.
    pub slot: Span,
    /// Which line (from zero) it stands on.
    pub line: u32,
}

/// Splits at every comma and line end (LF, CRLF, lone CR): a parenthesis does not protect a
/// comma, because no trainer looks for one. A full-width comma is a comma to whoever wrote it, and
/// what it hides from a trainer is a fault of its own.
pub(super) fn split(text: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let (mut start, mut line) = (0, 0);
    for (at, c) in text.match_indices(|c| is_comma(c) || matches!(c, '\n' | '\r')) {
        let follows_return = c == "\n" && text[..at].ends_with('\r');
        if !follows_return {
            tags.push(tag(text, Span::new(start, at), line));
            line += u32::from(matches!(c, "\n" | "\r"));
        }
        start = at + c.len();
    }
    tags.push(tag(text, Span::new(start, text.len()), line));
    tags
}

/// Whether the character parts tags: a comma, full-width too.
pub(crate) fn is_comma(c: char) -> bool {
    matches!(c, ',' | '\u{ff0c}')
}

fn tag(text: &str, slot: Span, line: u32) -> Tag {
    Tag { span: trimmed(text, slot), slot, line }
}

/// `span` without the white space at its ends, and without what nobody sees there.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let is_blank = |c: char| c.is_whitespace() || is_unseen(c);
    let inner = span.of(text);
    let start = span.start + (inner.len() - inner.trim_start_matches(is_blank).len());
    Span::new(start, start + inner.trim_matches(is_blank).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(&str, u32)> {
        split(text).iter().map(|tag| (tag.span.of(text), tag.line)).collect()
    }

    #[test]
    fn a_tag_ends_at_a_comma_or_a_line_end() {
        assert_eq!(of("a, b\r\nc\rd\ne"), [("a", 0), ("b", 0), ("c", 1), ("d", 2), ("e", 3)]);
        assert_eq!(of("a\u{ff0c}b"), [("a", 0), ("b", 0)]);
        assert_eq!(of("a,,b,"), [("a", 0), ("", 0), ("b", 0), ("", 0)]);
        assert_eq!(of(""), [("", 0)]);
    }

    #[test]
    fn emoticons_and_parentheses_stay_in_their_tag() {
        assert_eq!(
            of("^_^, hair_\\(long\\) , :("),
            [("^_^", 0), ("hair_\\(long\\)", 0), (":(", 0)]
        );
    }
}
