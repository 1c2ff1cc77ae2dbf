//! The tags of a set, counted by what they tell of.

mod named;

use std::collections::{BTreeMap, BTreeSet};

use onmodel_caption::Vocabulary;
use onmodel_caption::text::normalise;

use crate::{CaptionView, Facts};
pub(crate) use named::of as of_caption;
pub use named::{NamedTag, TagKind};

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
    /// The tag in the spelling tags compare in: lower case, spaces for underscores; the trigger in it
    /// byte for byte.
    pub tag: String,
    /// How many captions have it.
    pub captions: usize,
    /// How it is written, in order.
    pub spellings: BTreeSet<String>,
}

/// Near misses named at most.
const NEAREST: usize = 3;

impl TagTable {
    /// Counts the tags of every caption of a set, orphans too.
    pub fn of(facts: &Facts) -> Self {
        let mut counts: BTreeMap<(TagKind, String), TagCount> = BTreeMap::new();
        let mut captions = 0;
        for view in facts.all_captions() {
            captions += 1;
            let mut seen = BTreeSet::new();
            for NamedTag { kind, span, key } in view.tags() {
                let count = counts.entry((*kind, key.to_string())).or_insert_with(|| TagCount {
                    tag: shown(&view, *kind, key),
                    captions: 0,
                    spellings: BTreeSet::new(),
                });
                count.spellings.insert(span.of(view.text()).to_owned());
                count.captions += usize::from(seen.insert((*kind, key)));
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

/// A tag as it is shown: the trigger in it as it is declared.
fn shown(view: &CaptionView<'_>, kind: TagKind, key: &str) -> String {
    match &view.fact.trigger {
        Some(found) if kind == TagKind::Trigger => {
            let trigger = found.trigger.text();
            key.replacen(&normalise(trigger), trigger, 1)
        }
        _ => key.to_owned(),
    }
}

/// How far a tag is from the one wanted; `None` when it is another word.
fn distance(wanted: &str, tag: &str) -> Option<usize> {
    let shares_words = format!(" {tag} ").contains(&format!(" {wanted} "));
    let edits = strsim::osa_distance(wanted, tag);
    let allowed = (wanted.chars().count() / 3).max(1);
    if shares_words { Some(0) } else { (edits <= allowed).then_some(edits) }
}

fn sections(
    counts: BTreeMap<(TagKind, String), TagCount>,
    vocabulary: &Vocabulary,
) -> Vec<Section> {
    let mut by_kind: BTreeMap<TagKind, Vec<TagCount>> = BTreeMap::new();
    for ((kind, _), count) in counts {
        by_kind.entry(kind).or_default().push(count);
    }
    let section = |(kind, mut tags): (TagKind, Vec<TagCount>)| {
        tags.sort_by_key(|count| std::cmp::Reverse(count.captions));
        let (id, title) = match kind {
            TagKind::Trigger => ("trigger", "Trigger"),
            TagKind::Identity => ("identity", "Identity"),
            TagKind::Other => ("other", "Other"),
            TagKind::Trait(index) => {
                let category = vocabulary.categories().get(index)?;
                (category.id.as_str(), category.title.as_str())
            }
        };
        Some(Section { id: id.to_owned(), title: title.to_owned(), tags })
    };
    by_kind.into_iter().filter_map(section).collect()
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

    fn told(table: &TagTable) -> Vec<String> {
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
            told(&table),
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
    fn the_trigger_is_shown_as_it_is_declared() {
        let set = "[dataset]\ntrigger = \"Aoi_chr\"\n[[image]]\nfile = \"1.png\"\n\
                   caption = \"Aoi_chr, Aoi_chr's Red_Hat, long_hair\"\n";
        let table = TagTable::of(&crate::fixture::facts(set));
        let text = told(&table).join("; ");
        assert_eq!(text, "trigger: Aoi_chr 1, Aoi_chr's red hat 1; identity: long hair 1");
    }

    #[test]
    fn of_sentences_the_phrases_count_that_name_something() {
        let table = table(&["A woman called krstl is standing in a park. She has red hair."]);
        let text = told(&table).join("; ");
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
