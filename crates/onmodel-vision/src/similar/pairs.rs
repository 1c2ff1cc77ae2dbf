//! Finding all look-alike pairs.
//!
//! Equal pictures are gathered first; then the one of each class that stands for it is compared
//! with every other such: two population counts a pair, so ten thousand pictures take a fraction of
//! a second. An index over pieces of the hashes would not help: at the distances that still make a
//! candidate (see [`MAX_DISTANCE`](super::MAX_DISTANCE)) it would visit nearly half of all.

use std::collections::HashMap;

use rayon::prelude::*;

use super::classes::Class;
use super::likeness::{Drawn, MAX_DISTANCE};
use super::{Alike, Likeness, Pair};
use crate::ImageFacts;

/// All look-alike pairs of these classes, ordered by their indices.
pub(super) fn find(images: &[Option<&ImageFacts>], classes: &[Class]) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = classes.iter().flat_map(copies).collect();
    pairs.extend(near(images, classes));
    pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
    pairs
}

/// Each copy of a class, paired with the one that stands for it.
fn copies(class: &Class) -> impl Iterator<Item = Pair> {
    let others = class.members.iter().filter(|&&member| member != class.keep);
    others.map(|&copy| pair(class.keep, copy, Alike::EQUAL))
}

fn near(images: &[Option<&ImageFacts>], classes: &[Class]) -> Vec<Pair> {
    let kept = classes.iter().map(|class| class.keep);
    let drawn: Vec<(usize, Drawn<'_>)> = kept
        .filter_map(|image| Some((image, Drawn::of(images.get(image).copied()??.pixels()?)?)))
        .collect();
    // Only this goes through the inner loop, so that it stays in the processor's cache.
    let hashes: Vec<u64> = drawn.iter().map(|(_, drawn)| drawn.pixels.hash.0).collect();
    let row = |at: usize| {
        let (image, first) = &drawn[at];
        let (straight, mirrored) = (first.pixels.hash.0, first.pixels.mirrored.0);
        let close = move |hash: u64| {
            (hash ^ straight).count_ones().min((hash ^ mirrored).count_ones()) <= MAX_DISTANCE
        };
        let others = drawn.iter().zip(&hashes).skip(at + 1).filter(move |(_, hash)| close(**hash));
        others.filter_map(move |((other, second), _)| {
            Some(pair(*image, *other, first.alike(second)?))
        })
    };
    (0..drawn.len()).into_par_iter().flat_map_iter(row).collect()
}

fn pair(a: usize, b: usize, alike: Alike) -> Pair {
    let Alike { likeness, distance, mirrored } = alike;
    Pair { a: a.min(b), b: a.max(b), likeness, distance, mirrored }
}

/// Look-alikes of each picture by index.
pub(super) fn neighbours(pairs: &[Pair], likeness: Likeness) -> HashMap<usize, Vec<usize>> {
    let mut neighbours: HashMap<usize, Vec<usize>> = HashMap::new();
    for pair in pairs.iter().filter(|pair| pair.likeness == likeness) {
        neighbours.entry(pair.a).or_default().push(pair.b);
        neighbours.entry(pair.b).or_default().push(pair.a);
    }
    neighbours
}
