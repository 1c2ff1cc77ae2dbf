//! What decoding an image leaves behind: a small frame and numbers.

use serde::{Deserialize, Serialize};

use super::as_bytes;

/// Side in pixels of the small luma frame kept with the facts.
pub const SMALL_SIDE: usize = 32;

/// A 64-bit perceptual hash (DCT of Rec. 601 luma; upright).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hash64(pub u64);

impl Hash64 {
    /// Hamming distance, 0 to 64 bits.
    pub fn distance(self, other: Self) -> u32 {
        (self.0 ^ other.0).count_ones()
    }
}

/// Figures of quality, each measured on the upright picture.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// Mean luma, 0 black to 255 white.
    pub mean: f32,
    /// Standard deviation of luma, 0 for one flat colour.
    pub spread: f32,
    /// Share of pixels darker than luma 16, 0 to 1.
    pub dark: f32,
    /// Share of pixels brighter than luma 239, 0 to 1.
    pub bright: f32,
    /// Sharpness: how strong the finest detail is, in luma levels; see `quality` for the formula.
    pub sharpness: f32,
    /// Strength of the 8-pixel grid that heavy JPEG compression leaves; about 1 without it.
    pub blockiness: f32,
    /// The factor by which the picture looks enlarged (1 = not; 4 = a 256 px picture at 1024).
    pub enlarged: f32,
}

/// What transparency hides.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Alpha {
    /// Share of pixels that are not opaque, 0 to 1.
    pub transparent: f32,
    /// Share of pixels, 0 to 1, whose colour is clearly another (by more than 24 of 255 in a
    /// channel) once alpha is dropped than when shown on white.
    pub changed: f32,
    /// The mean colour under the transparent pixels: what the trainer will see.
    pub hidden: [u8; 3],
}

/// Bars of one colour round the picture, in pixels of the upright picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the four sides")]
pub struct Border {
    pub left: u32,
    pub top: u32,
    pub right: u32,
    pub bottom: u32,
    /// Colour of the bars.
    pub colour: [u8; 3],
}

/// What decoding an image left behind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PixelFacts {
    /// Digest of the decoded pixels, equal for equal pixels in different lossless formats.
    pub digest: u128,
    /// Perceptual hash of the upright picture.
    pub hash: Hash64,
    /// Perceptual hash of the upright picture seen in a mirror.
    pub mirrored: Hash64,
    /// How much structure the hash rests on; below [`crate::similar`]'s limit it says nothing.
    pub texture: f32,
    /// `SMALL_SIDE`² luma values of the upright picture, row by row, squashed to a square.
    #[serde(with = "as_bytes")]
    pub small: Vec<u8>,
    /// Quality figures.
    pub quality: Quality,
    /// Transparency, when any pixel is not opaque.
    pub alpha: Option<Alpha>,
    /// Bars round the picture.
    pub border: Option<Border>,
}
