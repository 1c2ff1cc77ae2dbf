//! Laying one small frame over another, cropped a little if need be, and measuring what differs.

use std::rc::Rc;

use super::plane::Plane;
use super::profile::Cuts;
use super::sums::{correlation, make_level, product};
use super::window::Window;
use crate::SMALL_SIDE;

/// Pictures that correlate less than this when laid over each other as they are will not do so
/// after a small crop either.
const HOPELESS: f32 = 0.6;

/// What a crop leaves unexplained at most, as a share of what the frames differ in without it: a
/// mouth that opens is explained by no crop.
const UNEXPLAINED: f32 = 0.5;

/// A move of an edge that gains less correlation than this is not worth the next one.
const POLISHED: f32 = 0.0005;

/// What moving edges adds to the correlation at most: a logo misleads the profiles a little.
const POLISHABLE: f32 = 0.015;

/// Least correlation of two frames, so laid, of one picture. Recompression, scaling, tone and crops
/// keep it over 0.95; a logo in the corner may lower it to this.
const MIN_CORRELATION: f32 = 0.9;

/// A cell differs clearly from this difference on, in luma levels, once the tone is fitted.
const CLEAR: f32 = 26.0;

/// In the middle, where a face is and nobody's logo, evidence is local: a cell is another one when
/// more than a certain level is left of its difference once noise and slope are taken off.
#[derive(Clone, Copy)]
struct Tolerance {
    /// In luma levels. A copy leaves up to 2; a mouth that opens in a close-up 30 and more, one that
    /// only bends 6 to 17.
    level: f32,
    /// So much of the slope at a cell is explained by a shift of one frame against the other, in
    /// cells.
    shift: f32,
}

/// Frames laid over each other as they are.
const WHOLE: Tolerance = Tolerance { level: 3.5, shift: 0.15 };

/// A frame laid over the crop of another to a quarter of a cell: copies leave up to 12 levels.
const CROPPED: Tolerance = Tolerance { level: 12.0, shift: 0.4 };

/// What noise explains: so many times the difference that three cells in four stay below. (Another
/// tone disturbs all cells a little, another expression a few cells much.)
const NOISE: f32 = 4.0;

/// With so many other cells in the middle before the crop is polished, or before the tone is fitted
/// in a second way, the pictures are two: copies have a tenth of it.
const MANY: usize = 60;

/// Cells round the middle at each side, of 32: where logos and signatures are.
const RIM: usize = 7;

/// How well two frames agree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// Share of cells that differ clearly once the tone is fitted.
    pub(super) changed: f32,
    /// How many cells of the middle show something else.
    pub(super) others: usize,
}

/// A picture made ready to be laid over many others.
#[derive(Debug)]
pub(super) struct Sheet {
    plane: Plane,
    /// The plane's cells with mean 0 and length 1, so that a product of two is their correlation.
    level: Vec<f32>,
    across: Cuts,
    down: Cuts,
}

impl Sheet {
    /// Of a small frame, seen in a mirror if asked.
    pub(super) fn of(small: &[u8], mirrored: bool) -> Self {
        let plane = Plane::of(small, mirrored);
        let (across, down) = (Cuts::of(plane.columns()), Cuts::of(plane.rows()));
        let mut level = plane.cells().to_vec();
        make_level(&mut level);
        Self { plane, level, across, down }
    }
}

/// The fits worth judging: as they are, then with whichever small crop of one of them fits best,
/// if that fits better.
pub(super) fn fits(a: &Sheet, b: &Sheet) -> impl Iterator<Item = Fit> {
    let plain = product(&a.level, &b.level);
    let whole = (plain >= MIN_CORRELATION).then(|| fit(&a.plane, &b.plane, WHOLE));
    let cropped = move || {
        let found = (plain >= HOPELESS).then(|| best_crop(a, b, plain))?;
        found.map(|(first, second)| fit(&first, second, CROPPED))
    };
    whole.into_iter().chain(std::iter::once_with(cropped).flatten())
}

/// The two frames, one of them cropped so that it looks most like the other, if that explains most
/// of what they differ in as they are.
fn best_crop<'a>(a: &'a Sheet, b: &'a Sheet, plain: f32) -> Option<(Plane, &'a Plane)> {
    let least = MIN_CORRELATION.max(1.0 - UNEXPLAINED * (1.0 - plain));
    // Which of the two is the crop, the profiles tell: making a frame costs more than asking them.
    let of = |from: &'a Sheet, to: &'a Sheet| rough(from, to).map(|found| (found, from, to));
    let both = of(a, b).into_iter().chain(of(b, a));
    let ((window, _), from, to) = both.max_by(|(a, ..), (b, ..)| a.1.total_cmp(&b.1))?;
    let best = Crop::new(from, to, window);
    if best.correlation + POLISHABLE < least || !promising(&best.frame, &to.plane) {
        return None;
    }
    let best = best.polished(from, to);
    (best.correlation > least).then_some((best.frame, &to.plane))
}

