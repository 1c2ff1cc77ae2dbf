//! A small square of luma to compute with.

use super::profile::{self, Profile, Window, between};
use crate::SMALL_SIDE;

/// Luma of [`SMALL_SIDE`]² cells, row by row.
#[derive(Debug, Clone)]
pub(super) struct Plane {
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
        let sharp = Self::from_fn(at);
        let across = Self::from_fn(|x, y| {
            soft(|offset| sharp.at(x.cast_signed() + offset, y.cast_signed()))
        });
        Self::from_fn(|x, y| soft(|offset| across.at(x.cast_signed(), y.cast_signed() + offset)))
    }

    fn from_fn(value: impl Fn(usize, usize) -> f32) -> Self {
        let places = (0..SMALL_SIDE * SMALL_SIDE).map(|at| (at % SMALL_SIDE, at / SMALL_SIDE));
        Self { cells: places.map(|(x, y)| value(x, y)).collect() }
    }

    /// The values, row by row.
    pub(super) fn cells(&self) -> &[f32] {
        &self.cells
    }

    /// The value at a place, of the nearest cell for places outside.
    fn at(&self, x: isize, y: isize) -> f32 {
        let clamped = |place: isize| place.clamp(0, SMALL_SIDE.cast_signed() - 1) as usize;
        self.cells.get(clamped(y) * SMALL_SIDE + clamped(x)).copied().unwrap_or_default()
    }

    /// How steep the picture is at a place, in luma levels a cell, both axes added up.
    pub(super) fn slope(&self, x: usize, y: usize) -> f32 {
        let (x, y) = (x.cast_signed(), y.cast_signed());
        let across = self.at(x + 1, y) - self.at(x - 1, y);
        let down = self.at(x, y + 1) - self.at(x, y - 1);
        f32::midpoint(across.abs(), down.abs())
    }

    /// The means of the columns.
    pub(super) fn columns(&self) -> Profile {
        let cells = |x: usize| self.cells.iter().skip(x).step_by(SMALL_SIDE);
        std::array::from_fn(|x| cells(x).sum::<f32>() / SMALL_SIDE as f32)
    }

    /// The means of the rows.
    pub(super) fn rows(&self) -> Profile {
        let cells = |y: usize| self.cells.iter().skip(y * SMALL_SIDE).take(SMALL_SIDE);
        std::array::from_fn(|y| cells(y).sum::<f32>() / SMALL_SIDE as f32)
    }

    /// A window stretched to a whole plane; linear between cell centres, one axis after the other.
    pub(super) fn window(&self, window: Window) -> Self {
        let places: Profile = std::array::from_fn(|x| window.across.place(x));
        let wide = Self::from_fn(|x, y| {
            between(places[x], |x| self.cells.get(y * SMALL_SIDE + x).copied())
        });
        let places: Profile = std::array::from_fn(|y| window.down.place(y));
        Self::from_fn(|x, y| between(places[y], |y| wide.cells.get(y * SMALL_SIDE + x).copied()))
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
        profile::correlation(&self.cells, &other.cells)
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
        Self { cells }
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
        Self { cells }
    }
}

/// The binomial mean of a value and its two neighbours.
fn soft(value: impl Fn(isize) -> f32) -> f32 {
    (value(-1) + 2.0 * value(0) + value(1)) / 4.0
}
