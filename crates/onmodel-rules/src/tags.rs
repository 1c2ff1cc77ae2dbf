//! The tags of a set, counted by what they tell of.

use std::collections::{BTreeMap, BTreeSet};

use onmodel_caption::text::normalise;
use onmodel_caption::{Caption, Span, Style, Vocabulary, style_of};

use crate::{CaptionView, Facts};

/// Every tag of a set's captions by category. A tag counts once for each caption that has it; of a
/// caption written in sentences the phrases count that name a trait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagTable {
    /// How many captions the set has.
    pub captions: usize,
    /// The trigger, the identity, the categories of traits and the rest, as far as there are tags.
    pub sections: Vec<Section>,
}

/// The tags of one category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// `trigger`, `identity`, a category of traits (`pose`) or `other`.
    pub id: String,
    /// `Pose`
    pub title: String,
    /// The tags, the most frequent first.
    pub tags: Vec<TagCount>,
}

/// One tag, however it is spelt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagCount {
    /// The tag in the spelling tags compare in: lower case, spaces for underscores.
    pub tag: String,
    /// How many captions have it.
    pub captions: usize,
    /// How it is written, in order.
    pub spellings: BTreeSet<String>,
}

/// Where a tag belongs; the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Trigger,
    Identity,
    /// Index of the category.
    Trait(usize),
    Other,
}

/// Near misses named at most.
const NEAREST: usize = 3;

impl TagTable {
    /// Counts the tags of every caption of a set, orphans too.
    pub fn of(facts: &Facts) -> Self {
        let mut counts: BTreeMap<(Kind, String), TagCount> = BTreeMap::new();
        let mut captions = 0;
        for view in facts.all_captions() {
            captions += 1;
            let mut seen = BTreeSet::new();
            for (kind, span) in tags_of(view) {
                let written = span.of(view.text());
                let tag = normalise(written);
                let count = counts.entry((kind, tag.clone())).or_insert_with(|| TagCount {
                    tag: tag.clone(),
                    captions: 0,
                    spellings: BTreeSet::new(),
                });
                count.spellings.insert(written.to_owned());
                count.captions += usize::from(seen.insert((kind, tag)));
            }
        }
        Self { captions, sections: sections(counts, &facts.context.vocabulary) }
    }

    /// How many different tags there are.
    pub fn distinct(&self) -> usize {
        self.sections.iter().map(|section| section.tags.len()).sum()
    }

    /// The tags a mistyped or shortened `tag` may mean, the likeliest first: those it is a part of,
    /// then those a few letters away.
    pub fn nearest(&self, tag: &str) -> Vec<&str> {
        let wanted = normalise(tag);
        let tags = self.sections.iter().flat_map(|section| &section.tags);
        let mut near: Vec<_> =
            tags.filter_map(|count| Some((distance(&wanted, &count.tag)?, count))).collect();
        near.sort_by_key(|(distance, count)| (*distance, std::cmp::Reverse(count.captions)));
        near.into_iter().take(NEAREST).map(|(_, count)| count.tag.as_str()).collect()
    }
}

/// How far a tag is from the one wanted; `None` when it is another word.
fn distance(wanted: &str, tag: &str) -> Option<usize> {
    let shares_words = format!(" {tag} ").contains(&format!(" {wanted} "));
    let edits = strsim::osa_distance(wanted, tag);
    let allowed = (wanted.chars().count() / 3).max(1);
    if shares_words { Some(0) } else { (edits <= allowed).then_some(edits) }
}

fn sections(counts: BTreeMap<(Kind, String), TagCount>, vocabulary: &Vocabulary) -> Vec<Section> {
    let mut by_kind: BTreeMap<Kind, Vec<TagCount>> = BTreeMap::new();
    for ((kind, _), count) in counts {
        by_kind.entry(kind).or_default().push(count);
    }
    let section = |(kind, mut tags): (Kind, Vec<TagCount>)| {
        tags.sort_by_key(|count| std::cmp::Reverse(count.captions));
        let (id, title) = match kind {
            Kind::Trigger => ("trigger", "Trigger"),
            Kind::Identity => ("identity", "Identity"),
            Kind::Other => ("other", "Other"),
            Kind::Trait(index) => {
                let category = vocabulary.categories().get(index)?;
                (category.id.as_str(), category.title.as_str())
            }
        };
        Some(Section { id: id.to_owned(), title: title.to_owned(), tags })
    };
    by_kind.into_iter().filter_map(section).collect()
}

