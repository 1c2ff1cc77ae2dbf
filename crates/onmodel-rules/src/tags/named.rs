//! The tags of one caption, each with what it tells of.

use onmodel_caption::text::normalise;
use onmodel_caption::{Caption, Span, Style, Vocabulary, style_of};

use crate::CaptionFact;

/// What a tag tells of; the order in which tags are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TagKind {
    /// The trigger.
    Trigger,
    /// What never changes about the character.
    Identity,
    /// A trait: the index of its category.
    Trait(usize),
    /// Nothing known.
    Other,
}

/// One tag of a caption; of sentences, one phrase that names something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedTag {
    /// What it tells of.
    pub kind: TagKind,
    /// Where it stands, without a closing full stop.
    pub span: Span,
    /// The spelling tags compare in: lower case, spaces for underscores.
    pub key: Box<str>,
}

/// The tags of one caption, in the order they stand in a tag list.
pub(crate) fn of(fact: &CaptionFact, vocabulary: &Vocabulary) -> Vec<NamedTag> {
    let caption = &fact.caption;
    let named = Named::of(fact, vocabulary);
    if caption.style() == Style::Tags {
        return named.tags(caption, Span::new(0, caption.text().len()));
    }
    let sentences = caption.sentences().iter();
    sentences
        .flat_map(|sentence| match style_of(sentence.span.of(caption.text())) {
            Style::Tags => named.tags(caption, sentence.span),
            _ => named.phrases(caption, sentence.span),
        })
        .collect()
}

/// What a caption names, and where; the most telling first.
struct Named(Vec<(TagKind, Span)>);

impl Named {
    fn of(fact: &CaptionFact, vocabulary: &Vocabulary) -> Self {
        let uses = fact.trigger.iter().flat_map(|found| &found.used.exact);
        let mut named: Vec<_> = uses.map(|span| (TagKind::Trigger, *span)).collect();
        let identity = vocabulary.identity(&fact.caption);
        let (declared, usual): (Vec<_>, Vec<_>) =
            identity.into_iter().partition(|found| found.declared);
        named.extend(declared.iter().map(|found| (TagKind::Identity, found.span)));
        let traits = fact.traits.iter();
        named.extend(
            traits.map(|found| (TagKind::Trait(vocabulary.category_of(found.group)), found.span)),
        );
        named.extend(usual.iter().map(|found| (TagKind::Identity, found.span)));
        Self(named)
    }

    /// The tags within `part`, each under the most telling thing it names.
    fn tags(&self, caption: &Caption, part: Span) -> Vec<NamedTag> {
        let tags = caption.tags().iter().filter(|tag| part.contains(tag.span));
        tags.filter_map(|tag| {
            let text = tag.span.of(caption.text());
            let stop = usize::from(text.len() > 1 && text.ends_with('.'));
            let span = Span::new(tag.span.start, tag.span.end - stop);
            let kind = self.0.iter().find(|(_, named)| span.contains(*named));
            named(caption, kind.map_or(TagKind::Other, |(kind, _)| *kind), span)
        })
        .collect()
    }

    /// The phrases within `part` that name something.
    fn phrases(&self, caption: &Caption, part: Span) -> Vec<NamedTag> {
        let within = self.0.iter().filter(|(_, span)| part.contains(*span));
        within.filter_map(|(kind, span)| named(caption, *kind, *span)).collect()
    }
}

/// A tag; `None` where nothing is left of it in the spelling tags compare in.
fn named(caption: &Caption, kind: TagKind, span: Span) -> Option<NamedTag> {
    let key = normalise(span.of(caption.text())).into_boxed_str();
    (!key.is_empty()).then_some(NamedTag { kind, span, key })
}
