//! A body of elliptical slices, seen from any side: the trunk and the hips.
//!
//! Details are placed by height and by the angle round the body, so a zip that runs down the front wanders to the
//! side when she turns and is gone when she shows her back.

use crate::geometry::{Pt, mix, pt};
use crate::path::{Knot, Path, c, k};

/// One slice: its height, half its width, half its depth and how far its middle lies ahead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slice {
    pub(super) y: f64,
    pub(super) wide: f64,
    pub(super) deep: f64,
    pub(super) ahead: f64,
}

/// A slice, for tables.
pub(super) const fn slice(y: f64, wide: f64, deep: f64, ahead: f64) -> Slice {
    Slice { y, wide, deep, ahead }
}

/// How much the nearer half of a slice sinks: the camera looks from a little above.
const SINK: f64 = 0.19;

/// Slices seen from one side.
pub(super) struct Lathe<'a> {
    slices: &'a [Slice],
    sin: f64,
    cos: f64,
}

impl<'a> Lathe<'a> {
    /// The slices (from top to bottom, at least one), turned by `turn` degrees.
    pub(super) fn new(slices: &'a [Slice], turn: f64) -> Self {
        let (sin, cos) = turn.to_radians().sin_cos();
        Self { slices, sin, cos }
    }

    /// The slice at a height, blended between the table's.
    fn slice_at(&self, y: f64) -> Slice {
        let below = self.slices.partition_point(|slice| slice.y < y);
        let low = self.slices[below.saturating_sub(1).min(self.slices.len() - 1)];
        let high = self.slices[below.min(self.slices.len() - 1)]; // both clamped to the table
        let span = high.y - low.y;
        let t = if span > 0.0 { ((y - low.y) / span).clamp(0.0, 1.0) } else { 0.0 };
        slice(
            y,
            mix(low.wide, high.wide, t),
            mix(low.deep, high.deep, t),
            mix(low.ahead, high.ahead, t),
        )
    }

    /// Whether the place `round` degrees to her left of the front can be seen.
    pub(super) fn shows(&self, y: f64, round: f64) -> bool {
        self.off_centre(self.slice_at(y), round).abs() < 84.0
    }

    /// How far, in degrees, a place lies from the middle of what can be seen.
    fn off_centre(&self, slice: Slice, round: f64) -> f64 {
        // The nearest place of the ellipse, by setting the derivative of its nearness to zero.
        let middle = (-self.sin * slice.wide).atan2(self.cos * slice.deep).to_degrees();
        (round - middle + 180.0).rem_euclid(360.0) - 180.0
    }

    /// The place `round` degrees to her left of the front, at height `y`; kept to the rim when it is hidden.
    pub(super) fn at(&self, y: f64, round: f64) -> Pt {
        let slice = self.slice_at(y);
        let off = self.off_centre(slice, round);
        let kept = round - off + off.clamp(-90.0, 90.0);
        let (sin, cos) = kept.to_radians().sin_cos();
        let (left, ahead) = (slice.wide * sin, slice.ahead + slice.deep * cos);
        let near = ahead * self.cos - left * self.sin;
        pt(left * self.cos + ahead * self.sin, y + near * SINK)
    }

    /// The silhouette's half width and middle at a height.
    fn extent(&self, y: f64) -> (f64, f64) {
        let slice = self.slice_at(y);
        let half = (slice.wide * self.cos).hypot(slice.deep * self.sin);
        (slice.ahead * self.sin, half)
    }

    /// The silhouette between two heights, its lower edge bowed as a hem is.
    pub(super) fn silhouette(&self, top: f64, bottom: f64) -> Path {
        let inner = self.slices.iter().map(|slice| slice.y).filter(|&y| y > top && y < bottom);
        let heights: Vec<f64> = std::iter::once(top).chain(inner).chain([bottom]).collect();
        let edge = |y: f64, side: f64| {
            let (middle, half) = self.extent(y);
            k(middle + side * half, y)
        };
        let mut knots: Vec<Knot> = heights.iter().map(|&y| edge(y, 1.0)).collect();
        let (middle, half) = self.extent(bottom);
        let bow = self.slice_at(bottom).deep * SINK;
        knots.push(k(middle + half * 0.5, bottom + bow * 0.8));
        knots.push(k(middle - half * 0.5, bottom + bow * 0.8));
        knots.extend(heights.iter().rev().map(|&y| edge(y, -1.0)));
        Path::closed(&knots)
    }

    /// A band between two heights right round the body.
    pub(super) fn band(&self, top: f64, bottom: f64) -> Path {
        let edge = |y: f64| {
            let (middle, half) = self.extent(y);
            let bow = self.slice_at(y).deep * SINK;
            [
                c(middle - half, y),
                k(middle - half * 0.5, y + bow * 0.8),
                k(middle + half * 0.5, y + bow * 0.8),
                c(middle + half, y),
            ]
        };
        let mut knots = Vec::from(edge(top));
        knots.extend(edge(bottom).into_iter().rev());
        Path::closed(&knots)
    }

    /// A patch on the surface whose corners are (height, degrees round); nothing when it is out of sight.
    pub(super) fn patch(&self, corners: &[(f64, f64)]) -> Option<Path> {
        let seen = corners.iter().filter(|&&(y, round)| self.shows(y, round)).count();
        (seen * 2 >= corners.len())
            .then(|| self.traced(corners))
            .map(|points| Path::polygon(&points))
    }

    /// A line on the surface; nothing unless all its ends can be seen.
    pub(super) fn line(&self, places: &[(f64, f64)]) -> Option<Path> {
        let all = places.iter().all(|&(y, round)| self.shows(y, round));
        let knots: Vec<Knot> = self.traced(places).into_iter().map(|p| k(p.x, p.y)).collect();
        all.then(|| Path::open(&knots))
    }

    fn traced(&self, places: &[(f64, f64)]) -> Vec<Pt> {
        places.iter().map(|&(y, round)| self.at(y, round)).collect()
    }
}
