//! Which of several look-alikes is the one to keep.

use crate::{Format, ImageFacts, Orientation};

/// A picture is larger only when its area is by more than this factor: a copy saved again at
/// 1030 px shows nothing that its original of 1024 px does not.
const LARGER: f64 = 1.1;

/// A picture is less sharp only below this share of the other's sharpness: the ringing that JPEG
/// leaves at an edge counts as a little sharpness too.
const LESS_SHARP: f32 = 0.8;

/// Strength of the 8-pixel grid, and factor of enlargement, from which on a picture shows what was
/// done to it. Sound pictures hardly ever reach either.
const WORN_GRID: f32 = 1.5;
const WORN_ENLARGED: f32 = 2.5;

/// The best of these pictures: of the largest, those without signs of wear; of those, the sharp
/// ones; of those, the one in a format that lost nothing, then the sharpest, then one stored
/// upright, then the first by index. `None` only for none.
pub(super) fn best(images: &[Option<&ImageFacts>], of: &[usize]) -> Option<usize> {
    let facts = |image: usize| images.get(image).copied().flatten();
    let area = |image: usize| facts(image).map_or(0, area) as f64;
    let sharpness = |image: usize| facts(image).map_or(0.0, sharpness);
    let largest = of.iter().map(|&image| area(image)).fold(0.0, f64::max);
    let large: Vec<usize> =
        of.iter().copied().filter(|&image| area(image) * LARGER >= largest).collect();
    let unworn = large.iter().copied().filter(|&image| facts(image).is_some_and(|one| !worn(one)));
    let sound: Vec<usize> =
        Some(unworn.collect()).filter(|sound: &Vec<_>| !sound.is_empty()).unwrap_or(large);
    let sharpest = sound.iter().map(|&image| sharpness(image)).fold(0.0, f32::max);
    let sharp = sound.into_iter().filter(|&image| sharpness(image) >= sharpest * LESS_SHARP);
    sharp.min_by(|&a, &b| {
        let lossy = |image: usize| facts(image).is_some_and(lossy);
        let turned = |image: usize| facts(image).is_some_and(turned);
        (lossy(a).cmp(&lossy(b)))
            .then(sharpness(b).total_cmp(&sharpness(a)))
            .then(turned(a).cmp(&turned(b)))
            .then(a.cmp(&b))
    })
}

/// Pixels of the picture, 0 where its size is not known.
pub(super) fn area(facts: &ImageFacts) -> u64 {
    facts.shown().map_or(0, crate::Size::pixels)
}

fn sharpness(facts: &ImageFacts) -> f32 {
    facts.pixels().map_or(0.0, |pixels| pixels.quality.sharpness)
}

fn worn(facts: &ImageFacts) -> bool {
    facts.pixels().is_some_and(|pixels| {
        pixels.quality.blockiness >= WORN_GRID || pixels.quality.enlarged >= WORN_ENLARGED
    })
}

/// Whether the format gives up detail (JPEG) or colours (GIF). A WebP may, but its header does not
/// tell in a way worth reading.
fn lossy(facts: &ImageFacts) -> bool {
    facts.header().is_some_and(|header| matches!(header.format, Format::Jpeg | Format::Gif))
}

fn turned(facts: &ImageFacts) -> bool {
    facts.header().is_some_and(|header| header.orientation != Orientation::UPRIGHT)
}
