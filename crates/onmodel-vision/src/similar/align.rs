//! Laying one small frame over another, cropped a little if need be, and measuring what differs.

use super::plane::{Plane, Window};

/// Sides of the crops tried, as shares of the whole.
const CROPS: [f32; 5] = [0.975, 0.95, 0.925, 0.9, 0.85];

/// Pictures that correlate less than this when laid over each other as they are will not do so
/// after a small crop either.
const HOPELESS: f32 = 0.6;

/// A cell differs clearly from this difference on, in luma levels, once the tone is fitted.
const CLEAR: f32 = 26.0;

/// How well two frames agree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// Pearson's correlation of the luma.
    pub(super) correlation: f32,
    /// Share of cells that differ clearly once the tone is fitted.
    pub(super) changed: f32,
}

/// The fits worth judging: as they are, then with whichever small crop of one of them fits best.
pub(super) fn fits(a: &Plane, b: &Plane) -> impl Iterator<Item = Fit> {
    let plain = fit(a, b);
    let cropped = move || (plain.correlation >= HOPELESS).then(|| best_crop(a, b));
    std::iter::once(plain).chain(std::iter::once_with(cropped).flatten())
}

fn best_crop(a: &Plane, b: &Plane) -> Fit {
    // The crop is searched for on frames of half the side, and judged on whole ones.
    let (coarse_a, coarse_b) = (a.halved(), b.halved());
    let of_a = search(&coarse_a, &coarse_b);
    let of_b = search(&coarse_b, &coarse_a);
    if of_a.1 >= of_b.1 { fit(&a.window(of_a.0), b) } else { fit(a, &b.window(of_b.0)) }
}

/// The window of `from` that looks most like the whole of `to`, and their correlation.
fn search(from: &Plane, to: &Plane) -> (Window, f32) {
    let score = |window: &Window| from.window(*window).correlation(to);
    let best = CROPS.into_iter().map(|scale| climb(Window::centred(scale), &score));
    best.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((Window::centred(1.0), 0.0))
}

/// Moves a window step by step to where it fits better, until no step helps.
fn climb(start: Window, score: &impl Fn(&Window) -> f32) -> (Window, f32) {
    let mut best = (start, score(&start));
    loop {
        let steps = best.0.neighbours().map(|window| (window, score(&window)));
        match steps.max_by(|a, b| a.1.total_cmp(&b.1)) {
            Some(better) if better.1 > best.1 => best = better,
            _ => return best,
        }
    }
}

fn fit(a: &Plane, b: &Plane) -> Fit {
    // The frame with less contrast takes the other's tone: a faded copy is compared at full
    // strength, and a nearly black picture does not pass for a copy of every other.
    let (weak, strong) = if a.contrast() < b.contrast() { (a, b) } else { (b, a) };
    // Ranks undo any change of tone, but a patch of new white or black shifts them all; the
    // straight fit is not shifted, but knows no gamma. A copy fits by one of them.
    let [ranked, straight] = [weak.ranked_as(strong), weak.fitted_to(strong)].map(|toned| {
        let clear = toned
            .cells()
            .iter()
            .zip(strong.cells())
            .filter(|(a, b)| (*a - *b).abs() > CLEAR)
            .count();
        Fit {
            correlation: toned.correlation(strong),
            changed: clear as f32 / toned.cells().len().max(1) as f32,
        }
    });
    if ranked.changed <= straight.changed { ranked } else { straight }
}
