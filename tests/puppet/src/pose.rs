//! How the character holds herself: joint angles in her own space, independent of where she is seen from.

mod named;

/// Which way a bone points, in degrees from hanging straight down.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bone {
    /// Swung ahead (positive) or back.
    pub ahead: f64,
    /// Lifted outwards, away from the body's middle (positive), or across it.
    pub out: f64,
}

/// A bone from its two angles.
pub const fn bone(ahead: f64, out: f64) -> Bone {
    Bone { ahead, out }
}

/// What a hand does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hand {
    /// Hanging, fingers a little curled.
    #[default]
    Relaxed,
    /// Closed.
    Fist,
    /// Flat, fingers spread.
    Open,
    /// The forefinger stretched out.
    Pointing,
}

/// An arm: both bones, how far the hand is bent against the forearm, and what it does.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Arm {
    /// From shoulder to elbow.
    pub upper: Bone,
    /// From elbow to wrist, in the body's space too (not relative to the upper arm).
    pub fore: Bone,
    /// The hand's turn on the screen against the forearm, degrees.
    pub wrist: f64,
    /// The hand's shape.
    pub hand: Hand,
}

/// A leg: both bones and the foot's pitch.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Leg {
    /// From hip to knee.
    pub thigh: Bone,
    /// From knee to ankle, in the body's space.
    pub shin: Bone,
    /// Toes down (positive), as in mid-step, degrees.
    pub toe: f64,
}

/// How the head is held against the body.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Head {
    /// Turned towards her left (positive), degrees.
    pub turn: f64,
    /// Tilted on the screen, clockwise, degrees.
    pub tilt: f64,
}

/// What carries the character besides her feet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Seat {
    /// Nothing: the lower foot stands on the ground.
    #[default]
    None,
    /// A wooden crate under her.
    Crate,
}

/// A whole pose. Two equal poses draw byte-identical pictures, all else being equal.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pose {
    /// The trunk leaning ahead, degrees.
    pub lean: f64,
    /// The trunk leaning to the right of the screen, degrees.
    pub sway: f64,
    /// The head.
    pub head: Head,
    /// Her left arm.
    pub left_arm: Arm,
    /// Her right arm.
    pub right_arm: Arm,
    /// Her left leg.
    pub left_leg: Leg,
    /// Her right leg.
    pub right_leg: Leg,
    /// How far she is off the ground, in hundredths of a head.
    pub lift: f64,
    /// What she sits on.
    pub seat: Seat,
    /// How far the hair streams behind her, 0 to 1.
    pub wind: f64,
}

impl Pose {
    /// Every named pose with its name, for tables and the command line.
    pub fn named() -> Vec<(&'static str, Self)> {
        vec![
            ("standing", Self::standing()),
            ("waving", Self::waving()),
            ("walking", Self::walking()),
            ("running", Self::running()),
            ("sitting", Self::sitting()),
            ("crouching", Self::crouching()),
            ("jumping", Self::jumping()),
            ("arms-crossed", Self::arms_crossed()),
            ("hands-on-hips", Self::hands_on_hips()),
            ("pointing", Self::pointing()),
            ("looking-back", Self::looking_back()),
            ("cheering", Self::cheering()),
        ]
    }

    /// The pose of that name, if there is one.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::named().into_iter().find(|(known, _)| *known == name).map(|(_, pose)| pose)
    }

    /// The same pose with left and right exchanged: what a mirrored picture of it shows.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self {
            sway: -self.sway,
            head: Head { turn: -self.head.turn, tilt: -self.head.tilt },
            left_arm: self.right_arm,
            right_arm: self.left_arm,
            left_leg: self.right_leg,
            right_leg: self.left_leg,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_finds_its_pose() {
        for (name, pose) in Pose::named() {
            assert_eq!(Pose::by_name(name), Some(pose), "{name}");
        }
    }

    #[test]
    fn no_two_names_mean_the_same_pose() {
        let named = Pose::named();
        for (i, (name, pose)) in named.iter().enumerate() {
            for (other, same) in &named[i + 1..] {
                assert_ne!(pose, same, "{name} and {other}");
            }
        }
    }

    #[test]
    fn swapping_twice_changes_nothing() {
        assert_eq!(Pose::waving().swapped().swapped(), Pose::waving());
    }
}
