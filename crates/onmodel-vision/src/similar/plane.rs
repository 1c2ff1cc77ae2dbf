//! A small square of luma to compute with.

use super::sums::{covariance, mean};
use super::window::{Line, Span};
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
    pub(super) fn columns(&self) -> Line {
        let cells = |x: usize| self.cells.iter().skip(x).step_by(SMALL_SIDE);
        std::array::from_fn(|x| cells(x).sum::<f32>() / SMALL_SIDE as f32)
    }

    /// The means of the rows.
    pub(super) fn rows(&self) -> Line {
        let cells = |y: usize| self.cells.iter().skip(y * SMALL_SIDE).take(SMALL_SIDE);
        std::array::from_fn(|y| cells(y).sum::<f32>() / SMALL_SIDE as f32)
    }

    /// A span of all rows, each stretched to a whole one.
    pub(super) fn stretched_across(&self, span: Span) -> Self {
        let places = span.places();
        Self::from_lines(self.lines().iter().map(|row| places.stretched(row)))
    }

    /// A span of all columns, each stretched to a whole one.
    pub(super) fn stretched_down(&self, span: Span) -> Self {
        Self::from_lines(span.places().between_lines(self.lines()))
    }

    fn from_lines(lines: impl Iterator<Item = Line>) -> Self {
        let mut cells = Vec::with_capacity(SMALL_SIDE * SMALL_SIDE);
        lines.for_each(|line| cells.extend_from_slice(&line));
        Self { cells }
    }

    /// The rows.
    fn lines(&self) -> &[Line] {
        self.cells.as_chunks().0
    }

    /// The standard deviation.
    pub(super) fn contrast(&self) -> f32 {
        covariance(&self.cells, &self.cells).sqrt()
    }

    /// This plane with contrast and brightness fitted to another's by least squares.
    pub(super) fn fitted_to(&self, other: &Self) -> Self {
        let variance = covariance(&self.cells, &self.cells);
        let gain =
            if variance > 0.0 { covariance(&self.cells, &other.cells) / variance } else { 0.0 };
        let (mean, other_mean) = (mean(&self.cells), mean(&other.cells));
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
