//! Finding all look-alike pairs.

use std::collections::HashMap;

use rayon::prelude::*;

use super::likeness::{MAX_DISTANCE, likeness, same_bytes};
use super::{Likeness, Pair};
use crate::ImageFacts;

/// All look-alike pairs of these pictures, ordered by their indices.
pub(super) fn find(images: &[Option<&ImageFacts>]) -> Vec<Pair> {
    let pair = |a: usize, b: usize| {
        let (first, second) =
            (images.get(a).copied().flatten()?, images.get(b).copied().flatten()?);
        if !candidate(first, second) {
            return None;
        }
        let alike = likeness(first, second)?;
        Some(Pair {
            a,
            b,
            likeness: alike.likeness,
            distance: alike.distance,
            mirrored: alike.mirrored,
        })
    };
    let row = |a: usize| (a + 1..images.len()).filter_map(move |b| pair(a, b)).collect::<Vec<_>>();
    (0..images.len()).into_par_iter().flat_map_iter(row).collect()
}

/// Whether a closer look is worth it.
fn candidate(a: &ImageFacts, b: &ImageFacts) -> bool {
    same_bytes(a, b)
        || a.pixels().zip(b.pixels()).is_some_and(|(a, b)| {
            a.digest == b.digest
                || a.hash.distance(b.hash) <= MAX_DISTANCE
                || a.hash.distance(b.mirrored) <= MAX_DISTANCE
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
