//! Sums over many values, in eight sums at once: a processor adds that many together.

/// The sum of what `term` makes of each two values; of a multiple of eight.
#[inline]
fn sum(a: &[f32], b: &[f32], term: impl Fn(f32, f32) -> f32) -> f32 {
    let mut sums = [0.0; 8];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for (sum, (a, b)) in sums.iter_mut().zip(a.iter().zip(b)) {
            *sum += term(*a, *b);
        }
    }
    sums.iter().sum()
}

/// The sum of the products.
#[inline]
pub(super) fn product(a: &[f32], b: &[f32]) -> f32 {
    sum(a, b, |a, b| a * b)
}

/// The mean.
#[inline]
pub(super) fn mean(values: &[f32]) -> f32 {
    sum(values, values, |value, _| value) / values.len().max(1) as f32
}

/// The mean product of how far the values lie from their means; of values with themselves the
/// variance.
pub(super) fn covariance(a: &[f32], b: &[f32]) -> f32 {
    let (mean_a, mean_b) = (mean(a), mean(b));
    sum(a, b, |a, b| (a - mean_a) * (b - mean_b)) / a.len().max(1) as f32
}

/// Pearson's correlation with values of mean 0 and length 1; 0 where these are flat.
#[inline]
pub(super) fn correlation(values: &[f32], level: &[f32]) -> f32 {
    let mean = mean(values);
    let length = sum(values, values, |value, _| (value - mean) * (value - mean)).sqrt();
    if length > 0.0 {
        sum(values, level, |value, level| (value - mean) * level) / length
    } else {
        0.0
    }
}

/// Shifts and scales values to mean 0 and length 1, so that a product of two is their correlation;
/// to zeros where they are flat.
pub(super) fn make_level(values: &mut [f32]) {
    let mean = mean(values);
    for value in values.iter_mut() {
        *value -= mean;
    }
    let length = product(values, values).sqrt();
    if length > 0.0 {
        for value in values {
            *value /= length;
        }
    }
}
