//! Long captions that differ in a single tag or word, of pictures that clearly differ.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use onmodel_caption::GroupId;
use onmodel_vision::PixelFacts;
use onmodel_vision::similar::MAX_DISTANCE;

use crate::index::{CaptionIndex, Sharing};
use crate::{CaptionView, Context, Draft, Facts, Out, Place, Severity};

use super::SHOWN;

/// Tells each caption of those that nearly say the same, unless it was told already.
pub(super) fn report(facts: &Facts, told: &BTreeSet<usize>, out: &mut Out<'_>) {
    let mut near: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for group in facts.index::<NearGists>().0.groups() {
        let untold = group.into_iter().filter(|caption| !told.contains(caption));
        let group: Vec<Member<'_>> = untold.filter_map(|one| Member::of(facts, one)).collect();
        for own in &group {
            let others = group.iter().filter(|other| own.is_near(other));
            near.entry(own.caption).or_default().extend(others.map(|other| other.caption));
        }
    }
    for (own, others) in near {
        out.extend_with(draft(facts, own, &others));
    }
}

/// The long captions that nearly say the same beside the same trigger, and name the same traits: one
/// word is enough to tell a picture standing from one sitting.
#[derive(Default)]
struct NearGists(Sharing);

impl CaptionIndex for NearGists {
    fn empty(_: &Context) -> Self {
        Self::default()
    }

    fn add(&mut self, caption: &CaptionView<'_>) {
        keys(caption).for_each(|key| self.0.add(key, caption.index));
    }

    fn remove(&mut self, caption: &CaptionView<'_>) {
        keys(caption).for_each(|key| self.0.remove(key, caption.index));
    }
}

fn keys<'a>(caption: &CaptionView<'a>) -> impl Iterator<Item = u64> + use<'a> {
    let traits: BTreeSet<(GroupId, bool)> =
        caption.fact.traits.iter().map(|named| (named.group, named.negated)).collect();
    let trigger = caption.fact.trigger.as_ref().map(|found| found.trigger.text());
    let mut hasher = DefaultHasher::new();
    (traits, trigger).hash(&mut hasher);
    let beside = hasher.finish();
    caption.fact.near_gists().iter().map(move |gist| gist.wrapping_add(beside))
}

/// A caption whose picture was looked at.
struct Member<'a> {
    caption: usize,
    gist: Option<u64>,
    picture: usize,
    pixels: &'a PixelFacts,
}

impl<'a> Member<'a> {
    fn of(facts: &'a Facts, caption: usize) -> Option<Self> {
        let image = facts.dataset.captions[caption].image?;
        let pixels = facts.image(image).pixels()?;
        let gist = facts.captions[caption].gist();
        Some(Self { caption, gist, picture: facts.picture_of(image), pixels })
    }

    /// Whether two captions of one group say something else, of pictures that clearly differ:
    /// further apart than any two look-alikes.
    fn is_near(&self, other: &Self) -> bool {
        let hash = self.pixels.hash;
        let apart = || hash.distance(other.pixels.hash).min(hash.distance(other.pixels.mirrored));
        self.gist != other.gist && self.picture != other.picture && apart() > MAX_DISTANCE
    }
}

fn draft(facts: &Facts, own: usize, others: &BTreeSet<usize>) -> Option<Draft> {
    let first = *others.first()?;
    let name = facts.caption(first).relative();
    let message = match others.len() - 1 {
        0 => format!("says nearly the same as {name}, of another picture"),
        count => format!("says nearly the same as {name} and {count} more, of other pictures"),
    };
    let differs = difference(facts, own, first)?;
    let draft = Draft::caption(own, format!("{message}: {differs}"))
        .severity(Severity::Hint)
        .consequence("what else differs between these pictures is learnt as part of the character");
    Some(others.iter().take(SHOWN).fold(draft, |draft, other| {
        draft.related(Place::Caption(*other, None), "says nearly the same")
    }))
}

/// The one tag or word in which two captions differ.
fn difference(facts: &Facts, own: usize, other: usize) -> Option<String> {
    let (own, other) = (facts.captions[own].parts(), facts.captions[other].parts());
    Some(match (without(own, other), without(other, own)) {
        (Some(here), Some(there)) => format!("only \"{here}\" is \"{there}\" there"),
        (Some(here), None) => format!("only \"{here}\" is not said there"),
        (None, Some(there)) => format!("only \"{there}\" is not said here"),
        (None, None) => return None,
    })
}

