//! Finding all look-alike pairs.
//!
//! Equal pictures are gathered first; then the one of each class that stands for it is compared
//! with every other such.

use std::collections::HashMap;

use super::classes::Class;
use super::likeness::Drawn;
use super::{Alike, Likeness, Pair, tiles};
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
    let (of, drawn): (Vec<usize>, Vec<Drawn<'_>>) = kept
        .filter_map(|image| Some((image, Drawn::of(images.get(image).copied()??.pixels()?)?)))
        .unzip();
    let near = tiles::near(&drawn, |_| true, |_, _| true).into_iter();
    near.map(|(one, other, alike)| pair(of[one], of[other], alike)).collect()
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
