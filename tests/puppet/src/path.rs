//! Outlines: smooth curves through knots, and tapered limbs, written as SVG path data.

use std::fmt::Write as _;

use crate::geometry::{Pt, mix, pt};

/// A point of a hand-drawn outline: x, y, and whether the line is smooth there or turns a corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Knot {
    at: Pt,
    corner: bool,
}

impl Knot {
    /// Bent to the left and a little up, the more the lower the knot lies below the ears: hair in the wind.
    #[must_use]
    pub(crate) fn blown(self, wind: f64) -> Self {
        let below = ((self.at.y - 10.0) / 100.0).max(0.0);
        let bend = below * below * wind;
        Self { at: self.at + pt(-78.0 * bend, -34.0 * bend), ..self }
    }
}

/// Curves the straight edges between corners of an outline whose locks hang from a parting at `parting`: each lock's
/// edges bend away from it, so that its tip points towards it like a sickle's.
pub(crate) fn sickled(knots: &[Knot], parting: f64) -> Vec<Knot> {
    let mut curved = Vec::with_capacity(knots.len() * 2);
    for pair in knots.windows(2) {
        let &[from, to] = pair else { continue };
        curved.push(from);
        if from.corner && to.corner {
            let middle = from.at.towards(to.at, 0.5);
            let bend = (to.at - from.at).length() * 0.11;
            let side = if middle.x > parting { -bend } else { bend };
            curved.push(Knot { at: middle + pt(side, bend * 0.5), corner: false });
        }
    }
    curved.extend(knots.last());
    curved
}

/// A knot the line passes smoothly.
pub(crate) const fn k(x: f64, y: f64) -> Knot {
    Knot { at: pt(x, y), corner: false }
}

/// A knot where the line turns a corner: the tip of a lock, the corner of a mouth.
pub(crate) const fn c(x: f64, y: f64) -> Knot {
    Knot { at: pt(x, y), corner: true }
}

/// Two drawings of one shape blended: `t` 0 is the first, 1 the second. The tables must match knot for knot.
pub(crate) fn blend(first: &[Knot], second: &[Knot], t: f64) -> Vec<Knot> {
    debug_assert_eq!(first.len(), second.len(), "blended shapes must match knot for knot");
    let between = |a: &Knot, b: &Knot| Knot { at: a.at.towards(b.at, t), corner: a.corner };
    first.iter().zip(second).map(|(a, b)| between(a, b)).collect()
}

/// SVG path data.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Path(String);

impl Path {
    /// The path's data, for a `d` attribute.
    pub(crate) fn data(&self) -> &str {
        &self.0
    }

    /// Path data written by hand.
    pub(crate) fn raw(data: &str) -> Self {
        Self(data.to_owned())
    }

    /// A closed outline through the knots.
    pub(crate) fn closed(knots: &[Knot]) -> Self {
        let mut path = Self::default();
        path.curve_through(knots, true);
        path.0.push('Z');
        path
    }

    /// An open line through the knots.
    pub(crate) fn open(knots: &[Knot]) -> Self {
        let mut path = Self::default();
        path.curve_through(knots, false);
        path
    }

    /// A closed outline with straight sides.
    pub(crate) fn polygon(points: &[Pt]) -> Self {
        let mut path = Self::default();
        path.push_polygon(points);
        path
    }

    /// An ellipse.
    pub(crate) fn ellipse(centre: Pt, rx: f64, ry: f64) -> Self {
        let mut path = Self::default();
        path.push_ellipse(centre, rx, ry);
        path
    }

    /// A limb: discs of the given radii, each joined to the next by its tangents.
    ///
    /// Built as overlapping pieces wound the same way, so that any bend, even one folded onto itself, fills without holes.
    pub(crate) fn limb(discs: &[(Pt, f64)]) -> Self {
        let mut path = Self::default();
        for &(centre, radius) in discs {
            path.push_ellipse(centre, radius, radius);
        }
        for pair in discs.windows(2) {
            if let [(a, ra), (b, rb)] = *pair {
                path.push_bridge(a, ra, b, rb);
            }
        }
        path
    }

    /// A band round a limb: half `first` wide at one end and half `second` at the other, both ends bowed by `bow`.
    pub(crate) fn band(from: Pt, first: f64, to: Pt, second: f64, bow: f64) -> Self {
        let along = (to - from).unit();
        let across = along.across();
        let corner = |end: Pt, half: f64| {
            let p = end + across * half;
            c(p.x, p.y)
        };
        let bulge = |end: Pt| {
            let p = end + along * bow;
            k(p.x, p.y)
        };
        Self::closed(&[
            corner(from, first),
            bulge(from),
            corner(from, -first),
            corner(to, -second),
            bulge(to),
            corner(to, second),
        ])
    }

