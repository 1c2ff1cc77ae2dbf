//! The arithmetic of buckets.

use onmodel_vision::Size;

use super::Bucket;

/// `size` scaled to cover `target`, the rest cut off.
pub(super) fn cover(size: Size, target: Size) -> Bucket {
    cover_rounded(size, target, f64::round)
}

/// [`cover`] for a trainer that makes whole pixels its own way.
pub(super) fn cover_rounded(size: Size, target: Size, whole: fn(f64) -> f64) -> Bucket {
    let (width, height) = (f64::from(size.width.max(1)), f64::from(size.height.max(1)));
    let scale = (f64::from(target.width) / width).max(f64::from(target.height) / height);
    let (scaled_width, scaled_height) = (whole(width * scale), whole(height * scale));
    let crop_loss = (1.0 - target.pixels() as f64 / (scaled_width * scaled_height)).clamp(0.0, 1.0);
    let upscale = (scaled_width / width).max(scaled_height / height).max(1.0);
    Bucket { size: target, crop_loss, upscale }
}

/// The candidate whose aspect differs least from the picture's; the first of equals.
pub(super) fn nearest_aspect(
    size: Size,
    candidates: impl IntoIterator<Item = Size>,
) -> Option<Size> {
    let difference = |candidate: &Size| (candidate.aspect() - size.aspect()).abs();
    candidates.into_iter().min_by(|a, b| difference(a).total_cmp(&difference(b)))
}
