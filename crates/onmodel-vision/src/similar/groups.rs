//! From pairs to groups: which picture to keep, and which ones it stands for.
//!
//! Groups do not chain: the best picture left takes all its look-alikes that are left, and so on.
//! A chain of links, each short, would end in a group whose ends have nothing in common. Taking a
//! picture away that is not kept leaves every other group as it was.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::pairs::neighbours;
use super::{Likeness, LookAlikes, Pair};
use crate::ImageFacts;

/// Groups of duplicates, and groups of near-duplicates among what is left when each group of
/// duplicates counts as its best picture.
pub(super) fn gather(images: &[Option<&ImageFacts>], pairs: &[Pair]) -> Vec<LookAlikes> {
    let mut left = best_first(images);
    let mut groups = Vec::new();
    for likeness in [Likeness::Duplicate, Likeness::NearDuplicate] {
        let found = greedy(&left, pairs, likeness);
        left.retain(|&image| {
            !found
                .iter()
                .any(|group: &LookAlikes| group.keep != image && group.members.contains(&image))
        });
        groups.extend(found);
    }
    groups.sort_by_key(|group| (group.members.first().copied(), group.likeness));
    groups
}

/// Largest first, then sharpest, then the first by index.
fn best_first(images: &[Option<&ImageFacts>]) -> Vec<usize> {
    let mut order: Vec<usize> =
        (0..images.len()).filter(|&image| images[image].is_some()).collect();
    order.sort_by_key(|&image| {
        let facts = images[image];
        let pixels = facts.and_then(ImageFacts::shown).map_or(0, crate::Size::pixels);
        let sharpness =
            facts.and_then(ImageFacts::pixels).map_or(0.0, |pixels| pixels.quality.sharpness);
        (Reverse(pixels), Reverse(sharpness as u32), image)
    });
    order
}

fn greedy(best_first: &[usize], pairs: &[Pair], likeness: Likeness) -> Vec<LookAlikes> {
    let neighbours = neighbours(pairs, likeness);
    let mut left: BTreeSet<usize> = best_first.iter().copied().collect();
    let mut groups = Vec::new();
    for &keep in best_first {
        if !left.remove(&keep) {
            continue;
        }
        let alike = neighbours.get(&keep).into_iter().flatten();
        let mut members: Vec<usize> = alike.copied().filter(|image| left.remove(image)).collect();
        if !members.is_empty() {
            members.push(keep);
            members.sort_unstable();
            groups.push(LookAlikes { likeness, keep, members });
        }
    }
    groups
}
