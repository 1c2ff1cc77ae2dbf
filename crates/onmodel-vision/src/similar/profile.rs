//! Where a crop lies, read from a picture's profiles: the means of its columns and of its rows.

use crate::SMALL_SIDE;

/// The most that is cut off at one edge, in steps, and a step as a share of the side: an eighth in
/// all, in quarters of a cell.
const STEPS: usize = 16;
const STEP: f32 = 1.0 / 128.0;

/// Steps between the cuts tried first; then half as many beside the best of them, and the rest is
/// for polishing.
const COARSE_STEPS: usize = 4;

/// Profiles of one picture correlate over 0.9 when its crop lies right to half a cell; below these,
/// to a cell and to half of one, no finer search helps.
const MIN_LIKENESS: f32 = 0.6;
const MIN_FINE_LIKENESS: f32 = 0.85;

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

    /// The spans whose ends lie `steps` further in or out or where they are, one at least moved, as
    /// far as no more than the most is cut off.
    fn around(self, steps: usize) -> impl Iterator<Item = Self> {
        let far = steps as f32 * STEP;
        let moves = [-far, 0.0, far];
        let moved = moves.into_iter().flat_map(move |start| moves.map(|end| (start, end)));
        let spans = moved
            .filter(|&moved| moved != (0.0, 0.0))
            .map(move |(start, end)| Self { start: self.start + start, end: self.end + end });
        spans.filter(|span| span.allowed())
    }

    fn allowed(self) -> bool {
        let most = STEPS as f32 * STEP + STEP / 2.0;
        let allowed = |cut: f32| (-STEP / 2.0..=most).contains(&cut);
        allowed(self.start) && allowed(1.0 - self.end)
    }

    /// The spans with one edge moved by a step, as far as no more than the most is cut off.
    fn neighbours(self) -> impl Iterator<Item = Self> {
        let moved = [(-STEP, 0.0), (STEP, 0.0), (0.0, -STEP), (0.0, STEP)];
        let spans = moved
            .into_iter()
            .map(move |(start, end)| Self { start: self.start + start, end: self.end + end });
        spans.filter(|span| span.allowed())
    }
}

impl Window {
    /// The windows with one edge moved by a step.
    pub(super) fn neighbours(self) -> impl Iterator<Item = Self> {
        let across = self.across.neighbours().map(move |across| Self { across, ..self });
        across.chain(self.down.neighbours().map(move |down| Self { down, ..self }))
    }
}

/// A profile, and what is left of it when its ends are cut off in the ways tried first. Each is of
/// mean 0 and length 1, so that a product of two is their correlation.
#[derive(Debug)]
pub(super) struct Cuts {
    profile: Profile,
    tried: Vec<(Span, Profile)>,
}

impl Cuts {
    /// Of a profile.
    pub(super) fn of(profile: Profile) -> Self {
        let cuts = || (0..=STEPS).step_by(COARSE_STEPS);
        let spans = cuts().flat_map(|before| cuts().map(move |after| Span::cut(before, after)));
        let tried = spans.map(|span| (span, level(stretched(&profile, span)))).collect();
        Self { profile, tried }
    }

    /// The part of this profile that, stretched, is most like the whole of another, and how like it
    /// is; `None` where no part is.
    pub(super) fn best(&self, other: &Self) -> Option<(Span, f32)> {
        let (first, to) = other.tried.first()?;
        // A profile that is flat tells nothing: nothing is cut off.
        if to.iter().chain(&self.tried.first()?.1).all(|&value| value == 0.0) {
            return Some((*first, 1.0));
        }
        let scored = self.tried.iter().map(|(span, cut)| (*span, product(cut, to)));
        let coarse = best_of(scored).filter(|(_, likeness)| *likeness >= MIN_LIKENESS)?;
        let near = coarse.0.around(COARSE_STEPS / 2);
        let finer = near.map(|span| (span, product(&level(stretched(&self.profile, span)), to)));
        let best = best_of(std::iter::once(coarse).chain(finer));
        best.filter(|(_, likeness)| *likeness >= MIN_FINE_LIKENESS)
    }
}

/// Of equals the first.
fn best_of(scored: impl Iterator<Item = (Span, f32)>) -> Option<(Span, f32)> {
    scored.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

fn level(mut profile: Profile) -> Profile {
    make_level(&mut profile);
    profile
}

/// Shifts and scales values, a multiple of eight, to mean 0 and length 1; to zeros where they are
/// flat.
pub(super) fn make_level(values: &mut [f32]) {
    let mean = values.iter().sum::<f32>() / values.len().max(1) as f32;
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

/// The sum of the products, in eight sums at once: a processor adds that many together.
pub(super) fn product(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0; 8];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for (sum, (a, b)) in sums.iter_mut().zip(a.iter().zip(b)) {
            *sum += a * b;
        }
    }
    sums.iter().sum()
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