    /// A stroke that starts and ends thin: a brow, a crease, a strand of hair. `width` is the widest place.
    pub(crate) fn tapered(from: Pt, through: Pt, to: Pt, width: f64) -> Self {
        let side = (to - from).unit().across() * (width / 2.0);
        let control = through * 2.0 - (from + to) * 0.5;
        let (over, under) = (control + side * 2.0, control - side * 2.0);
        Self(format!("M{}Q{} {}Q{} {}Z", at(from), at(over), at(to), at(under), at(from)))
    }

    fn push_ellipse(&mut self, centre: Pt, rx: f64, ry: f64) {
        let (west, east) = (centre - pt(rx, 0.0), centre + pt(rx, 0.0));
        let arc = |to: Pt| format!("A{rx:.2} {ry:.2} 0 1 1 {}", at(to));
        let _ = write!(self.0, "M{}{}{}Z", at(west), arc(east), arc(west)); // a string takes all
    }

    fn push_polygon(&mut self, points: &[Pt]) {
        for (i, &point) in points.iter().enumerate() {
            self.0.push(if i == 0 { 'M' } else { 'L' });
            self.0.push_str(&at(point));
        }
        self.0.push('Z');
    }

    /// The quadrangle between two discs' common tangents, wound clockwise like the discs.
    fn push_bridge(&mut self, a: Pt, ra: f64, b: Pt, rb: f64) {
        let apart = (b - a).length();
        if apart <= (ra - rb).abs() {
            return;
        }
        let lean = ((ra - rb) / apart).acos().to_degrees();
        let along = (b - a).unit();
        let (left, right) = (along.turned(-lean), along.turned(lean));
        self.push_polygon(&[a + left * ra, b + left * rb, b + right * rb, a + right * ra]);
    }

    /// Cubic segments with Catmull-Rom tangents, flat at corners.
    fn curve_through(&mut self, knots: &[Knot], closed: bool) {
        let count = knots.len();
        if count < 2 {
            return;
        }
        let knot = |i: usize| knots[i % count]; // in range: the remainder of a nonzero length
        let tangent = |i: usize| {
            let here = knot(i);
            if here.corner || (!closed && (i == 0 || i + 1 == count)) {
                return Pt::default();
            }
            (knot(i + 1).at - knot(i + count - 1).at) * (1.0 / 6.0)
        };
        let _ = write!(self.0, "M{}", at(knot(0).at)); // writing to a string cannot fail
        let last = if closed { count } else { count - 1 };
        for i in 0..last {
            let (from, to) = (knot(i), knot(i + 1));
            let next = (i + 1) % count;
            let reach = (to.at - from.at).length() / 3.0;
            let one = from.at + limited(tangent(i), reach * 1.3);
            let two = to.at - limited(tangent(next), reach * 1.3);
            let _ = write!(self.0, "C{} {} {}", at(one), at(two), at(to.at));
        }
    }
}

/// A tangent kept from overshooting a short segment.
fn limited(tangent: Pt, most: f64) -> Pt {
    let length = tangent.length();
    if length > most { tangent * (most / length) } else { tangent }
}

fn at(point: Pt) -> String {
    format!("{:.2} {:.2}", point.x, point.y)
}

/// The radii of a limb's part between two joints, `steps` discs long: `widths` are spread evenly and blended between.
pub(crate) fn discs(from: Pt, to: Pt, widths: &[f64]) -> Vec<(Pt, f64)> {
    let spans = widths.len().saturating_sub(1).max(1);
    let disc = |i: usize| {
        let along = i as f64 / (spans * 3) as f64;
        let place = along * spans as f64;
        let low = (place.floor() as usize).min(widths.len().saturating_sub(1));
        let high = (low + 1).min(widths.len().saturating_sub(1));
        let eased = {
            let t = place - place.floor();
            t * t * (3.0 - 2.0 * t)
        };
        (from.towards(to, along), mix(widths[low], widths[high], eased)) // both clamped to the table
    };
    (0..=spans * 3).map(disc).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_outline_ends_where_it_began() {
        let path = Path::closed(&[k(0.0, 0.0), k(10.0, 0.0), c(5.0, 9.0)]);
        assert!(path.data().starts_with("M0.00 0.00") && path.data().ends_with("0.00 0.00Z"));
    }

    #[test]
    fn a_limb_with_one_disc_inside_another_needs_no_bridge() {
        let path = Path::limb(&[(pt(0.0, 0.0), 10.0), (pt(1.0, 0.0), 2.0)]);
        assert!(!path.data().contains('L'));
    }
}
