//! Long captions that differ in a single tag or word, of pictures that clearly differ.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use onmodel_caption::GroupId;
use onmodel_vision::PixelFacts;
use onmodel_vision::similar::{MAX_DISTANCE, Similarity};

use crate::index::{CaptionIndex, Sharing};
use crate::{CaptionView, Context, Draft, Facts, Out, Place, Severity};

use super::SHOWN;

/// Tells each caption of those that nearly say the same, unless it was told already.
pub(super) fn report(facts: &Facts, told: &BTreeSet<usize>, out: &mut Out<'_>) {
    let mut near: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    facts.index::<NearGists>().each_pair(facts, |a, b| {
        if !told.contains(&a) && !told.contains(&b) {
            near.entry(a).or_default().insert(b);
            near.entry(b).or_default().insert(a);
        }
    });
    for (own, others) in near {
        out.extend_with(draft(facts, own, &others));
    }
}

/// The long captions that nearly say the same beside the same trigger, and name the same traits: one
/// word is enough to tell a picture standing from one sitting.
#[derive(Default)]
struct NearGists {
    sharing: Sharing,
    compared: Mutex<Compared>,
}

/// The pairs of captions found near, by what they share. Only what a changed caption shares is compared
/// again, and everything when the pictures were looked at again.
#[derive(Default)]
struct Compared {
    pictures: Option<Arc<Similarity>>,
    /// Keys to compare the captions of again.
    stale: BTreeSet<u64>,
    pairs: BTreeMap<u64, Vec<(usize, usize)>>,
}

impl CaptionIndex for NearGists {
    fn empty(_: &Context) -> Self {
        Self::default()
    }

    fn add(&mut self, caption: &CaptionView<'_>) {
        for key in keys(caption) {
            self.sharing.add(key, caption.index);
            self.forget(key);
        }
    }

    fn remove(&mut self, caption: &CaptionView<'_>) {
        for key in keys(caption) {
            self.sharing.remove(key, caption.index);
            self.forget(key);
        }
    }
}

impl NearGists {
    fn forget(&mut self, key: u64) {
        let compared = self.compared.get_mut().unwrap_or_else(PoisonError::into_inner);
        // Before the first comparison all is stale.
        if compared.pictures.is_some() {
            compared.pairs.remove(&key);
            compared.stale.insert(key);
        }
    }

    /// Hands on every pair of captions that nearly say the same, of pictures that clearly differ.
    fn each_pair(&self, facts: &Facts, mut each: impl FnMut(usize, usize)) {
        let mut compared = self.compared.lock().unwrap_or_else(PoisonError::into_inner);
        compared.follow(&self.sharing, facts);
        compared.pairs.values().flatten().for_each(|&(a, b)| each(a, b));
    }
}

impl Compared {
    fn follow(&mut self, sharing: &Sharing, facts: &Facts) {
        let is_known = |known: &Arc<Similarity>| Arc::ptr_eq(known, &facts.similarity);
        let stale = if self.pictures.as_ref().is_some_and(is_known) {
            std::mem::take(&mut self.stale)
        } else {
            *self = Self { pictures: Some(Arc::clone(&facts.similarity)), ..Self::default() };
            sharing.shared().collect()
        };
        for key in stale {
            let pairs = near_pairs(facts, sharing.of(key));
            if !pairs.is_empty() {
                self.pairs.insert(key, pairs);
            }
        }
    }
}

fn near_pairs(facts: &Facts, captions: impl Iterator<Item = usize>) -> Vec<(usize, usize)> {
    let group: Vec<Member<'_>> = captions.filter_map(|one| Member::of(facts, one)).collect();
    let after = |(at, own): (usize, &Member<'_>)| {
        let others = group[at + 1..].iter().filter(|other| own.is_near(other));
        others.map(|other| (own.caption, other.caption)).collect::<Vec<_>>()
    };
    group.iter().enumerate().flat_map(after).collect()
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
