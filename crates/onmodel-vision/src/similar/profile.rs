//! Where a crop lies, read from a picture's profiles: the means of its columns and of its rows.

use crate::SMALL_SIDE;

/// The most that is cut off at one edge, in steps, and a step as a share of the side: an eighth in
/// all, in quarters of a cell.
const STEPS: usize = 16;
const STEP: f32 = 1.0 / 128.0;

/// Means along one axis.
pub(super) type Profile = [f32; SMALL_SIDE];

/// A stretch of one axis, in shares of the whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    pub(super) start: f32,
    pub(super) end: f32,
}

/// A part of a frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Window {
    pub(super) across: Span,
    pub(super) down: Span,
}

impl Span {
    fn cut(before: usize, after: usize) -> Self {
        Self { start: before as f32 * STEP, end: 1.0 - after as f32 * STEP }
    }

    /// The place, in cells, that cell `index` of the stretched span shows.
    pub(super) fn place(self, index: usize) -> f32 {
        let share = (index as f32 + 0.5) / SMALL_SIDE as f32;
        (self.start + share * (self.end - self.start)) * SMALL_SIDE as f32 - 0.5
    }

    /// The spans with one edge moved by a step, as far as no more than the most is cut off.
    fn neighbours(self) -> impl Iterator<Item = Self> {
        let moved = [(-STEP, 0.0), (STEP, 0.0), (0.0, -STEP), (0.0, STEP)];
        let most = STEPS as f32 * STEP + STEP / 2.0;
        moved.into_iter().filter_map(move |(start, end)| {
            let span = Self { start: self.start + start, end: self.end + end };
            let allowed = |cut: f32| (-STEP / 2.0..=most).contains(&cut);
            (allowed(span.start) && allowed(1.0 - span.end)).then_some(span)
        })
    }
}

impl Window {
    /// The windows with one edge moved by a step.
    pub(super) fn neighbours(self) -> impl Iterator<Item = Self> {
        let across = self.across.neighbours().map(move |across| Self { across, ..self });
        across.chain(self.down.neighbours().map(move |down| Self { down, ..self }))
    }
}

/// The part of `from` that, stretched, is most like the whole of `to`.
pub(super) fn best_span(from: &Profile, to: &Profile) -> Span {
    // Half as many places at each edge are tried as there are; the rest is for polishing.
    let cuts = || (0..=STEPS).step_by(2);
    let spans = cuts().flat_map(|before| cuts().map(move |after| Span::cut(before, after)));
    let scored = spans.map(|span| (span, correlation(&stretched(from, span), to)));
    // Of equals the first, which cuts least: a flat profile tells nothing.
    let best = scored.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map_or(Span::cut(0, 0), |(span, _)| span)
}

fn stretched(profile: &Profile, span: Span) -> Profile {
    std::array::from_fn(|index| between(span.place(index), |at| profile.get(at).copied()))
}

/// The value between two cells, linear; the nearest cell's for a place outside.
pub(super) fn between(place: f32, value: impl Fn(usize) -> Option<f32>) -> f32 {
    let place = place.clamp(0.0, (SMALL_SIDE - 1) as f32);
    let low = place as usize;
    let a = value(low).unwrap_or_default();
    let b = value(low + 1).unwrap_or(a);
    a + (b - a) * (place - low as f32)
}

/// Pearson's correlation, 0 where one of the two is flat.
pub(super) fn correlation(a: &[f32], b: &[f32]) -> f32 {
    let mean = |values: &[f32]| values.iter().sum::<f32>() / values.len().max(1) as f32;
    let (mean_a, mean_b) = (mean(a), mean(b));
    let (mut aa, mut bb, mut ab) = (0.0, 0.0, 0.0);
    for (a, b) in a.iter().zip(b) {
        let (a, b) = (a - mean_a, b - mean_b);
        (aa, bb, ab) = (aa + a * a, bb + b * b, ab + a * b);
    }
    if aa > 0.0 && bb > 0.0 { ab / (aa * bb).sqrt() } else { 0.0 }
}
