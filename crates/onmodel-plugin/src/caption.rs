//! A caption's text, its tags, and how to change them.

use crate::{Edit, Span};

/// A caption's whole text.
#[derive(Debug, Clone, Copy)]
pub struct Caption<'a> {
    text: &'a str,
}

impl<'a> Caption<'a> {
    /// The caption that says `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text }
    }

    /// Its text.
    pub fn text(self) -> &'a str {
        self.text
    }

    /// Its tags, in order: what stands between commas and line ends, without the blanks round it.
    /// Pieces of blanks alone are left out.
    pub fn tags(self) -> impl Iterator<Item = Tag<'a>> {
        pieces(self.text).filter(|tag| !tag.span.is_empty())
    }

    /// The tag of this name, as [`Tag::is`] sees it.
    pub fn find(self, name: &str) -> Option<Tag<'a>> {
        self.tags().find(|tag| tag.is(name))
    }

    /// The edit that puts a tag after the last.
    pub fn append(self, tag: &str) -> Edit {
        self.tags().last().map_or_else(
            || Edit::insert(0, tag),
            |last| Edit::insert(last.span.end, format!(", {tag}")),
        )
    }

    /// The edit that puts a tag before the first.
    pub fn prepend(self, tag: &str) -> Edit {
        self.tags().next().map_or_else(
            || Edit::insert(0, tag),
            |first| Edit::insert(first.span.start, format!("{tag}, ")),
        )
    }
}

/// One tag of a caption.
#[derive(Debug, Clone, Copy)]
pub struct Tag<'a> {
    caption: &'a str,
    span: Span,
    /// From just after the separator before it to just before the one after it.
    slot: Span,
}

impl<'a> Tag<'a> {
    /// Its text, without the blanks round it.
    pub fn text(&self) -> &'a str {
        self.span.of(self.caption)
    }

    /// Where that text stands in the caption.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Whether it is the tag called `name`: capitals do not matter, and `long_hair` is `long hair`.
    pub fn is(&self, name: &str) -> bool {
        let plain = |c: char| if c == '_' { ' ' } else { c };
        let lower = |text: &'a str| text.chars().flat_map(char::to_lowercase).map(plain);
        lower(self.text()).eq(name.trim().chars().flat_map(char::to_lowercase).map(plain))
    }

    /// The edit that takes it out with one comma: the one before it, or for the first tag of a line
    /// the one after it. A line that holds nothing else goes with its line end.
    pub fn remove(&self) -> Edit {
        let (before, after) = (&self.caption[..self.slot.start], &self.caption[self.slot.end..]);
        if let Some(rest) = before.strip_suffix(is_comma) {
            Edit::remove(rest.trim_end_matches(is_blank).len()..self.span.end)
        } else if let Some(comma) = after.chars().next().filter(|c| is_comma(*c)) {
            let rest = &after[comma.len_utf8()..];
            let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
            Edit::remove(self.span.start..self.slot.end + comma.len_utf8() + blanks)
        } else if let Some(length) = line_end(after) {
            Edit::remove(self.slot.start..self.slot.end + length)
        } else {
            let kept = before.strip_suffix('\n').unwrap_or(before);
            Edit::remove(kept.strip_suffix('\r').unwrap_or(kept).len()..self.slot.end)
        }
    }

    /// The edit that puts another tag in its place.
    pub fn replace(&self, text: &str) -> Edit {
        Edit::replace(self.span, text)
    }
}

/// The pieces between commas and line ends, empty ones too.
fn pieces(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = &text[start..];
        let end = rest.find(|c| is_comma(c) || is_line_end(c));
        let slot = Span::new(start, end.map_or(text.len(), |at| start + at));
        next = end.map(|at| {
            let after = &rest[at..];
            let separator = after.chars().next().map_or(0, char::len_utf8);
            start + at + line_end(after).unwrap_or(separator)
        });
        Some(Tag { caption: text, span: trimmed(text, slot), slot })
    })
}

fn trimmed(text: &str, slot: Span) -> Span {
    let inner = slot.of(text);
    let start = slot.start + inner.len() - inner.trim_start_matches(is_blank).len();
    Span::new(start, start + inner.trim_matches(is_blank).len())
}

/// A comma, full-width too: onmodel parts tags there.
fn is_comma(c: char) -> bool {
    matches!(c, ',' | '\u{ff0c}')
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

/// White space within a line.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !is_line_end(c)
}

/// Bytes of the line end that `text` begins with.
fn line_end(text: &str) -> Option<usize> {
    if text.starts_with("\r\n") { Some(2) } else { text.starts_with(is_line_end).then_some(1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::apply;

    fn tags(text: &str) -> Vec<&str> {
        Caption::new(text).tags().map(|tag| tag.text()).collect()
    }

    #[test]
    fn a_tag_ends_at_a_comma_or_a_line_end() {
        assert_eq!(tags("a, b ,c"), ["a", "b", "c"]);
        assert_eq!(tags("a\r\nb\rc\n\nd，e"), ["a", "b", "c", "d", "e"]);
        assert_eq!(tags(" , ,\n"), [""; 0]);
        assert_eq!(tags(""), [""; 0]);
    }

    #[test]
    fn a_tag_goes_with_one_comma() {
        for (text, tag, expected) in [
            ("a, b, c", "a", "b, c"),
            ("a, b, c", "b", "a, c"),
            ("a, b, c", "c", "a, b"),
            ("  a ,b", "a", "  b"),
            ("a,b,c,", "c", "a,b,"),
            ("a", "a", ""),
            (", a", "a", ""),
            ("a,, b", "b", "a,"),
            ("a, b,\r\nc\r\n", "c", "a, b,\r\n"),
            ("a\r\nb\r\nc", "b", "a\r\nc"),
            ("a\nb", "b", "a"),
            ("é，b", "b", "é"),
        ] {
            let caption = Caption::new(text);
            let edit = caption.find(tag).map(|tag| tag.remove()).expect("the tag");
            assert_eq!(apply(text, &[edit]), expected, "{tag} out of {text:?}");
        }
    }

    #[test]
    fn capitals_and_underscores_do_not_matter() {
        let is = |text, name| Caption::new(text).find(name).is_some();
        assert!(is("x, Long_Hair", "long hair") && is("ÉCLAIR", "éclair"));
        assert!(!is("long hair ribbon", "long hair"));
    }

    #[test]
    fn tags_are_put_at_the_ends() {
        for (text, first, last) in
            [("a, b\n", "x, a, b\n", "a, b, x\n"), ("", "x", "x"), ("a,", "x, a,", "a, x,")]
        {
            assert_eq!(apply(text, &[Caption::new(text).prepend("x")]), first);
            assert_eq!(apply(text, &[Caption::new(text).append("x")]), last);
        }
    }
}
