//! Putting edits into a text.

use std::fmt;

use super::TextEdit;
use crate::Span;

/// Why edits were refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditError {
    /// Two edits touch the same bytes, or insert at the same place.
    Overlap {
        /// The earlier one.
        first: Span,
        /// The later one.
        second: Span,
    },
    /// An edit reaches past the end of the text, or ends before it begins.
    OutOfBounds {
        /// The edit's place.
        span: Span,
        /// Length of the text in bytes.
        length: usize,
    },
    /// An edit begins or ends inside a character.
    InsideCharacter {
        /// The edit's place.
        span: Span,
    },
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overlap { first, second } => write!(
                f,
                "two edits overlap (bytes {}-{} and {}-{}); apply one, then check again",
                first.start, first.end, second.start, second.end
            ),
            Self::OutOfBounds { span, length } => write!(
                f,
                "an edit of bytes {}-{} does not fit a text of {length} bytes; the text has changed, check it again",
                span.start, span.end
            ),
            Self::InsideCharacter { span } => write!(
                f,
                "an edit of bytes {}-{} would cut a character in two; the text has changed, check it again",
                span.start, span.end
            ),
        }
    }
}

impl std::error::Error for EditError {}

/// `text` with `edits` made, in whatever order they are given.
///
/// An edit given twice is made once. Two different insertions at one place are an overlap, since
/// nothing says which comes first; an insertion at the edge of a replaced span is not.
///
/// # Errors
/// When an edit does not fit the text or two of them overlap: then none is made.
pub fn apply(text: &str, edits: &[TextEdit]) -> Result<String, EditError> {
    let mut sorted: Vec<&TextEdit> = edits.iter().collect();
    sorted.sort();
    sorted.dedup();
    for edit in &sorted {
        check(text, edit.span)?;
    }
    if let Some(pair) = sorted.windows(2).find(|pair| conflict(pair[0].span, pair[1].span)) {
        return Err(EditError::Overlap { first: pair[0].span, second: pair[1].span });
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in sorted {
        out.push_str(&text[at..edit.span.start]);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(&text[at..]);
    Ok(out)
}

fn check(text: &str, span: Span) -> Result<(), EditError> {
    if span.start > span.end || span.end > text.len() {
        return Err(EditError::OutOfBounds { span, length: text.len() });
    }
    let whole = text.is_char_boundary(span.start) && text.is_char_boundary(span.end);
    if whole { Ok(()) } else { Err(EditError::InsideCharacter { span }) }
}

/// Whether two edits, `a` sorted before `b`, want the same bytes or the same place.
fn conflict(a: Span, b: Span) -> bool {
    b.start < a.end || a == b
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edit(start: usize, end: usize, text: &str) -> TextEdit {
        TextEdit::replace(Span::new(start, end), text)
    }

    #[test]
    fn edits_are_made_in_any_order() {
        let edits = [edit(6, 11, "there"), edit(0, 0, "> "), edit(0, 5, "hi"), edit(0, 5, "hi")];
        assert_eq!(apply("hello world", &edits).unwrap(), "> hi there");
    }

    #[test]
    fn edits_that_would_corrupt_are_refused() {
        for (edits, is_expected) in [
            (vec![edit(0, 3, ""), edit(2, 4, "")], "overlap"),
            (vec![edit(1, 1, "a"), edit(1, 1, "b")], "overlap"),
            (vec![edit(0, 99, "")], "does not fit"),
            (vec![edit(3, 2, "")], "does not fit"),
            (vec![edit(5, 6, "")], "cut a character"),
        ] {
            let error = apply("abcd\u{1f600}", &edits).unwrap_err();
            assert!(error.to_string().contains(is_expected), "{error}");
        }
    }

    proptest! {
        #[test]
        fn no_byte_outside_an_edit_is_lost(text in ".{0,40}", a in 0..60usize, b in 0..60usize, c in 0..60usize, d in 0..60usize) {
            let edits = [edit(a, b, "X"), edit(c, d, "")];
            if let Ok(edited) = apply(&text, &edits) {
                let kept: usize = text.len() - edits[0].span.len() - edits[1].span.len();
                prop_assert_eq!(edited.len(), kept + 1);
                prop_assert!(edited.starts_with(&text[..a.min(c)]));
                prop_assert!(edited.ends_with(&text[b.max(d)..]));
            }
        }
    }
}
