//! From pairs to groups: which picture to keep, and which ones it stands for.
//!
//! Groups do not chain: the best of the largest picture left and its look-alikes takes all its own
//! look-alikes that are left, and so on. A chain of links, each short, would end in a group whose
//! ends have nothing in common.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::classes::Class;
use super::pairs::neighbours;
use super::{Likeness, LookAlikes, Pair, keep};
use crate::ImageFacts;

/// Groups of duplicates, and groups of near-duplicates among what is left when each group of
/// duplicates counts as its best picture.
pub(super) fn gather(
    images: &[Option<&ImageFacts>],
    classes: &[Class],
    pairs: &[Pair],
) -> Vec<LookAlikes> {
    let copied = classes.iter().filter(|class| class.members.len() > 1);
    let mut groups: Vec<LookAlikes> = copied
        .map(|class| LookAlikes {
            likeness: Likeness::Duplicate,
            keep: class.keep,
            members: class.members.clone(),
        })
        .collect();
    groups.extend(near(images, classes, pairs));
    groups.sort_by_key(|group| (group.members.first().copied(), group.likeness));
    groups
}

fn near(images: &[Option<&ImageFacts>], classes: &[Class], pairs: &[Pair]) -> Vec<LookAlikes> {
    let neighbours = neighbours(pairs, Likeness::NearDuplicate);
    let alike = |image: usize| neighbours.get(&image).into_iter().flatten().copied();
    let mut largest_first: Vec<usize> = classes.iter().map(|class| class.keep).collect();
    largest_first.sort_by_key(|&image| {
        (Reverse(images.get(image).copied().flatten().map_or(0, keep::area)), image)
    });
    let mut left: BTreeSet<usize> = largest_first.iter().copied().collect();
    let mut groups = Vec::new();
    for largest in largest_first {
        if !left.contains(&largest) {
            continue;
        }
        let choice: Vec<usize> = std::iter::once(largest)
            .chain(alike(largest).filter(|image| left.contains(image)))
            .collect();
        let keep = keep::best(images, &choice).unwrap_or(largest);
        let mut members: Vec<usize> = alike(keep).filter(|image| left.remove(image)).collect();
        left.remove(&keep);
        if !members.is_empty() {
            members.push(keep);
            members.sort_unstable();
            groups.push(LookAlikes { likeness: Likeness::NearDuplicate, keep, members });
        }
    }
    groups
}
