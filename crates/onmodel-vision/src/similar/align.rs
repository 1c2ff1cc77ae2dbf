//! Laying one small frame over another, cropped a little, and measuring what differs.

use crate::SMALL_SIDE;

/// Sides of the crops tried, as shares of the whole: what a crop of up to 15 % leaves.
const CROPS: [f32; 6] = [1.0, 0.975, 0.95, 0.925, 0.9, 0.85];
/// Steps of place tried along each axis for each crop.
const PLACES: usize = 5;
/// A cell differs clearly from this difference on, in luma levels, once the tone is fitted.
const CLEAR: f32 = 26.0;

/// How well two frames agree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// Pearson's correlation of the luma.
    pub(super) correlation: f32,
    /// Share of cells that differ clearly after fitting contrast and brightness.
    pub(super) changed: f32,
}

/// A part of a frame, in cells.
#[derive(Clone, Copy)]
struct Window {
    left: f32,
    top: f32,
    scale: f32,
}

/// All fits tried, the plain one first.
pub(super) fn fits<'a>(a: &'a [u8], b: &'a [u8], mirrored: bool) -> impl Iterator<Item = Fit> + 'a {
    let seen = move |frame: &[u8], window| resample(frame, window, false);
    let whole = Window { left: 0.0, top: 0.0, scale: 1.0 };
    windows().flat_map(move |window| {
        let cropped_a = fit(&seen(a, window), &resample(b, whole, mirrored));
        let cropped_b =
            (window.scale < 1.0).then(|| fit(&seen(a, whole), &resample(b, window, mirrored)));
        std::iter::once(cropped_a).chain(cropped_b)
    })
}

fn windows() -> impl Iterator<Item = Window> {
    CROPS.into_iter().flat_map(|scale| {
        let places = if scale < 1.0 { PLACES } else { 1 };
        let free = SMALL_SIDE as f32 * (1.0 - scale);
        let place = move |index: usize| free * index as f32 / (places.max(2) - 1) as f32;
        (0..places * places).map(move |at| Window {
            left: place(at % places),
            top: place(at / places),
            scale,
        })
    })
}

/// The part of a frame in the window, stretched to a whole frame; bilinear between cell centres.
fn resample(frame: &[u8], window: Window, mirrored: bool) -> Vec<f32> {
    let place = |start: f32, index: usize| start + (index as f32 + 0.5) * window.scale - 0.5;
    let cells = (0..SMALL_SIDE * SMALL_SIDE).map(|at| (at % SMALL_SIDE, at / SMALL_SIDE));
    let value = |(x, y)| {
        let x = place(window.left, x);
        let x = if mirrored { (SMALL_SIDE - 1) as f32 - x } else { x };
        bilinear(frame, x, place(window.top, y))
    };
    cells.map(value).collect()
}

fn bilinear(frame: &[u8], x: f32, y: f32) -> f32 {
    let end = (SMALL_SIDE - 1) as f32;
    let (x, y) = (x.clamp(0.0, end), y.clamp(0.0, end));
    let (left, top) = (x.floor(), y.floor());
    let at = |column: f32, row: f32| {
        let place = row.min(end) as usize * SMALL_SIDE + column.min(end) as usize;
        frame.get(place).map_or(255.0, |&value| f32::from(value))
    };
    let across = |row| at(left, row) + (at(left + 1.0, row) - at(left, row)) * (x - left);
    across(top) + (across(top + 1.0) - across(top)) * (y - top)
}

fn fit(a: &[f32], b: &[f32]) -> Fit {
    let count = a.len().max(1) as f32;
    let mean = |values: &[f32]| values.iter().sum::<f32>() / count;
    let (mean_a, mean_b) = (mean(a), mean(b));
    let pairs = || a.iter().zip(b).map(|(a, b)| (a - mean_a, b - mean_b));
    let (mut aa, mut bb, mut ab) = (0.0, 0.0, 0.0);
    for (a, b) in pairs() {
        (aa, bb, ab) = (aa + a * a, bb + b * b, ab + a * b);
    }
    if aa <= 0.0 || bb <= 0.0 {
        return Fit { correlation: 0.0, changed: 1.0 };
    }
    // Least squares onto the frame with more contrast: a faded copy is compared at full strength.
    let (gain, forward) = if aa < bb { (ab / aa, true) } else { (ab / bb, false) };
    let residual = |(a, b): (f32, f32)| if forward { b - gain * a } else { a - gain * b };
    let changed = pairs().filter(|&pair| residual(pair).abs() > CLEAR).count();
    Fit { correlation: ab / (aa * bb).sqrt(), changed: changed as f32 / count }
}