/// The tags of one caption and where they stand.
fn tags_of(view: CaptionView<'_>) -> Vec<(Kind, Span)> {
    let caption = view.caption();
    let named = Named::of(view);
    if caption.style() == Style::Tags {
        return named.tags(caption, Span::new(0, caption.text().len()));
    }
    let sentences = caption.sentences().iter();
    sentences
        .flat_map(|sentence| match style_of(sentence.span.of(caption.text())) {
            Style::Tags => named.tags(caption, sentence.span),
            _ => named.phrases(sentence.span),
        })
        .collect()
}

/// What a caption names, and where; the most telling first.
struct Named(Vec<(Kind, Span)>);

impl Named {
    fn of(view: CaptionView<'_>) -> Self {
        let vocabulary = &view.context.vocabulary;
        let uses = view.fact.trigger.iter().flat_map(|found| &found.used.exact);
        let mut named: Vec<_> = uses.map(|span| (Kind::Trigger, *span)).collect();
        let identity = vocabulary.identity(view.caption());
        let (declared, usual): (Vec<_>, Vec<_>) =
            identity.into_iter().partition(|found| found.declared);
        named.extend(declared.iter().map(|found| (Kind::Identity, found.span)));
        let traits = view.fact.traits.iter();
        named.extend(
            traits.map(|found| (Kind::Trait(vocabulary.category_of(found.group)), found.span)),
        );
        named.extend(usual.iter().map(|found| (Kind::Identity, found.span)));
        Self(named)
    }

    /// The tags within `part`, each under the most telling thing it names.
    fn tags(&self, caption: &Caption, part: Span) -> Vec<(Kind, Span)> {
        let tags = caption.tags().iter().filter(|tag| part.contains(tag.span));
        tags.map(|tag| {
            let text = tag.span.of(caption.text());
            let stop = usize::from(text.len() > 1 && text.ends_with('.'));
            let span = Span::new(tag.span.start, tag.span.end - stop);
            let kind = self.0.iter().find(|(_, named)| span.contains(*named));
            (kind.map_or(Kind::Other, |(kind, _)| *kind), span)
        })
        .filter(|(_, span)| !normalise(span.of(caption.text())).is_empty())
        .collect()
    }

    /// The phrases within `part` that name something.
    fn phrases(&self, part: Span) -> Vec<(Kind, Span)> {
        self.0.iter().filter(|(_, span)| part.contains(*span)).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "[dataset]\ntrigger = \"krstl\"\n[traits]\nidentity = [\"blue jacket\"]\n";

    fn table(captions: &[&str]) -> TagTable {
        let images = captions.iter().enumerate().map(|(index, caption)| {
            format!("[[image]]\nfile = \"{index:02}.png\"\ncaption = \"{caption}\"\n")
        });
        TagTable::of(&crate::fixture::facts(&format!("{HEAD}{}", images.collect::<String>())))
    }

    fn shown(table: &TagTable) -> Vec<String> {
        let section = |section: &Section| {
            let tags = section.tags.iter().map(|count| format!("{} {}", count.tag, count.captions));
            format!("{}: {}", section.id, tags.collect::<Vec<_>>().join(", "))
        };
        table.sections.iter().map(section).collect()
    }

    #[test]
    fn tags_are_counted_by_what_they_tell_of() {
        let table = table(&[
            "krstl woman, blue jacket, red hair, standing, standing, zorp",
            "krstl woman, Blue_Jacket, sitting, a park.",
            "krstl woman, standing",
        ]);
        assert_eq!(
            shown(&table),
            [
                "trigger: krstl woman 3",
                "identity: blue jacket 2, red hair 1",
                "pose: standing 2, sitting 1",
                "background: a park 1",
                "other: zorp 1"
            ]
        );
        let spellings = &table.sections[1].tags[0].spellings;
        assert_eq!(spellings.iter().collect::<Vec<_>>(), ["Blue_Jacket", "blue jacket"]);
    }

    #[test]
    fn of_sentences_the_phrases_count_that_name_something() {
        let table = table(&["A woman called krstl is standing in a park. She has red hair."]);
        let text = shown(&table).join("; ");
        assert!(text.contains("trigger: krstl 1") && text.contains("pose: standing 1"), "{text}");
        assert!(!text.contains("other"), "{text}");
    }

    #[test]
    fn what_was_meant_is_proposed() {
        let table = table(&["krstl, blue jacket, standing, smiling", "krstl, smiling"]);
        assert_eq!(table.nearest("jacket"), ["blue jacket"]);
        assert_eq!(table.nearest("smilling"), ["smiling"]);
        assert_eq!(table.nearest("elephant"), [""; 0]);
    }
}
