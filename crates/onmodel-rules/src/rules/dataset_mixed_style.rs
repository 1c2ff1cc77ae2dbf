//! `dataset-mixed-style`

use std::collections::{BTreeMap, BTreeSet};

use onmodel_caption::{GroupId, Span};

use crate::coverage::first_naming;
use crate::{Draft, Facts, Out, Place, Rule, Severity, declare_rule};

declare_rule! {
    /// The captions name more than one medium.
    ///
    /// ## What it checks
    /// Whether some captions call their picture a photo, others anime, a painting, a 3D render. Two
    /// media in one caption ("3d render, cartoon") are one style.
    ///
    /// ## Why it matters
    /// A character learnt in two styles comes out in a blend of both, unless that is what you want
    /// and every caption says which it is.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "1.png"
    /// caption = "krstl, standing, anime style"
    /// [[image]]
    /// file = "2.png"
    /// caption = "krstl, sitting, oil painting"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "1.png"
    /// caption = "krstl, standing, anime style"
    /// [[image]]
    /// file = "2.png"
    /// caption = "krstl, sitting, anime style"
    /// ```
    ///
    /// ## How to fix
    /// Correct the captions that are wrong; else keep the pictures of one style.
    pub struct DatasetMixedStyle = "dataset-mixed-style" {
        scope: Dataset,
        level: Some(Severity::Warning),
        fix: None,
        part: Captions,
    }
}

/// The category of styles.
const STYLE: &str = "style";
/// The axis of media, and two of them that go together: 3D anime is a style of its own.
const MEDIUM: &str = "style.medium";
const TOGETHER: [&str; 2] = ["anime", "render-3d"];

impl Rule for DatasetMixedStyle {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        let media = media(facts);
        if media.len() < 2 || !differ(&media) {
            return;
        }
        let vocabulary = &facts.context.vocabulary;
        let mut by_count: Vec<_> = media.into_iter().collect();
        by_count.sort_by_key(|(id, places)| (std::cmp::Reverse(places.len()), *id));
        let go_together =
            by_count.iter().all(|(id, _)| TOGETHER.contains(&vocabulary.group(*id).id.as_str()));
        let words: Vec<String> = by_count
            .iter()
            .filter_map(|(id, places)| {
                Some(format!("{} ({})", vocabulary.group(*id).phrases.first()?, places.len()))
            })
            .collect();
        let mut draft =
            Draft::set(format!("the captions name several media: {}", words.join(", ")))
                .consequence("the model learns a blend of them")
                .severity(if go_together { Severity::Hint } else { Severity::Warning });
        for (caption, span) in by_count.into_iter().skip(1).flat_map(|(_, places)| places) {
            let word = span.of(facts.caption(caption).text());
            draft = draft.related(Place::Caption(caption, Some(span)), format!("names \"{word}\""));
        }
        out.push(draft);
    }
}

/// Whether two captions name different media: "a 3d render of a cartoon boy" names two that are one
/// style, in every caption of its set.
fn differ(media: &BTreeMap<GroupId, Vec<(usize, Span)>>) -> bool {
    let mut by_caption: BTreeMap<usize, BTreeSet<GroupId>> = BTreeMap::new();
    for (id, places) in media {
        for (caption, _) in places {
            by_caption.entry(*caption).or_default().insert(*id);
        }
    }
    let distinct: BTreeSet<BTreeSet<GroupId>> = by_caption.into_values().collect();
    distinct.iter().any(|one| distinct.iter().any(|other| one.is_disjoint(other)))
}

/// Each medium named, with the first place of each caption that names it.
fn media(facts: &Facts) -> BTreeMap<GroupId, Vec<(usize, Span)>> {
    let vocabulary = &facts.context.vocabulary;
    let coverage = facts.coverage();
    let style = vocabulary.category(STYLE).map(|(index, _)| index);
    let groups = style.into_iter().flat_map(|style| vocabulary.groups_of(style));
    let named =
        groups.filter(|(id, _)| coverage.group(*id) > 0 && vocabulary.axis_of(*id).id == MEDIUM);
    let places = |group: GroupId| -> Vec<(usize, Span)> {
        let captions = coverage.naming(group).iter();
        let place = |&index: &usize| Some((index, first_naming(&facts.captions[index], group)?));
        captions.filter_map(place).collect()
    };
    named.map(|(id, _)| (id, places(id))).collect()
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn the_captions_of_the_rarer_medium_are_named() {
        let captions = ["anime style", "anime", "oil painting", "not a photo"];
        let image = |(number, caption): (usize, &str)| {
            format!("[[image]]\nfile = \"{number}.png\"\ncaption = \"krstl, {caption}\"\n")
        };
        let set: String = captions.into_iter().enumerate().map(image).collect();
        expect![[r#"
            warning set: the captions name several media: anime (2), oil painting (1)
              = the model learns a blend of them
              + set/2.txt: names "oil painting"
        "#]]
        .assert_eq(&check("dataset-mixed-style", &set));
    }
}
