//! The poses that have names.

use super::{Arm, Bone, Hand, Head, Leg, Pose, Seat, bone};

const fn arm(upper: Bone, fore: Bone, hand: Hand) -> Arm {
    Arm { upper, fore, wrist: 0.0, hand }
}

const fn leg(thigh: Bone, shin: Bone, toe: f64) -> Leg {
    Leg { thigh, shin, toe }
}

impl Pose {
    /// Upright, weight a little on one leg, arms hanging.
    pub fn standing() -> Self {
        Self {
            head: Head { turn: 0.0, tilt: 2.0 },
            left_arm: arm(bone(-4.0, 15.0), bone(8.0, 6.0), Hand::Relaxed),
            right_arm: arm(bone(-4.0, 15.0), bone(10.0, 6.0), Hand::Relaxed),
            left_leg: leg(bone(4.0, 6.0), bone(-2.0, 3.0), 0.0),
            right_leg: leg(bone(0.0, 0.0), bone(-2.0, 1.5), 0.0),
            ..Self::default()
        }
    }

    /// Standing, her left hand raised in greeting.
    pub fn waving() -> Self {
        Self {
            sway: -2.0,
            head: Head { turn: 6.0, tilt: 6.0 },
            left_arm: Arm { wrist: 6.0, ..arm(bone(10.0, 62.0), bone(14.0, 158.0), Hand::Open) },
            ..Self::standing()
        }
    }

    /// In mid-step, arms swinging.
    pub fn walking() -> Self {
        Self {
            lean: 3.0,
            left_arm: arm(bone(26.0, 9.0), bone(46.0, 0.0), Hand::Relaxed),
            right_arm: arm(bone(-28.0, 11.0), bone(-8.0, 8.0), Hand::Relaxed),
            left_leg: leg(bone(-20.0, 3.0), bone(-38.0, 2.0), 22.0),
            right_leg: leg(bone(26.0, 4.0), bone(8.0, 2.0), -6.0),
            wind: 0.25,
            ..Self::default()
        }
    }

    /// At full speed, leaning into it.
    pub fn running() -> Self {
        Self {
            lean: 16.0,
            left_arm: arm(bone(-56.0, 14.0), bone(28.0, 8.0), Hand::Fist),
            right_arm: arm(bone(34.0, 14.0), bone(122.0, -10.0), Hand::Fist),
            left_leg: leg(bone(62.0, 4.0), bone(-28.0, 2.0), 4.0),
            right_leg: leg(bone(-26.0, 4.0), bone(-84.0, 2.0), 34.0),
            lift: 12.0,
            wind: 1.0,
            ..Self::default()
        }
    }

    /// On a crate, hands on her knees.
    pub fn sitting() -> Self {
        Self {
            lean: 4.0,
            head: Head { turn: -4.0, tilt: -5.0 },
            left_arm: arm(bone(10.0, 20.0), bone(50.0, -10.0), Hand::Relaxed),
            right_arm: arm(bone(12.0, 20.0), bone(46.0, -12.0), Hand::Relaxed),
            left_leg: leg(bone(80.0, 10.0), bone(-4.0, 4.0), 0.0),
            right_leg: leg(bone(78.0, 12.0), bone(8.0, 8.0), 0.0),
            seat: Seat::Crate,
            ..Self::default()
        }
    }

    /// Low on bent knees, one hand towards the ground.
    pub fn crouching() -> Self {
        Self {
            lean: 24.0,
            head: Head { turn: 0.0, tilt: -3.0 },
            left_arm: arm(bone(36.0, 16.0), bone(64.0, -16.0), Hand::Relaxed),
            right_arm: arm(bone(28.0, 12.0), bone(16.0, 4.0), Hand::Relaxed),
            left_leg: leg(bone(96.0, 16.0), bone(-34.0, 4.0), 6.0),
            right_leg: leg(bone(40.0, 18.0), bone(-76.0, 8.0), 40.0),
            wind: 0.1,
            ..Self::default()
        }
    }

    /// In the air, arms flung up, legs tucked.
    pub fn jumping() -> Self {
        Self {
            sway: 5.0,
            head: Head { turn: 0.0, tilt: 6.0 },
            left_arm: arm(bone(8.0, 118.0), bone(0.0, 146.0), Hand::Open),
            right_arm: arm(bone(8.0, 112.0), bone(0.0, 156.0), Hand::Open),
            left_leg: leg(bone(34.0, 16.0), bone(-62.0, 12.0), 26.0),
            right_leg: leg(bone(10.0, 20.0), bone(-28.0, 12.0), 34.0),
            lift: 70.0,
            wind: 0.45,
            ..Self::default()
        }
    }

    /// Standing firm, forearms folded before her chest.
    pub fn arms_crossed() -> Self {
        Self {
            head: Head { turn: 0.0, tilt: -3.0 },
            left_arm: arm(bone(14.0, 16.0), bone(76.0, -74.0), Hand::Fist),
            right_arm: arm(bone(16.0, 16.0), bone(88.0, -70.0), Hand::Fist),
            left_leg: leg(bone(0.0, 10.0), bone(0.0, 7.0), 0.0),
            right_leg: leg(bone(0.0, 10.0), bone(0.0, 7.0), 0.0),
            ..Self::default()
        }
    }

    /// Standing wide, both hands on her hips.
    pub fn hands_on_hips() -> Self {
        Self {
            head: Head { turn: 0.0, tilt: 3.0 },
            left_arm: arm(bone(-14.0, 46.0), bone(14.0, -46.0), Hand::Fist),
            right_arm: arm(bone(-14.0, 46.0), bone(14.0, -46.0), Hand::Fist),
            left_leg: leg(bone(2.0, 14.0), bone(-2.0, 9.0), 0.0),
            right_leg: leg(bone(2.0, 12.0), bone(-2.0, 8.0), 0.0),
            ..Self::default()
        }
    }

    /// Her left arm stretched out to show the way, the right hand on her hip.
    pub fn pointing() -> Self {
        Self {
            sway: -3.0,
            head: Head { turn: 24.0, tilt: 2.0 },
            left_arm: arm(bone(38.0, 80.0), bone(40.0, 90.0), Hand::Pointing),
            right_arm: arm(bone(-14.0, 46.0), bone(14.0, -46.0), Hand::Fist),
            left_leg: leg(bone(10.0, 12.0), bone(2.0, 8.0), 0.0),
            right_leg: leg(bone(-6.0, 10.0), bone(-10.0, 8.0), 4.0),
            ..Self::default()
        }
    }

    /// Walking off, the head turned to look back over her shoulder.
    pub fn looking_back() -> Self {
        Self {
            head: Head { turn: 132.0, tilt: -3.0 },
            left_leg: leg(bone(10.0, 5.0), bone(-2.0, 3.0), 0.0),
            right_leg: leg(bone(-12.0, 6.0), bone(-20.0, 4.0), 14.0),
            wind: 0.15,
            ..Self::standing()
        }
    }

    /// One fist thrust up in triumph.
    pub fn cheering() -> Self {
        Self {
            sway: 3.0,
            head: Head { turn: -8.0, tilt: -6.0 },
            right_arm: arm(bone(12.0, 142.0), bone(4.0, 168.0), Hand::Fist),
            left_arm: arm(bone(-14.0, 46.0), bone(14.0, -46.0), Hand::Fist),
            ..Self::standing()
        }
    }
}
