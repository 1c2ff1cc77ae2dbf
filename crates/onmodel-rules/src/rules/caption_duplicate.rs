//! `caption-duplicate`

mod near;

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::index::{CaptionIndex, Sharing};
use crate::{CaptionView, Context, Draft, Facts, Out, Place, Rule, Severity, declare_rule};

declare_rule! {
    /// Different pictures have the same caption.
    ///
    /// ## What it checks
    /// Captions that say the same, whatever their trigger, case, commas and the order of tags.
    /// Pictures that look alike may share a caption, and a caption of the trigger alone is
    /// `caption-empty`'s business. Long captions (eight tags, twenty words) that differ in a single tag
    /// or word are a hint, where they name the same traits and the pictures clearly differ.
    ///
    /// ## Why it matters
    /// What differs between the pictures has no words, so the model ties all of it to the trigger:
    /// the same words ask for two things.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, standing, outdoors"
    /// [[image]]
    /// file = "02.png"
    /// caption = "krstl, outdoors, standing"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, standing, outdoors"
    /// [[image]]
    /// file = "02.png"
    /// caption = "krstl, sitting, outdoors"
    /// ```
    ///
    /// ## How to fix
    /// Name in each caption what only that picture shows.
    pub struct CaptionDuplicate = "caption-duplicate" {
        scope: Dataset,
        level: Some(Severity::Warning),
        fix: None,
        part: Captions,
    }
}

/// How many of the others are shown as places.
const SHOWN: usize = 8;

impl Rule for CaptionDuplicate {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        let mut told = BTreeSet::new();
        for group in facts.index::<Gists>().0.groups() {
            let captions = of_distinct_pictures(facts, group);
            if captions.len() > 1 {
                for &own in &captions {
                    out.push(draft(facts, own, &captions));
                }
                told.extend(captions);
            }
        }
        near::report(facts, &told, out);
    }
}

/// The captions that say the same beside the same trigger.
#[derive(Default)]
struct Gists(Sharing);

impl CaptionIndex for Gists {
    fn empty(_: &Context) -> Self {
        Self::default()
    }

    fn add(&mut self, caption: &CaptionView<'_>) {
        if let Some(key) = key(caption) {
            self.0.add(key, caption.index);
        }
    }

    fn remove(&mut self, caption: &CaptionView<'_>) {
        if let Some(key) = key(caption) {
            self.0.remove(key, caption.index);
        }
    }
}

fn key(caption: &CaptionView<'_>) -> Option<u64> {
    let trigger = caption.fact.trigger.as_ref().map(|found| found.trigger.text());
    let mut hasher = DefaultHasher::new();
    (caption.fact.gist()?, trigger).hash(&mut hasher);
    Some(hasher.finish())
}

/// The first caption of each picture; those of unreadable images tell of none.
fn of_distinct_pictures(facts: &Facts, mut captions: Vec<usize>) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    captions.retain(|&caption| {
        let image = facts.dataset.captions[caption].image;
        image.is_some_and(|image| !facts.is_broken(image) && seen.insert(facts.picture_of(image)))
    });
    captions
}

fn draft(facts: &Facts, own: usize, group: &[usize]) -> Draft {
    let mut others = group.iter().copied().filter(|&caption| caption != own);
    let name = others.clone().next().map(|other| facts.caption(other).relative());
    let name = name.unwrap_or_default();
    let message = match group.len() - 1 {
        1 => format!("says the same as {name}, of another picture"),
        count => format!("says the same as {name} and {} more, of other pictures", count - 1),
    };
    let draft = Draft::caption(own, message)
        .consequence("what differs between these pictures is learnt as part of the character");
    let shown = others.by_ref().take(SHOWN);
    shown.fold(draft, |draft, other| draft.related(Place::Caption(other, None), "says the same"))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn each_of_a_group_is_told_of_the_others() {
        expect![[r#"
            warning set/01.txt:0-25: says the same as 02.txt and 1 more, of other pictures
              = what differs between these pictures is learnt as part of the character
              + set/02.txt: says the same
              + set/03.txt: says the same
            warning set/02.txt:0-18: says the same as 01.txt and 1 more, of other pictures
              = what differs between these pictures is learnt as part of the character
              + set/01.txt: says the same
              + set/03.txt: says the same
            warning set/03.txt:0-25: says the same as 01.txt and 1 more, of other pictures
              = what differs between these pictures is learnt as part of the character
              + set/01.txt: says the same
              + set/02.txt: says the same
        "#]]
        .assert_eq(&check(
            "caption-duplicate",
            r#"
            [dataset]
            trigger = "krstl"
            [[image]]
            file = "01.png"
            caption = "krstl, standing, Outdoors"
            [[image]]
            file = "02.png"
            caption = "standing, outdoors"
            [[image]]
            file = "03.png"
            caption = "krstl, outdoors, standing"
        "#,
        ));
    }

    #[test]
    fn look_alikes_and_bare_triggers_are_let_be() {
        expect![].assert_eq(&check(
            "caption-duplicate",
            r#"
            [dataset]
            trigger = "krstl"
            [[image]]
            file = "01.png"
            caption = "krstl, standing"
            [[image]]
            file = "02.png"
            caption = "krstl, standing"
            looks_like = "01.png"
            [[image]]
            file = "03.png"
            caption = "krstl"
            [[image]]
            file = "04.png"
            caption = "krstl"
        "#,
        ));
    }

    #[test]
    fn a_caption_that_two_images_share_is_no_copy_of_itself() {
        expect![].assert_eq(&check(
            "caption-duplicate",
            r#"
            [[image]]
            file = "01.png"
            caption = "krstl, standing"
            [[image]]
            file = "01.jpg"
        "#,
        ));
    }

    #[test]
    fn unreadable_images_are_let_be() {
        expect![].assert_eq(&check(
            "caption-duplicate",
            r#"
            [[image]]
            file = "01.png"
            caption = "krstl, standing"
            [[image]]
            file = "02.png"
            caption = "krstl, standing"
            fault = "Truncated"
        "#,
        ));
    }
}