/// Where a crop lies as the profiles tell, each axis by itself, and how sure they are: a hundred
/// times cheaper than trying windows. `None` where they tell that it is no crop.
fn rough(from: &Sheet, to: &Sheet) -> Option<(Window, f32)> {
    let (across, sure) = from.across.best(&to.across)?;
    let (down, surer) = from.down.best(&to.down)?;
    Some((Window { across, down }, sure + surer))
}

/// Whether polishing might make these frames one: a move of a quarter of a cell mends only so much.
fn promising(a: &Plane, b: &Plane) -> bool {
    let (weak, strong) = by_contrast(a, b);
    judged(&weak.fitted_to(strong), strong, CROPPED).others < MANY
}

/// A window of a frame that looks like the whole of another.
struct Crop {
    window: Window,
    /// The frame before its columns are cut, for windows that differ in nothing else.
    across: Rc<Plane>,
    frame: Plane,
    correlation: f32,
}

impl Crop {
    fn new(from: &Sheet, to: &Sheet, window: Window) -> Self {
        Self::down(Rc::new(from.plane.stretched_across(window.across)), to, window)
    }

    fn down(across: Rc<Plane>, to: &Sheet, window: Window) -> Self {
        let frame = across.stretched_down(window.down);
        let correlation = correlation(frame.cells(), &to.level);
        Self { window, across, frame, correlation }
    }

    /// Every edge moved by itself until no move helps.
    fn polished(mut self, from: &Sheet, to: &Sheet) -> Self {
        loop {
            match self.moved(from, to).max_by(|a, b| a.correlation.total_cmp(&b.correlation)) {
                Some(better) if better.correlation > self.correlation + POLISHED => self = better,
                _ => return self,
            }
        }
    }

    /// With one edge moved by a step.
    fn moved(&self, from: &Sheet, to: &Sheet) -> impl Iterator<Item = Self> {
        let Window { across, down } = self.window;
        let sideways = across.neighbours().map(move |across| Window { across, down });
        let up_and_down = down.neighbours().map(move |down| Window { across, down });
        let sideways = sideways.map(|window| Self::new(from, to, window));
        sideways.chain(up_and_down.map(|window| Self::down(self.across.clone(), to, window)))
    }
}

/// The frame with less contrast, which takes the other's tone, and the other: a faded copy is
/// compared at full strength, and a nearly black picture does not pass for a copy of every other.
fn by_contrast<'a>(a: &'a Plane, b: &'a Plane) -> (&'a Plane, &'a Plane) {
    if a.contrast() < b.contrast() { (a, b) } else { (b, a) }
}

fn fit(a: &Plane, b: &Plane, tolerance: Tolerance) -> Fit {
    let (weak, strong) = by_contrast(a, b);
    // Ranks undo any change of tone, but a patch of new white or black shifts them all; the
    // straight fit is not shifted, but knows no gamma. A copy fits by one of them.
    let straight = judged(&weak.fitted_to(strong), strong, tolerance);
    if straight.others == 0 || straight.others >= 2 * MANY {
        return straight;
    }
    let ranked = judged(&weak.ranked_as(strong), strong, tolerance);
    let differs = |fit: &Fit| (fit.others, fit.changed);
    if differs(&ranked) <= differs(&straight) { ranked } else { straight }
}

/// What differs between two frames of one tone.
fn judged(a: &Plane, b: &Plane, tolerance: Tolerance) -> Fit {
    let differences: Vec<f32> =
        a.cells().iter().zip(b.cells()).map(|(a, b)| (a - b).abs()).collect();
    let changed = differences.iter().filter(|&&difference| difference > CLEAR).count();
    let least = tolerance.level + NOISE * upper_quartile(&differences);
    let middle = || RIM..SMALL_SIDE - RIM;
    let cells = middle().flat_map(|y| middle().map(move |x| (x, y)));
    let others = cells.filter(|&(x, y)| {
        // The middle lies within the plane.
        let difference = differences[y * SMALL_SIDE + x];
        difference > least
            && difference - tolerance.shift * a.slope(x, y).max(b.slope(x, y)) > least
    });
    Fit { changed: changed as f32 / differences.len().max(1) as f32, others: others.count() }
}

/// The value that three in four stay below.
fn upper_quartile(values: &[f32]) -> f32 {
    let mut values = values.to_vec();
    let place = values.len() * 3 / 4;
    if place >= values.len() {
        return 0.0;
    }
    *values.select_nth_unstable_by(place, f32::total_cmp).1
}
