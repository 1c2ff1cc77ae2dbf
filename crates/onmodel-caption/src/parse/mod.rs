//! A caption, parsed once.

mod sentences;
mod tags;

use std::sync::Arc;

pub use sentences::Sentence;
pub use tags::Tag;
pub(crate) use tags::is_comma;

use crate::{Span, Style, style, text::Normalised};

/// A caption's text with everything read from it once: tags, sentences, style.
///
/// The text has no byte order mark: whoever reads files takes it off and remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caption {
    text: Arc<str>,
    normal: Normalised,
    tags: Vec<Tag>,
    sentences: Vec<Sentence>,
    style: Style,
    /// Where names stand, in the normalised text, in order.
    names: Box<[Span]>,
}

impl Caption {
    /// Parses `text`; every text parses.
    pub fn parse(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let tags = tags::split(&text);
        let sentences = sentences::split(&text);
        let style = style::of(&text, &sentences);
        let sentences =
            if style == Style::Tags { sentences::lines(&text).collect() } else { sentences };
        Self { normal: Normalised::new(&text), text, tags, sentences, style, names: Box::default() }
    }

    /// The same caption, knowing where the character's name stands in it: those words mean nothing
    /// else, so that the vocabulary finds no couple in `couple_nk`.
    #[must_use]
    pub fn naming(mut self, names: impl IntoIterator<Item = Span>) -> Self {
        let forward = |at| self.normal.forward(at);
        let names = names.into_iter().map(|name| Span::new(forward(name.start), forward(name.end)));
        self.names = names.collect();
        self
    }

    /// Whether a stretch of the normalised text is part of a name.
    pub(crate) fn is_name(&self, normal: Span) -> bool {
        self.names.iter().any(|name| name.overlaps(normal))
    }

    /// The text, as given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as the vocabulary is matched against it.
    pub fn normalised(&self) -> &Normalised {
        &self.normal
    }

    /// The pieces between commas and line ends, empty ones too, in order.
    pub fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// The text of one tag.
    pub fn tag_text(&self, tag: &Tag) -> &str {
        tag.span.of(&self.text)
    }

    /// The tag whose slot holds byte `at`: the cursor's tag in an editor. Between two tags it is
    /// the one before the separator.
    pub fn tag_at(&self, at: usize) -> Option<&Tag> {
        let after = self.tags.partition_point(|tag| tag.slot.start <= at);
        after.checked_sub(1).and_then(|last| self.tags.get(last))
    }

    /// The sentences, in order; for a tag list each non-empty line is one.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Tags, prose, both or nothing.
    pub fn style(&self) -> Style {
        self.style
    }

    /// The non-blank lines, trimmed, in order. LF, CRLF and a lone CR each end a line.
    pub fn lines(&self) -> impl Iterator<Item = Span> + '_ {
        sentences::lines(&self.text).map(|line| line.span)
    }

    /// The words, in order, as [`crate::text::words`] sees them.
    pub fn words(&self) -> impl Iterator<Item = Span> + '_ {
        crate::text::words(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn slots_and_separators_are_the_whole_text(text in "[a-z ,\u{ff0c}\r\n\u{e9}.\u{1f600}]{0,50}") {
            let caption = Caption::parse(text.as_str());
            let mut at = 0;
            for tag in caption.tags() {
                prop_assert!(text[at..tag.slot.start].chars().all(|c| is_comma(c) || matches!(c, '\r' | '\n')));
                prop_assert!(tag.slot.contains(tag.span));
                let separates = |c| is_comma(c) || matches!(c, '\n' | '\r');
                prop_assert!(!tag.slot.of(&text).contains(separates));
                at = tag.slot.end;
            }
            prop_assert_eq!(at, text.len());
        }

        #[test]
        fn sentences_are_in_order_and_hold_every_word(text in "\\PC{0,60}|[A-Za-z .!?\u{2026}\"\r\n,35]{0,80}") {
            let caption = Caption::parse(text.as_str());
            let sentences = caption.sentences();
            prop_assert!(sentences.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            for word in caption.words() {
                prop_assert!(sentences.iter().any(|sentence| sentence.span.overlaps(word)), "{:?}", word.of(&text));
            }
        }
    }
}
