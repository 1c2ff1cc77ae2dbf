//! Laying one small frame over another, cropped a little if need be, and measuring what differs.

use super::plane::Plane;
use super::profile::{self, Window};
use crate::SMALL_SIDE;

/// Pictures that correlate less than this when laid over each other as they are will not do so
/// after a small crop either.
const HOPELESS: f32 = 0.6;

/// A move of an edge that gains less correlation than this is not worth the next one.
const POLISHED: f32 = 0.0005;

/// What moving edges adds to the correlation at most: a logo misleads the profiles a little.
const POLISHABLE: f32 = 0.015;

/// Least correlation of two frames, so laid, of one picture. Recompression, scaling, tone and crops
/// keep it over 0.95; a logo in the corner may lower it to this.
const MIN_CORRELATION: f32 = 0.9;

/// A cell differs clearly from this difference on, in luma levels, once the tone is fitted.
const CLEAR: f32 = 26.0;

/// In the middle a cell differs from this difference on: there a face is, and nobody's logo.
const CLEAR_IN_MIDDLE: f32 = 18.0;

/// Cells round the middle at each side, of 32: where logos and signatures are.
const RIM: usize = 7;

/// How well two frames agree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// Share of cells that differ clearly once the tone is fitted.
    pub(super) changed: f32,
    /// How many cells of the middle differ.
    pub(super) changed_in_middle: usize,
    /// Whether one of the frames was cropped for it.
    pub(super) cropped: bool,
}

/// The fits worth judging: as they are, then with whichever small crop of one of them fits best,
/// if that fits better.
pub(super) fn fits(a: &Plane, b: &Plane) -> impl Iterator<Item = Fit> {
    let plain = a.correlation(b);
    let whole = (plain >= MIN_CORRELATION).then(|| fit(a, b));
    let cropped = move || {
        let found = (plain >= HOPELESS).then(|| best_crop(a, b, plain.max(MIN_CORRELATION)))?;
        found.map(|(first, second)| Fit { cropped: true, ..fit(&first, &second) })
    };
    whole.into_iter().chain(std::iter::once_with(cropped).flatten())
}

/// The two frames, one of them cropped so that it looks most like the other, if that makes their
/// correlation more than this.
fn best_crop(a: &Plane, b: &Plane, least: f32) -> Option<(Plane, Plane)> {
    let (of_a, of_b) = (Crop::rough(a, b), Crop::rough(b, a));
    let (best, from, to) =
        if of_a.correlation >= of_b.correlation { (of_a, a, b) } else { (of_b, b, a) };
    if best.correlation + POLISHABLE < least {
        return None;
    }
    let best = best.polished(from, to);
    (best.correlation > least).then(|| (best.frame, to.clone()))
}

/// A window of a frame that looks like the whole of another.
struct Crop {
    window: Window,
    frame: Plane,
    correlation: f32,
}

impl Crop {
    fn new(from: &Plane, to: &Plane, window: Window) -> Self {
        let frame = from.window(window);
        let correlation = frame.correlation(to);
        Self { window, frame, correlation }
    }

    /// Where the crop lies as the profiles tell, each axis by itself: a hundred times cheaper than
    /// trying windows.
    fn rough(from: &Plane, to: &Plane) -> Self {
        let across = profile::best_span(&from.columns(), &to.columns());
        let down = profile::best_span(&from.rows(), &to.rows());
        Self::new(from, to, Window { across, down })
    }

    /// Every edge moved by itself until no move helps.
    fn polished(mut self, from: &Plane, to: &Plane) -> Self {
        loop {
            let moved = self.window.neighbours().map(|window| Self::new(from, to, window));
            match moved.max_by(|a, b| a.correlation.total_cmp(&b.correlation)) {
                Some(better) if better.correlation > self.correlation + POLISHED => self = better,
                _ => return self,
            }
        }
    }
}

fn fit(a: &Plane, b: &Plane) -> Fit {
    // The frame with less contrast takes the other's tone: a faded copy is compared at full
    // strength, and a nearly black picture does not pass for a copy of every other.
    let (weak, strong) = if a.contrast() < b.contrast() { (a, b) } else { (b, a) };
    // Ranks undo any change of tone, but a patch of new white or black shifts them all; the
    // straight fit is not shifted, but knows no gamma. A copy fits by one of them.
    let [ranked, straight] =
        [weak.ranked_as(strong), weak.fitted_to(strong)].map(|toned| judged(&toned, strong));
    let differs = |fit: &Fit| (fit.changed_in_middle, fit.changed);
    if differs(&ranked) <= differs(&straight) { ranked } else { straight }
}

/// What differs between two frames of one tone.
fn judged(a: &Plane, b: &Plane) -> Fit {
    let (mut changed, mut changed_in_middle) = (0, 0);
    for (at, (a, b)) in a.cells().iter().zip(b.cells()).enumerate() {
        let difference = (a - b).abs();
        let middle = |place: usize| (RIM..SMALL_SIDE - RIM).contains(&place);
        let inside = middle(at % SMALL_SIDE) && middle(at / SMALL_SIDE);
        changed += usize::from(difference > CLEAR);
        changed_in_middle += usize::from(inside && difference > CLEAR_IN_MIDDLE);
    }
    Fit {
        changed: changed as f32 / a.cells().len().max(1) as f32,
        changed_in_middle,
        cropped: false,
    }
}
