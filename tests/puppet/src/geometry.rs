//! Points, directions and the little arithmetic that drawing needs.
//!
//! Screen coordinates: x to the right, y down, z towards the viewer. One unit is one hundredth of the
//! character's head.

use std::ops::{Add, Mul, Sub};

/// A point or an offset on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pt {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// Short for `Pt { x, y }`: art tables are read more easily so.
pub const fn pt(x: f64, y: f64) -> Pt {
    Pt { x, y }
}

impl Pt {
    /// Distance from the origin.
    pub fn length(self) -> f64 {
        self.x.hypot(self.y)
    }

    /// The same direction with length one; straight down when there is no direction.
    #[must_use]
    pub fn unit(self) -> Self {
        let length = self.length();
        if length < 1e-9 { pt(0.0, 1.0) } else { self * (1.0 / length) }
    }

    /// Turned a quarter clockwise on the screen.
    #[must_use]
    pub fn across(self) -> Self {
        pt(-self.y, self.x)
    }

    /// The point a share `t` of the way to `other`.
    #[must_use]
    pub fn towards(self, other: Self, t: f64) -> Self {
        self + (other - self) * t
    }

    /// The direction's angle in degrees, clockwise from straight down being zero.
    pub fn angle_from_down(self) -> f64 {
        (-self.x).atan2(self.y).to_degrees()
    }

    /// Turned clockwise by `degrees` about the origin.
    #[must_use]
    pub fn turned(self, degrees: f64) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        pt(self.x * cos - self.y * sin, self.x * sin + self.y * cos)
    }
}

impl Add for Pt {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        pt(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Pt {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        pt(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f64> for Pt {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        pt(self.x * factor, self.y * factor)
    }
}

/// A place in the body's own space: `left` is the character's left, `down` the floor, `ahead` where she faces.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Body {
    /// Towards her left hand.
    pub left: f64,
    /// Towards the floor.
    pub down: f64,
    /// Where her chest faces.
    pub ahead: f64,
}

impl Body {
    /// A place in the body's own space.
    pub const fn new(left: f64, down: f64, ahead: f64) -> Self {
        Self { left, down, ahead }
    }
}

impl Add for Body {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.left + other.left, self.down + other.down, self.ahead + other.ahead)
    }
}

impl Mul<f64> for Body {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self::new(self.left * factor, self.down * factor, self.ahead * factor)
    }
}

/// The value a share `t` of the way from `from` to `to`.
pub fn mix(from: f64, to: f64, t: f64) -> f64 {
    from + (to - from) * t
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_angle_from_down_grows_clockwise() {
        assert!((pt(0.0, 1.0).angle_from_down()).abs() < 1e-9);
        assert!((pt(-1.0, 0.0).angle_from_down() - 90.0).abs() < 1e-9);
    }

    #[test]
    fn a_point_without_direction_still_has_a_unit() {
        assert_eq!(Pt::default().unit(), pt(0.0, 1.0));
    }
}
