//! Where tags begin and end.

use crate::Span;

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
/// comma, because no trainer looks for one.
pub(super) fn split(text: &str) -> Vec<Tag> {
    let bytes = text.as_bytes();
    let mut tags = Vec::new();
    let (mut start, mut line) = (0, 0);
    for (at, &byte) in bytes.iter().enumerate() {
        let follows_return = byte == b'\n' && at > 0 && bytes.get(at - 1) == Some(&b'\r');
        if follows_return {
            start = at + 1;
        } else if matches!(byte, b',' | b'\n' | b'\r') {
            tags.push(tag(text, Span::new(start, at), line));
            start = at + 1;
            line += u32::from(byte != b',');
        }
    }
    tags.push(tag(text, Span::new(start, text.len()), line));
    tags
}

fn tag(text: &str, slot: Span, line: u32) -> Tag {
    Tag { span: trimmed(text, slot), slot, line }
}

/// `span` without the white space at its ends.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = span.start + (inner.len() - inner.trim_start().len());
    Span::new(start, start + inner.trim().len())
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
