//! From joint angles to joints on the screen: the skeleton, seen from a given side.
//!
//! The body is turned about its upright axis and looked at from a little above, so that whatever is nearer to the
//! viewer also sits lower on the screen. Limbs pointing at the viewer get shorter by themselves.

use crate::geometry::{Body, Pt, pt};
use crate::pose::{Arm, Bone, Hand, Leg, Pose, Seat};

/// How much nearer things sink on the screen: the sine of a camera tilt of about eleven degrees.
const SINK: f64 = 0.19;

/// Lengths in hundredths of a head (5.7 heads from sole to crown).
mod length {
    pub(super) const TRUNK: f64 = 152.0;
    pub(super) const SHOULDER: f64 = 36.0;
    pub(super) const HIP: f64 = 20.0;
    pub(super) const UPPER_ARM: f64 = 76.0;
    pub(super) const FOREARM: f64 = 68.0;
    pub(super) const THIGH: f64 = 130.0;
    pub(super) const SHIN: f64 = 118.0;
    pub(super) const FOOT: f64 = 40.0;
    /// From the ankle down to the sole.
    pub(super) const SOLE: f64 = 22.0;
    /// From the hips down to the top of the crate.
    pub(super) const SEAT: f64 = 30.0;
}

/// A place on the screen with its nearness to the viewer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Joint {
    /// Where on the screen.
    pub at: Pt,
    /// Towards the viewer, from the hips.
    pub near: f64,
}

/// An arm's joints.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArmJoints {
    /// The shoulder.
    pub shoulder: Joint,
    /// The elbow.
    pub elbow: Joint,
    /// The wrist.
    pub wrist: Joint,
    /// The hand's turn against the forearm, degrees.
    pub bend: f64,
    /// The hand's shape.
    pub hand: Hand,
    /// Whether it is her left arm.
    pub is_left: bool,
}

impl ArmJoints {
    /// How near the arm as a whole is.
    pub fn near(&self) -> f64 {
        (self.shoulder.near + self.elbow.near + self.wrist.near) / 3.0
    }
}

/// A leg's joints.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LegJoints {
    /// The hip.
    pub hip: Joint,
    /// The knee.
    pub knee: Joint,
    /// The ankle.
    pub ankle: Joint,
    /// The tip of the foot.
    pub toe: Joint,
    /// The heel.
    pub heel: Joint,
    /// Whether it is her left leg.
    pub is_left: bool,
}

impl LegJoints {
    /// How near the leg as a whole is.
    pub fn near(&self) -> f64 {
        (self.hip.near + self.knee.near + self.ankle.near) / 3.0
    }

    /// The lowest place of the sole.
    fn sole(&self) -> f64 {
        self.toe.at.y.max(self.heel.at.y)
    }
}

/// The skeleton on the screen. The hips' middle is the origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Skeleton {
    /// How far the body is turned: 0 faces the viewer, 90 the right of the screen, 180 away.
    pub turn: f64,
    /// How far the head is turned, the same way.
    pub head_turn: f64,
    /// The head's tilt on the screen, clockwise.
    pub head_tilt: f64,
    /// The trunk's tilt on the screen, clockwise.
    pub trunk_tilt: f64,
    /// The trunk's length as seen, against its true length.
    pub trunk_stretch: f64,
    /// Where the neck leaves the trunk.
    pub neck: Pt,
    /// Both arms, the farther first.
    pub arms: [ArmJoints; 2],
    /// Both legs, the farther first.
    pub legs: [LegJoints; 2],
    /// Where the ground is below the hips.
    pub ground: f64,
    /// How far the seat's top is below the hips, if there is a seat.
    pub seat: Option<f64>,
    /// How far the hair streams, 0 to 1.
    pub wind: f64,
}

impl Skeleton {
    /// The pose's joints, the body turned by `turn` degrees.
    pub fn solve(pose: &Pose, turn: f64) -> Self {
        let camera = Camera::new(turn);
        let trunk = spine(pose.lean) * length::TRUNK;
        let neck = camera.see(trunk).at.turned(pose.sway);
        let mut arms = [true, false].map(|is_left| camera.arm(pose, trunk, is_left));
        let mut legs = [true, false].map(|is_left| camera.leg(pose, is_left));
        arms.sort_by(|a, b| a.shoulder.near.total_cmp(&b.shoulder.near));
        legs.sort_by(|a, b| a.near().total_cmp(&b.near()));
        let seat = (pose.seat == Seat::Crate).then_some(length::SEAT);
        let feet = legs.iter().map(LegJoints::sole).fold(f64::MIN, f64::max);
        let ground = feet + pose.lift;
        Self {
            turn,
            head_turn: turn + pose.head.turn,
            head_tilt: pose.head.tilt + neck_tilt(neck) * 0.35,
            trunk_tilt: neck_tilt(neck),
            trunk_stretch: neck.length() / length::TRUNK,
            neck,
            arms,
            legs,
            ground,
            seat,
            wind: pose.wind,
        }
    }
}

