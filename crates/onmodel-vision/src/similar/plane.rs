//! A small square of luma to compute with.

use crate::SMALL_SIDE;

/// A square part of a plane, in shares of its side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    left: f32,
    top: f32,
    scale: f32,
}

impl Window {
    /// The window of this scale in the middle.
    pub(super) fn centred(scale: f32) -> Self {
        Self { left: (1.0 - scale) / 2.0, top: (1.0 - scale) / 2.0, scale }
    }

    /// The windows a step away in each direction, as far as they stay inside. Eight steps lead
    /// from one border to the other.
    pub(super) fn neighbours(self) -> impl Iterator<Item = Self> {
        let free = 1.0 - self.scale;
        let step = free / 8.0;
        let moved = [(-step, 0.0), (step, 0.0), (0.0, -step), (0.0, step)];
        moved.into_iter().filter_map(move |(x, y)| {
            let (left, top) = (self.left + x, self.top + y);
            let inside = |place: f32| (-1e-4..=free + 1e-4).contains(&place);
            (inside(left) && inside(top)).then_some(Self { left, top, ..self })
        })
    }
}

/// Luma of `side`² cells, row by row.
#[derive(Debug, Clone)]
pub(super) struct Plane {
    side: usize,
    cells: Vec<f32>,
}

impl Plane {
    /// A small frame, seen in a mirror if asked, softened by one cell: which pixels of a fine
    /// pattern fall into which cell is chance, and another for every crop.
    pub(super) fn of(small: &[u8], mirrored: bool) -> Self {
        let at = |x: usize, y: usize| {
            let x = if mirrored { SMALL_SIDE - 1 - x } else { x };
            small.get(y * SMALL_SIDE + x).map_or(255.0, |&value| f32::from(value))
        };
        let sharp = Self::from_fn(SMALL_SIDE, at);
        let across = Self::from_fn(SMALL_SIDE, |x, y| {
            soft(|offset| sharp.at(x.cast_signed() + offset, y.cast_signed()))
        });
        Self::from_fn(SMALL_SIDE, |x, y| {
            soft(|offset| across.at(x.cast_signed(), y.cast_signed() + offset))
        })
    }

    fn from_fn(side: usize, value: impl Fn(usize, usize) -> f32) -> Self {
        let cells = (0..side * side).map(|at| value(at % side, at / side)).collect();
        Self { side, cells }
    }

    /// The values, row by row.
    pub(super) fn cells(&self) -> &[f32] {
        &self.cells
    }

    /// The value at a place, of the nearest cell for places outside.
    fn at(&self, x: isize, y: isize) -> f32 {
        let clamped = |place: isize| place.clamp(0, self.side.cast_signed() - 1) as usize;
        self.cells.get(clamped(y) * self.side + clamped(x)).copied().unwrap_or_default()
    }

    /// Every two by two cells made one.
    pub(super) fn halved(&self) -> Self {
        let pick = |x: usize, y: usize| {
            (0..4).map(move |at: usize| {
                self.at((x * 2 + at % 2).cast_signed(), (y * 2 + at / 2).cast_signed())
            })
        };
        Self::from_fn(self.side / 2, |x, y| pick(x, y).sum::<f32>() / 4.0)
    }

    /// A window stretched to a whole plane; bilinear between cell centres.
    pub(super) fn window(&self, window: Window) -> Self {
        let side = self.side as f32;
        let place =
            |start: f32, index: usize| start * side + (index as f32 + 0.5) * window.scale - 0.5;
        Self::from_fn(self.side, |x, y| self.between(place(window.left, x), place(window.top, y)))
    }

    fn between(&self, x: f32, y: f32) -> f32 {
        let (left, top) = (x.floor(), y.floor());
        let across = |row: isize| {
            let (a, b) = (self.at(left as isize, row), self.at(left as isize + 1, row));
            a + (b - a) * (x - left)
        };
        let (a, b) = (across(top as isize), across(top as isize + 1));
        a + (b - a) * (y - top)
    }

    fn mean(&self) -> f32 {
        self.cells.iter().sum::<f32>() / self.cells.len().max(1) as f32
    }

    /// The standard deviation.
    pub(super) fn contrast(&self) -> f32 {
        let mean = self.mean();
        (self.cells.iter().map(|cell| (cell - mean).powi(2)).sum::<f32>()
            / self.cells.len().max(1) as f32)
            .sqrt()
    }

    /// Pearson's correlation, 0 where one of the two is flat.
    pub(super) fn correlation(&self, other: &Self) -> f32 {
        let (mean, other_mean) = (self.mean(), other.mean());
        let (mut aa, mut bb, mut ab) = (0.0, 0.0, 0.0);
        for (a, b) in self.cells.iter().zip(&other.cells) {
            let (a, b) = (a - mean, b - other_mean);
            (aa, bb, ab) = (aa + a * a, bb + b * b, ab + a * b);
        }
        if aa > 0.0 && bb > 0.0 { ab / (aa * bb).sqrt() } else { 0.0 }
    }

    /// This plane with contrast and brightness fitted to another's by least squares.
    pub(super) fn fitted_to(&self, other: &Self) -> Self {
        let contrast = self.contrast();
        let gain = if contrast > 0.0 {
            self.correlation(other) * other.contrast() / contrast
        } else {
            0.0
        };
        let (mean, other_mean) = (self.mean(), other.mean());
        let cells = self.cells.iter().map(|cell| other_mean + gain * (cell - mean)).collect();
        Self { side: self.side, cells }
    }

    /// This plane with the values of another, rank for rank: whatever was done to brightness,
    /// contrast or gamma is undone.
    pub(super) fn ranked_as(&self, other: &Self) -> Self {
        let mut order: Vec<usize> = (0..self.cells.len()).collect();
        order.sort_by(|&a, &b| self.cells[a].total_cmp(&self.cells[b]));
        let mut values = other.cells.clone();
        values.sort_by(f32::total_cmp);
        let mut cells = vec![0.0; self.cells.len()];
        for (cell, value) in order.into_iter().zip(values) {
            // `order` holds each index of `cells` once.
            cells[cell] = value;
        }
        Self { side: self.side, cells }
    }
}

/// The binomial mean of a value and its two neighbours.
fn soft(value: impl Fn(isize) -> f32) -> f32 {
    (value(-1) + 2.0 * value(0) + value(1)) / 4.0
}
