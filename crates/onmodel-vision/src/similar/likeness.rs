//! Whether two pictures are one picture: the one place that decides.
//!
//! Two steps. The hash's distance finds candidates; it is cheap and forgiving, and for two
//! drawings on white it is forgiving too far. So a candidate must also hold up cell by cell: one
//! small frame is laid over the other, cropped and scaled a little until it fits best, its tone
//! fitted, and then hardly any cell may differ.

use std::sync::OnceLock;

use super::Likeness;
use super::align::{self, Fit, Sheet};
use super::classes::sameness;
use crate::survey::MIN_TEXTURE;
use crate::{Hash64, ImageFacts, PixelFacts, SMALL_SIDE};

/// Hashes at most this far apart, of 64 bits, make a candidate. Unrelated pictures are about 32
/// bits apart and few under 24; on drawings with much white, where half the frequencies are next to
/// nothing, recompression alone moves a hash by up to 18 and a crop at a corner by up to 24.
pub const MAX_DISTANCE: u32 = 24;

/// Largest share of cells that may differ clearly. Measured on drawings and photographs: copies,
/// crops and changes of tone 0 to 2 %, a logo of an eighth of the side 3 %, poses of one character
/// on white from 4.8 % (only an arm moved) to 12 %.
const MAX_CHANGED: f32 = 0.035;

/// Most cells of the middle (18² of 32²) that may show something else. Measured on a drawn
/// character: copies and crops up to 12 % have 0 or 1, poses and views dozens, another expression in
/// a close-up 3 to 50. (Where an expression is a matter of a cell or two, as in a figure seen from
/// head to foot, the pictures are near-duplicates, and to a trainer they are.)
const MAX_OTHERS: usize = 2;

/// Least correlation of the two pictures at [`COARSE`]² cells for a closer look: laying one frame
/// over the other costs ten thousand times as much as this.
const MIN_COARSE: f32 = 0.7;

/// Side of the frame for the first look: so coarse that a small crop hardly shows.
const COARSE: usize = 8;

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

impl Alike {
    /// Equal bytes or pixels.
    pub(super) const EQUAL: Self =
        Self { likeness: Likeness::Duplicate, distance: 0, mirrored: false };
}

/// Whether and how two pictures are alike.
pub fn likeness(a: &ImageFacts, b: &ImageFacts) -> Option<Alike> {
    match (sameness(a)?, sameness(b)?) {
        (a, b) if a == b => Some(Alike::EQUAL),
        _ => Drawn::of(a.pixels()?)?.alike(&Drawn::of(b.pixels()?)?),
    }
}

/// A picture ready to be compared with many others.
pub(super) struct Drawn<'a> {
    pixels: &'a PixelFacts,
    /// Coarse luma of mean 0 and length 1, so that a product of two is their correlation.
    coarse: [f32; COARSE * COARSE],
    /// As it is and in a mirror, made when first needed: most pictures have no candidate.
    sheets: [OnceLock<Box<Sheet>>; 2],
}

impl<'a> Drawn<'a> {
    /// `None` for a flat picture: its hash is noise, and one flat picture fits any other.
    pub(super) fn of(pixels: &'a PixelFacts) -> Option<Self> {
        (pixels.texture >= MIN_TEXTURE).then(|| Self {
            pixels,
            coarse: coarse(&pixels.small),
            sheets: Default::default(),
        })
    }

    /// Whether and how this picture is alike another one that is not equal to it.
    pub(super) fn alike(&self, other: &Self) -> Option<Alike> {
        self.near(other, false).or_else(|| self.near(other, true))
    }

    fn near(&self, other: &Self, mirrored: bool) -> Option<Alike> {
        let distance = self.hash(mirrored).distance(other.hash(false));
        if distance > MAX_DISTANCE || !self.correlates(other, mirrored) {
            return None;
        }
        let found = align::fits(self.sheet(mirrored), other.sheet(false)).any(|fit| is_copy(&fit));
        found.then_some(Alike { likeness: Likeness::NearDuplicate, distance, mirrored })
    }

    fn sheet(&self, mirrored: bool) -> &Sheet {
        let [straight, reversed] = &self.sheets;
        let sheet = if mirrored { reversed } else { straight };
        sheet.get_or_init(|| Box::new(Sheet::of(&self.pixels.small, mirrored)))
    }

    /// The hash, of the picture seen in a mirror if asked.
    pub(super) fn hash(&self, mirrored: bool) -> Hash64 {
        if mirrored { self.pixels.mirrored } else { self.pixels.hash }
    }

    /// Whether the coarse frames, the first one seen in a mirror if asked, are alike enough for a
    /// closer look: Pearson's correlation tells.
    #[allow(clippy::inline_always, reason = "compiled with whoever asks, for its processor")]
    #[inline(always)]
    pub(super) fn correlates(&self, other: &Self, mirrored: bool) -> bool {
        // A row of cells at a time, so that the processor takes them side by side.
        let mut sums = [0.0; COARSE];
        let rows = self.coarse.as_chunks::<COARSE>().0.iter();
        for (own, other) in rows.zip(other.coarse.as_chunks::<COARSE>().0) {
            for (column, sum) in sums.iter_mut().enumerate() {
                // Both places are below `COARSE`: the constant is a power of two.
                let at = if mirrored { COARSE - 1 - column } else { column };
                *sum += own[at] * other[column];
            }
        }
        sums.iter().sum::<f32>() >= MIN_COARSE
    }
}

fn is_copy(fit: &Fit) -> bool {
    fit.changed <= MAX_CHANGED && fit.others <= MAX_OTHERS
}

fn coarse(small: &[u8]) -> [f32; COARSE * COARSE] {
    let mut sums = [0.0; COARSE * COARSE];
    for (at, &luma) in small.iter().take(SMALL_SIDE * SMALL_SIDE).enumerate() {
        let (column, row) = (at % SMALL_SIDE, at / SMALL_SIDE);
        // Each of the 8 cells a side is 4 of 32, so both places are below 8.
        sums[row * COARSE / SMALL_SIDE * COARSE + column * COARSE / SMALL_SIDE] += f32::from(luma);
    }
    let mean = sums.iter().sum::<f32>() / sums.len() as f32;
    let length =
        sums.iter().map(|sum| (sum - mean).powi(2)).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    sums.map(|sum| (sum - mean) / length)
}