/// The first of some parts that has no partner among the others.
fn without<'a>(parts: &'a [String], others: &[String]) -> Option<&'a str> {
    let mut left: Vec<&String> = others.iter().collect();
    let alone = parts.iter().find(|part| match left.iter().position(|other| other == part) {
        Some(partner) => {
            left.swap_remove(partner);
            false
        }
        None => true,
    });
    alone.map(String::as_str)
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    const LONG: &str = "red hair, green eyes, blue jacket, standing, front view, full body, forest";

    fn said(captions: &[&str]) -> String {
        let images = captions.iter().enumerate().map(|(index, caption)| {
            format!("[[image]]\nfile = \"{index}.png\"\ncaption = \"krstl, {caption}\"\n")
        });
        let images: String = images.collect();
        check("caption-duplicate", &format!("[dataset]\ntrigger = \"krstl\"\n{images}"))
    }

    #[test]
    fn long_captions_one_tag_or_word_apart_are_hinted_at() {
        let prose = |word: &str| {
            format!(
                "a woman with red hair and a blue jacket stands at the edge of a forest and looks \
                 over the wide {word} valley below."
            )
        };
        let told = [
            said(&[&format!("{LONG}, holding a lantern"), &format!("holding a rope, {LONG}")]),
            said(&[&format!("{LONG}, lantern"), &format!("{LONG}, lantern, rope")]),
            said(&[&prose("green"), &prose("misty"), &prose("foggy")]),
        ];
        expect![[r#"
            hint set/0.txt:0-100: says nearly the same as 1.txt, of another picture: only "holding a lantern" is "holding a rope" there
              = what else differs between these pictures is learnt as part of the character
              + set/1.txt: says nearly the same
            hint set/1.txt:0-97: says nearly the same as 0.txt, of another picture: only "holding a rope" is "holding a lantern" there
              = what else differs between these pictures is learnt as part of the character
              + set/0.txt: says nearly the same
            --
            hint set/0.txt:0-90: says nearly the same as 1.txt, of another picture: only "rope" is not said here
              = what else differs between these pictures is learnt as part of the character
              + set/1.txt: says nearly the same
            hint set/1.txt:0-96: says nearly the same as 0.txt, of another picture: only "rope" is not said there
              = what else differs between these pictures is learnt as part of the character
              + set/0.txt: says nearly the same
            --
            hint set/0.txt:0-121: says nearly the same as 1.txt and 1 more, of other pictures: only "green" is "misty" there
              = what else differs between these pictures is learnt as part of the character
              + set/1.txt: says nearly the same
              + set/2.txt: says nearly the same
            hint set/1.txt:0-121: says nearly the same as 0.txt and 1 more, of other pictures: only "misty" is "green" there
              = what else differs between these pictures is learnt as part of the character
              + set/0.txt: says nearly the same
              + set/2.txt: says nearly the same
            hint set/2.txt:0-121: says nearly the same as 0.txt and 1 more, of other pictures: only "foggy" is "green" there
              = what else differs between these pictures is learnt as part of the character
              + set/0.txt: says nearly the same
              + set/1.txt: says nearly the same
        "#]].assert_eq(&told.join("--\n"));
    }

    #[test]
    fn what_tells_pictures_apart_is_let_be() {
        let other_pose = LONG.replace("standing", "sitting");
        assert_eq!(said(&[&format!("{LONG}, hat"), &format!("{other_pose}, hat")]), "");
        assert_eq!(said(&["red hair, standing, hat", "red hair, standing, lantern"]), "");
        let two = [format!("{LONG}, hat, rope"), format!("{LONG}, lantern, cup")];
        assert_eq!(said(&[&two[0], &two[1]]), "");
    }

    #[test]
    fn pictures_that_may_be_alike_are_let_be() {
        let set = |more: &str| {
            format!(
                "[[image]]\nfile = \"1.png\"\ncaption = \"{LONG}, lantern\"\n\
                 [[image]]\nfile = \"2.png\"\ncaption = \"{LONG}, rope\"\n{more}"
            )
        };
        assert_ne!(check("caption-duplicate", &set("")), "");
        for more in ["looks_like = \"1.png\"", "fault = \"Truncated\"", "format = \"Avif\""] {
            assert_eq!(check("caption-duplicate", &set(more)), "", "{more}");
        }
    }
}
