//! "Simple background" said of a picture whose edges are full of detail.

use onmodel_vision::{PixelFacts, SMALL_SIDE};

use crate::{Draft, ImageView};

/// The group of phrases for a plain backdrop.
const PLAIN: (&str, &str) = ("background.plain", "plain");
/// A step in luma from one cell of the small frame to the next that a plain backdrop, even one with a
/// gradient or a soft shadow, does not have.
const STEP: u8 = 8;
/// The share of steps that must be so large. Measured: drawn figures before plain backdrops, hair and
/// raised arms reaching the edge, stay under 0.2; photographs in rooms and streets start at 0.4, and
/// drawn forests and rooms at 0.3.
const BUSY: f64 = 0.3;
/// How far in from the edge is looked, in cells.
const DEPTH: usize = 3;

/// Looks at an image whose caption may name a plain backdrop.
pub(super) fn look(image: &ImageView<'_>) -> Option<Draft> {
    let caption = image.caption()?;
    let vocabulary = &caption.context.vocabulary;
    let said = caption.fact.traits.iter().find(|one| {
        !one.negated
            && vocabulary.group(one.group).id == PLAIN.1
            && vocabulary.axis_of(one.group).id == PLAIN.0
    })?;
    if !is_busy(image.pixels()?) {
        return None;
    }
    let words = said.span.of(caption.text());
    let message = format!("\"{words}\", but the edges of {} are full of detail", image.relative());
    Some(Draft::span(caption.index, said.span, message))
}

/// Whether the top of the picture and the upper half of its sides, where a figure seldom reaches, are
/// full of steps.
fn is_busy(pixels: &PixelFacts) -> bool {
    let at = |x: usize, y: usize| pixels.small.get(y * SMALL_SIDE + x).copied();
    let is_edge = |x: usize, y: usize| {
        y < DEPTH || (y < SMALL_SIDE / 2 && !(DEPTH..SMALL_SIDE - DEPTH).contains(&x))
    };
    let cells = (0..SMALL_SIDE).flat_map(|y| (0..SMALL_SIDE - 1).map(move |x| (x, y)));
    let (mut steps, mut large) = (0_u32, 0_u32);
    for (x, y) in cells.filter(|&(x, y)| is_edge(x, y) && is_edge(x + 1, y)) {
        if let (Some(here), Some(next)) = (at(x, y), at(x + 1, y)) {
            steps += 1;
            large += u32::from(here.abs_diff(next) >= STEP);
        }
    }
    f64::from(large) > BUSY * f64::from(steps)
}
