//! What several sets have in common: pictures of one that are, or nearly are, pictures of another.
//!
//! All pictures of all sets are looked at once: equal ones are gathered, and of each class one
//! stands for all. Each of those is compared with every other such, as within a set.

use super::classes::{self, Class};
use super::likeness::Drawn;
use super::{Alike, Likeness, tiles};
use crate::ImageFacts;

/// A picture of several sets.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The set it belongs to.
    pub set: usize,
    /// What is known of it; `None` takes no part.
    pub facts: Option<&'a ImageFacts>,
}

/// A picture of one set that is also one of another, by their index in the slice compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meeting {
    /// The picture.
    pub here: usize,
    /// The one of another set.
    pub there: usize,
    /// How alike.
    pub likeness: Likeness,
    /// Whether one is the other in a mirror.
    pub mirrored: bool,
}

/// How many pictures of other sets are named for one, at most: a logo that is in a thousand sets is
/// one blunder, not a million.
pub const MOST_MEETINGS: usize = 8;

/// Every picture of a set that `asks` with what it meets in other sets, ordered; of equal pictures
/// of one other set the first is named.
pub fn across(pictures: &[Shown<'_>], asks: impl Fn(usize) -> bool + Sync) -> Vec<Meeting> {
    let facts: Vec<Option<&ImageFacts>> = pictures.iter().map(|picture| picture.facts).collect();
    let classes = classes::of(&facts);
    let set = |picture: usize| pictures.get(picture).map_or(usize::MAX, |picture| picture.set);
    let asking = |class: &Class| class.members.iter().any(|&member| asks(set(member)));
    let mut meetings: Vec<Meeting> = Vec::new();
    let mut meet = |from: &Class, to: &Class, likeness, mirrored| {
        for &here in from.members.iter().filter(|&&here| asks(set(here))) {
            let others = to.members.iter().filter(|&&there| set(there) != set(here));
            meetings.extend(firsts(others.copied(), &set).map(|there| Meeting {
                here,
                there,
                likeness,
                mirrored,
            }));
        }
    };
    for class in classes.iter().filter(|class| class.members.len() > 1 && asking(class)) {
        meet(class, class, Likeness::Duplicate, false);
    }
    for (one, other, alike) in near(&facts, &classes, &asking, &set) {
        // Both indices are of `classes`, where `near` took them from.
        let (one, other) = (&classes[one], &classes[other]);
        meet(one, other, alike.likeness, alike.mirrored);
        meet(other, one, alike.likeness, alike.mirrored);
    }
    meetings.sort_unstable_by_key(|meeting| {
        (meeting.here, meeting.likeness, meeting.there, meeting.mirrored)
    });
    let mut told = (usize::MAX, 0);
    meetings.retain(|meeting| {
        told = if told.0 == meeting.here { (told.0, told.1 + 1) } else { (meeting.here, 0) };
        told.1 < MOST_MEETINGS
    });
    meetings
}

/// The first picture of each set, at most [`MOST_MEETINGS`].
fn firsts(
    pictures: impl Iterator<Item = usize>,
    set: &impl Fn(usize) -> usize,
) -> impl Iterator<Item = usize> {
    let mut last = None;
    let firsts = pictures.filter(move |&picture| last.replace(set(picture)) != Some(set(picture)));
    firsts.take(MOST_MEETINGS)
}

/// Near-duplicates among the classes, one of each pair asking, not both of one set alone.
fn near(
    facts: &[Option<&ImageFacts>],
    classes: &[Class],
    asking: &(impl Fn(&Class) -> bool + Sync),
    set: &(impl Fn(usize) -> usize + Sync),
) -> Vec<(usize, usize, Alike)> {
    let drawn = |(index, class): (usize, &Class)| {
        Some((index, Drawn::of(facts.get(class.keep).copied()??.pixels()?)?))
    };
    let (of, drawn): (Vec<usize>, Vec<Drawn<'_>>) =
        classes.iter().enumerate().filter_map(drawn).unzip();
    let class = |at: usize| &classes[of[at]];
    let apart = |one: &Class, other: &Class| {
        // Two sets between them are enough; most classes have one member.
        let first = set(one.keep);
        one.members.iter().chain(&other.members).any(|&member| set(member) != first)
    };
    let near =
        tiles::near(&drawn, |at| asking(class(at)), |one, other| apart(class(one), class(other)));
    near.into_iter().map(|(one, other, alike)| (of[one], of[other], alike)).collect()
}
