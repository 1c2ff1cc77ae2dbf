//! A dataset of another machine, as its neighbours see it.

use std::path::PathBuf;
use std::sync::Arc;

use onmodel_caption::Span;
use onmodel_rules::neighbours::{Called, Neighbour};
use onmodel_vision::{
    ColourMode, ContentId, Format, Hash64, Header, ImageFacts, Look, Orientation,
};
use onmodel_vision::{PixelFacts, Profile, Quality, SMALL_SIDE, Size};

use crate::json::{Dataset, SharedImage, SharedPixels, SharedTrigger};

/// The neighbour a report tells of; one without pictures where it tells of none.
pub(super) fn neighbour(dataset: &Dataset) -> Neighbour {
    let facts = dataset.facts.as_ref();
    let triggers = facts.into_iter().flat_map(|facts| &facts.triggers).map(called);
    let images = facts.into_iter().flat_map(|facts| &facts.images);
    Neighbour {
        root: PathBuf::from(&dataset.path),
        name: dataset.name.clone(),
        triggers: triggers.collect(),
        images: images.map(|image| (PathBuf::from(&image.path), seen(image))).collect(),
    }
}

fn called(trigger: &SharedTrigger) -> Called {
    let span = trigger.range.map(|range| Span::new(range.start.offset, range.end.offset));
    Called {
        text: trigger.text.clone(),
        file: PathBuf::from(&trigger.path),
        span: span.unwrap_or(Span::at(0)),
    }
}

/// As much of an image as comparing it needs; `None` where it could not be read.
fn seen(image: &SharedImage) -> Option<Arc<ImageFacts>> {
    let content = ContentId::from_hex(image.sha256.as_deref()?)?;
    let look = match image.pixels.as_ref().and_then(pixels) {
        Some(pixels) => Look::Seen(header(), pixels),
        None => Look::Pointer { oid: content, size: 0 },
    };
    Some(Arc::new(ImageFacts { content, bytes: 0, look }))
}

/// Nothing that is compared is in the header.
fn header() -> Header {
    Header {
        format: Format::Png,
        size: Size { width: 1, height: 1 },
        colour: ColourMode::Rgb,
        bits: 8,
        float: false,
        alpha: false,
        orientation: Orientation::UPRIGHT,
        frames: 1,
        profile: Profile::Srgb,
    }
}

fn pixels(pixels: &SharedPixels) -> Option<PixelFacts> {
    let hash = |digits: &str| u64::from_str_radix(digits, 16).ok().map(Hash64);
    let quality = Quality {
        mean: 0.0,
        spread: 0.0,
        dark: 0.0,
        bright: 0.0,
        sharpness: 0.0,
        blockiness: 1.0,
        enlarged: 1.0,
    };
    Some(PixelFacts {
        digest: u128::from_str_radix(&pixels.digest, 16).ok()?,
        hash: hash(&pixels.hash)?,
        mirrored: hash(&pixels.mirrored)?,
        texture: pixels.texture,
        small: frame(&pixels.frame)?,
        quality,
        alpha: None,
        border: None,
    })
}

fn frame(digits: &str) -> Option<Vec<u8>> {
    let pairs = digits.as_bytes().chunks_exact(2);
    let cell = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let cells: Option<Vec<u8>> = pairs.map(cell).collect();
    cells.filter(|cells| cells.len() == SMALL_SIDE * SMALL_SIDE)
}
