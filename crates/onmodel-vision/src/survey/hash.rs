//! The perceptual hash: the signs of a picture's lowest frequencies.

use std::sync::LazyLock;

use image::{GrayImage, Luma};
use img_hash::{FilterType, HashAlg, Hasher, HasherConfig};

use super::frame::Square;
use crate::{Hash64, SMALL_SIDE};

/// Below this texture a hash is noise: a flat colour's frequencies are all about zero.
pub(crate) const MIN_TEXTURE: f32 = 4.0;

/// pHash: the 8 × 8 lowest frequencies of the cosine transform against their median. Of the hashes
/// to be had it is the steadiest under recompression, scaling and tone (a gradient hash calls
/// different poses on white alike).
static HASHER: LazyLock<Hasher<[u8; 8]>> = LazyLock::new(|| {
    HasherConfig::with_bytes_type::<[u8; 8]>()
        .hash_size(8, 8)
        .hash_alg(HashAlg::Median)
        .resize_filter(FilterType::Triangle)
        .preproc_dct()
        .to_hasher()
});

pub(super) fn of(square: &Square) -> Hash64 {
    let side = SMALL_SIDE as u32;
    let small = GrayImage::from_fn(side, side, |x, y| Luma([square.at(x as usize, y as usize)]));
    Hash64(u64::from_be_bytes(HASHER.hash_image(&small).into_inner()))
}

/// The standard deviation of the small frame's luma.
pub(super) fn texture(square: &Square) -> f32 {
    let count = square.luma().len().max(1) as f32;
    let mean = square.luma().iter().map(|&value| f32::from(value)).sum::<f32>() / count;
    let variance =
        square.luma().iter().map(|&value| (f32::from(value) - mean).powi(2)).sum::<f32>() / count;
    variance.sqrt()
}
