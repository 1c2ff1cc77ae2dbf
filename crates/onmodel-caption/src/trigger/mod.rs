//! How a caption uses the trigger: the invented word that stands for the character.
//!
//! An exact use is byte-identical and stands between word boundaries; the possessive `krstl's` is
//! exact. Everything a captioner may have meant by it but wrote otherwise is a *variant*: text
//! encoders other than CLIP tell case apart, and all of them spelling.

mod key;
mod variant;

use std::collections::BTreeSet;

pub use variant::VariantKind;

use key::Key;

use crate::{
    Caption, Span,
    text::{is_boundary, normalise},
};

/// A trigger to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    text: String,
    /// The words of it in lower case, without what joins them.
    parts: Vec<String>,
    /// What a variant is measured against.
    key: Key,
    /// Words that are no misspelling of it: normalised.
    known: BTreeSet<String>,
}

/// How one caption uses the trigger.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TriggerUse {
    /// Where it stands byte for byte, in order.
    pub exact: Vec<Span>,
    /// Where it stands in another form, in order.
    pub variants: Vec<(Span, VariantKind)>,
}

/// Where a use of the trigger stands in its caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TriggerPlace {
    /// Its first byte.
    pub start: usize,
    /// Words before it.
    pub words_before: usize,
    /// Non-empty tags before the one it stands in.
    pub tags_before: usize,
    /// Whether it is the whole of its tag.
    pub is_whole_tag: bool,
}

impl Trigger {
    /// The trigger `text`, white space around it taken off. It may be several words.
    pub fn new(text: &str) -> Self {
        let text = text.trim().to_owned();
        let parts: Vec<String> =
            variant::parts(&text).map(|span| span.of(&text).to_lowercase()).collect();
        let key = Key::new(&text, &parts);
        Self { text, parts, key, known: BTreeSet::new() }
    }

    /// The same trigger, knowing `words` that resemble it and are meant as they are: tags that
    /// many captions share, other characters' triggers.
    #[must_use]
    pub fn knowing<W: AsRef<str>>(mut self, words: impl IntoIterator<Item = W>) -> Self {
        self.known.extend(words.into_iter().map(|word| normalise(word.as_ref())));
        self
    }

    /// The trigger's text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Every use of it in `caption`.
    pub fn find(&self, caption: &Caption) -> TriggerUse {
        let exact = self.exact(caption.text());
        let variants = self.variants(caption.text(), &exact);
        TriggerUse { exact, variants }
    }

    /// Whether `text` holds the trigger byte for byte between word boundaries.
    pub fn is_in(&self, text: &str) -> bool {
        !self.exact(text).is_empty()
    }

    fn exact(&self, text: &str) -> Vec<Span> {
        if self.text.is_empty() {
            return Vec::new();
        }
        let uses =
            text.match_indices(&self.text).map(|(at, found)| Span::new(at, at + found.len()));
        uses.filter(|&span| self.stands_alone(text, span)).collect()
    }

    /// Whether `span` is bounded as a word. Where the trigger itself has underscores they join
    /// words, so that `char_v1` is not found in `char_v1_armor`.
    fn stands_alone(&self, text: &str, span: Span) -> bool {
        let joined = self.text.contains('_')
            && (text[..span.start].ends_with('_') || text[span.end..].starts_with('_'));
        !joined && is_boundary(text, span.start) && is_boundary(text, span.end)
    }
}

impl TriggerUse {
    /// The first exact use.
    pub fn first(&self) -> Option<Span> {
        self.exact.first().copied()
    }

    /// Every use in any form: the exact ones, then the others.
    pub fn in_any_form(&self) -> impl Iterator<Item = Span> + '_ {
        self.exact.iter().copied().chain(self.variants.iter().map(|(span, _)| *span))
    }

    /// The first use in any form.
    pub fn first_in_any_form(&self) -> Option<Span> {
        self.in_any_form().min()
    }

    /// Where the first use in any form stands.
    pub fn place(&self, caption: &Caption) -> Option<TriggerPlace> {
        let span = self.first_in_any_form()?;
        let tag = caption.tag_at(span.start)?;
        Some(TriggerPlace {
            start: span.start,
            words_before: caption.words().take_while(|word| word.end <= span.start).count(),
            tags_before: caption
                .tags()
                .iter()
                .take_while(|other| *other != tag)
                .filter(|t| !t.span.is_empty())
                .count(),
            is_whole_tag: tag.span == span,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(trigger: &str, text: &str) -> usize {
        Trigger::new(trigger).find(&Caption::parse(text)).exact.len()
    }

    #[test]
    fn exact_is_byte_identical_on_word_boundaries() {
        for (trigger, text, expected) in [
            ("krstl", "krstl, krstl's hat", 2),
            ("krstl", "krstls, Krstl, akrstl", 0),
            ("krstl", "krstl_woman", 1),
            ("char_v1", "char_v1_armor, char_v1", 1),
            ("krstl armor", "krstl armor set", 1),
            ("mira", "admirable", 0),
            ("", "anything", 0),
            ("krstl", "(krstl) \u{201c}krstl\u{201d}", 2),
        ] {
            assert_eq!(exact(trigger, text), expected, "{trigger:?} in {text:?}");
        }
    }

    #[test]
    fn the_place_says_what_stands_before() {
        let place = |text: &str| {
            let caption = Caption::parse(text);
            Trigger::new("krstl").find(&caption).place(&caption)
        };
        let first = place(" krstl, red hair").unwrap();
        assert_eq!(
            (first.start, first.words_before, first.tags_before, first.is_whole_tag),
            (1, 0, 0, true)
        );
        let later = place("1girl,, red hair, a close-up of krstl").unwrap();
        assert_eq!((later.words_before, later.tags_before, later.is_whole_tag), (6, 2, false));
        assert_eq!(place("red hair"), None);
    }
}
