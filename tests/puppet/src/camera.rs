//! How much of the figure is in the picture, and where.

use crate::geometry::{Pt, pt};
use crate::rig::Skeleton;

/// The picture's framing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Framing {
    /// The face.
    CloseUp,
    /// Head and shoulders.
    Portrait,
    /// From the waist up.
    UpperBody,
    /// From head to toe.
    #[default]
    FullBody,
}

impl Framing {
    /// Every framing with its name, for tables and the command line.
    pub fn named() -> [(&'static str, Self); 4] {
        [
            ("close-up", Self::CloseUp),
            ("portrait", Self::Portrait),
            ("upper-body", Self::UpperBody),
            ("full-body", Self::FullBody),
        ]
    }

    /// The framing of that name, if there is one.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::named().into_iter().find(|(known, _)| *known == name).map(|(_, it)| it)
    }

    /// How much nearer the background looks than in a full-body picture.
    pub(crate) fn background_zoom(self) -> f64 {
        match self {
            Self::CloseUp => 1.9,
            Self::Portrait => 1.6,
            Self::UpperBody => 1.3,
            Self::FullBody => 1.0,
        }
    }
}

/// What the picture shows of the figure's space: the middle, and the side of the square that must fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shot {
    pub(crate) middle: Pt,
    pub(crate) side: f64,
}

impl Shot {
    pub(crate) fn new(framing: Framing, skeleton: &Skeleton) -> Self {
        let tilt = pt(0.0, -76.0).turned(skeleton.head_tilt);
        let face = skeleton.neck + tilt;
        match framing {
            Framing::CloseUp => Self { middle: face + pt(0.0, 8.0), side: 190.0 },
            Framing::Portrait => Self { middle: face + pt(0.0, 44.0), side: 290.0 },
            Framing::UpperBody => Self { middle: face + pt(0.0, 94.0), side: 400.0 },
            Framing::FullBody => Self::whole(skeleton, face),
        }
    }

    /// Everything from the hair to the ground, raised hands included, feet at the same height in every picture.
    fn whole(skeleton: &Skeleton, face: Pt) -> Self {
        let hands = skeleton.arms.iter().map(|arm| arm.wrist.at.y - 42.0);
        let top = hands.fold(face.y - 92.0, f64::min);
        let side = ((skeleton.ground - top) / 0.885).max(560.0);
        let middle = pt(face.x * 0.35, skeleton.ground + 0.065 * side - side / 2.0);
        Self { middle, side }
    }
}
