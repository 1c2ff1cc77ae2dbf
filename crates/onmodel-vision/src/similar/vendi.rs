//! The effective number of distinct pictures: the Vendi score (Friedman and Dieng, 2022).
//!
//! With K the matrix of similarities (1 on the diagonal) of n pictures, it is the exponential of
//! the entropy of the eigenvalues of K/n: n pictures that have nothing in common give n, n equal
//! ones give 1.
//!
//! Look-alikes are counted as the one picture their group keeps before the matrix is made, so that
//! taking a copy away changes nothing.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{LookAlikes, eigen};
use crate::survey::MIN_TEXTURE;
use crate::{ImageFacts, PixelFacts};

/// Hashes this far apart share nothing: unrelated pictures lie about 32 bits apart, few under 24.
const UNRELATED: f64 = 24.0;

/// Pictures in one matrix. Larger sets are cut into blocks of this size in the order given and the
/// blocks' scores added up: likeness across blocks is not seen, so the sum is an upper estimate.
/// (Look-alikes, the likeness that matters, are taken out of the whole set before.)
const BLOCK: usize = 256;

/// The score of the pictures that were decoded, 0 for none.
pub(super) fn distinct(images: &[Option<&ImageFacts>], groups: &[LookAlikes]) -> f64 {
    let copies: BTreeSet<usize> = groups
        .iter()
        .flat_map(|group| group.members.iter().copied().filter(|&member| member != group.keep))
        .collect();
    let kept = images.iter().enumerate().filter(|(image, _)| !copies.contains(image));
    let pictures: Vec<&PixelFacts> =
        kept.filter_map(|(_, facts)| facts.and_then(ImageFacts::pixels)).collect();
    pictures.par_chunks(BLOCK).map(score).collect::<Vec<f64>>().iter().sum()
}

fn score(pictures: &[&PixelFacts]) -> f64 {
    let count = pictures.len();
    let share = |at: usize| similarity(pictures[at / count], pictures[at % count]) / count as f64;
    let matrix = (0..count * count).map(share).collect();
    // The similarity is not quite a kernel: tiny negative eigenvalues are rounding, not diversity.
    let eigenvalues: Vec<f64> =
        eigen::values(matrix, count).into_iter().map(|value| value.max(0.0)).collect();
    let trace: f64 = eigenvalues.iter().sum();
    let entropy: f64 = eigenvalues
        .iter()
        .map(|value| value / trace)
        .filter(|&share| share > 0.0)
        .map(|share| -share * share.ln())
        .sum();
    entropy.exp()
}

/// 1 for one picture, 0 for two that have nothing in common; a mirror changes nothing.
fn similarity(a: &PixelFacts, b: &PixelFacts) -> f64 {
    if a.digest == b.digest {
        return 1.0;
    }
    if a.texture < MIN_TEXTURE || b.texture < MIN_TEXTURE {
        return 0.0;
    }
    let distance = a.hash.distance(b.hash).min(a.hash.distance(b.mirrored));
    (1.0 - f64::from(distance) / UNRELATED).max(0.0)
}
