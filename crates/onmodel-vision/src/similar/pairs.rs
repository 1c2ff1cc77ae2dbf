//! Finding all look-alike pairs.
//!
//! Every picture is compared with every other: two population counts a pair, so ten thousand
//! pictures take a fraction of a second. An index over pieces of the hashes would not help: at the
//! distances that still make a candidate (see [`MAX_DISTANCE`]) it would visit nearly half of all.

use std::collections::HashMap;

use rayon::prelude::*;

use super::likeness::{MAX_DISTANCE, likeness};
use super::{Likeness, Pair};
use crate::{Hash64, ImageFacts};

/// What the comparison of all with all needs of a picture, close together in memory.
struct Key {
    content: u64,
    digest: Option<u128>,
    hashes: Option<(Hash64, Hash64)>,
}

impl Key {
    fn of(facts: &ImageFacts) -> Self {
        let pixels = facts.pixels();
        let content = facts.content.0.first_chunk().map_or(0, |start| u64::from_le_bytes(*start));
        let digest = pixels.map(|pixels| pixels.digest);
        Self { content, digest, hashes: pixels.map(|pixels| (pixels.hash, pixels.mirrored)) }
    }

    /// Whether a closer look is worth it.
    fn candidate(&self, other: &Self) -> bool {
        let near = |((hash, _), (straight, mirrored)): ((Hash64, _), (Hash64, Hash64))| {
            hash.distance(straight) <= MAX_DISTANCE || hash.distance(mirrored) <= MAX_DISTANCE
        };
        self.content == other.content
            || self.digest.is_some() && self.digest == other.digest
            || self.hashes.zip(other.hashes).is_some_and(near)
    }
}

/// All look-alike pairs of these pictures, ordered by their indices.
pub(super) fn find(images: &[Option<&ImageFacts>]) -> Vec<Pair> {
    let known: Vec<(usize, &ImageFacts, Key)> = images
        .iter()
        .enumerate()
        .filter_map(|(index, facts)| facts.map(|facts| (index, facts, Key::of(facts))))
        .collect();
    let row = |(at, (a, first, key)): (usize, &(usize, &ImageFacts, Key))| {
        let others = known.iter().skip(at + 1).filter(|(_, _, other)| key.candidate(other));
        others.filter_map(|(b, second, _)| pair(*a, *b, first, second)).collect::<Vec<_>>()
    };
    known.par_iter().enumerate().flat_map_iter(row).collect()
}

fn pair(a: usize, b: usize, first: &ImageFacts, second: &ImageFacts) -> Option<Pair> {
    let alike = likeness(first, second)?;
    Some(Pair {
        a,
        b,
        likeness: alike.likeness,
        distance: alike.distance,
        mirrored: alike.mirrored,
    })
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