/// The tilt of a trunk whose neck is there: clockwise from upright.
fn neck_tilt(neck: Pt) -> f64 {
    neck.x.atan2(-neck.y).to_degrees()
}

/// Turns body space into the screen.
struct Camera {
    sin: f64,
    cos: f64,
}

impl Camera {
    fn new(turn: f64) -> Self {
        let (sin, cos) = turn.to_radians().sin_cos();
        Self { sin, cos }
    }

    fn see(&self, place: Body) -> Joint {
        let near = place.ahead * self.cos - place.left * self.sin;
        let x = place.left * self.cos + place.ahead * self.sin;
        Joint { at: pt(x, place.down + near * SINK), near }
    }

    fn arm(&self, pose: &Pose, trunk: Body, is_left: bool) -> ArmJoints {
        let Arm { upper, fore, wrist: bend, hand } =
            if is_left { pose.left_arm } else { pose.right_arm };
        let side = if is_left { 1.0 } else { -1.0 };
        let top = trunk * 0.868 + Body::new(side * length::SHOULDER, 0.0, 0.0);
        let elbow = top + direction(upper, side) * length::UPPER_ARM;
        let wrist = elbow + direction(fore, side) * length::FOREARM;
        let see = |place| swayed(self.see(place), pose.sway);
        ArmJoints { shoulder: see(top), elbow: see(elbow), wrist: see(wrist), bend, hand, is_left }
    }

    fn leg(&self, pose: &Pose, is_left: bool) -> LegJoints {
        let Leg { thigh, shin, toe } = if is_left { pose.left_leg } else { pose.right_leg };
        let side = if is_left { 1.0 } else { -1.0 };
        let hip = Body::new(side * length::HIP, 6.0, 0.0);
        let knee = hip + direction(thigh, side) * length::THIGH;
        let ankle = knee + direction(shin, side) * length::SHIN;
        let (sin, cos) = toe.to_radians().sin_cos();
        let foot = Body::new(side * 0.2, sin, cos);
        let below = Body::new(0.0, cos, -sin) * length::SOLE;
        LegJoints {
            hip: self.see(hip),
            knee: self.see(knee),
            ankle: self.see(ankle),
            toe: self.see(ankle + below + foot * length::FOOT),
            heel: self.see(ankle + below + foot * (-length::FOOT * 0.3)),
            is_left,
        }
    }
}

/// The trunk's direction from the hips up, leaning ahead by `lean` degrees.
fn spine(lean: f64) -> Body {
    let (sin, cos) = lean.to_radians().sin_cos();
    Body::new(0.0, -cos, sin)
}

/// A joint of the trunk, which is tilted on the screen about the hips.
fn swayed(joint: Joint, sway: f64) -> Joint {
    Joint { at: joint.at.turned(sway), ..joint }
}

/// A bone's direction in body space; `side` is 1 on her left, -1 on her right.
fn direction(bone: Bone, side: f64) -> Body {
    let (out_sin, out_cos) = bone.out.to_radians().sin_cos();
    let (ahead_sin, ahead_cos) = bone.ahead.to_radians().sin_cos();
    Body::new(side * out_sin, out_cos * ahead_cos, out_cos.abs() * ahead_sin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standing_feet_touch_the_ground() {
        let skeleton = Skeleton::solve(&Pose::standing(), 0.0);
        let lowest = skeleton.legs.iter().map(LegJoints::sole).fold(f64::MIN, f64::max);
        assert!((lowest - skeleton.ground).abs() < 1e-9);
    }

    #[test]
    fn a_jump_leaves_the_ground() {
        let skeleton = Skeleton::solve(&Pose::jumping(), 0.0);
        assert!(skeleton.legs.iter().all(|leg| leg.sole() < skeleton.ground - 60.0));
    }

    #[test]
    fn from_the_side_the_left_arm_is_the_farther() {
        assert!(Skeleton::solve(&Pose::standing(), 90.0).arms[0].is_left);
    }
}
