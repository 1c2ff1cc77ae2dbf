//! Whether two pictures are one picture: the one place that decides.
//!
//! Two steps. The hash's distance finds candidates; it is cheap and forgiving, and for two
//! drawings on white it is forgiving too far. So a candidate must also hold up cell by cell: one
//! small frame is laid over the other, cropped and scaled a little until it fits best, its tone
//! fitted, and then hardly any cell may differ.

use super::Likeness;
use super::align::{self, Fit};
use super::plane::Plane;
use crate::survey::MIN_TEXTURE;
use crate::{ImageFacts, Look, PixelFacts};

/// Hashes at most this far apart, of 64 bits, make a candidate. Unrelated pictures are about 32
/// bits apart and hardly ever under 20; on drawings with much white, where half the frequencies
/// are next to nothing, recompression alone moves a hash by up to 18.
pub const MAX_DISTANCE: u32 = 20;

/// Least correlation of the two frames. Recompression, scaling, tone and crops (once laid over
/// each other) keep it over 0.98; a logo in the corner may lower it to this.
const MIN_CORRELATION: f32 = 0.9;

/// Largest share of cells that may differ clearly. Measured on drawings and photographs: copies,
/// crops and changes of tone 0 to 2 %, a logo of an eighth of the side 3 %, poses of one character
/// on white from 4.8 % (only an arm moved) to 12 %.
const MAX_CHANGED: f32 = 0.035;

/// How two pictures are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alike {
    /// How alike.
    pub likeness: Likeness,
    /// Hamming distance of the hashes, of 64 bits.
    pub distance: u32,
    /// Whether one is the other in a mirror.
    pub mirrored: bool,
}

/// Whether and how two pictures are alike.
pub fn likeness(a: &ImageFacts, b: &ImageFacts) -> Option<Alike> {
    if same_bytes(a, b) {
        return Some(Alike { likeness: Likeness::Duplicate, distance: 0, mirrored: false });
    }
    let (a, b) = (a.pixels()?, b.pixels()?);
    if a.digest == b.digest {
        return Some(Alike { likeness: Likeness::Duplicate, distance: 0, mirrored: false });
    }
    // A flat picture's hash is noise, and one flat picture fits any other.
    if a.texture < MIN_TEXTURE || b.texture < MIN_TEXTURE {
        return None;
    }
    let straight = near(a, b, false);
    straight.or_else(|| near(a, b, true))
}

/// Whether two files are equal, and not merely equally unreadable.
pub(super) fn same_bytes(a: &ImageFacts, b: &ImageFacts) -> bool {
    a.content == b.content && !matches!(a.look, Look::Broken(..))
}

fn near(a: &PixelFacts, b: &PixelFacts, mirrored: bool) -> Option<Alike> {
    let distance = a.hash.distance(if mirrored { b.mirrored } else { b.hash });
    if distance > MAX_DISTANCE {
        return None;
    }
    let good = |fit: Fit| fit.correlation >= MIN_CORRELATION && fit.changed <= MAX_CHANGED;
    let found = align::fits(&Plane::of(&a.small, false), &Plane::of(&b.small, mirrored)).any(good);
    found.then_some(Alike { likeness: Likeness::NearDuplicate, distance, mirrored })
}
