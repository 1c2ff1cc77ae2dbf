//! The head: which of its three drawings is used (face, profile, back of the head), and where it is put.
//!
//! In the head's own frame the skull's middle is the origin, the chin is at y = 55 and the crown at y = -48.
//! The drawings face right; facing left is their mirror image, lit from the same side.

mod eye;
mod face;
mod hair;
mod mouth;
mod profile;

use crate::colour::Outfit;
use crate::expression::Expression;
use crate::geometry::{Pt, pt};
use crate::rig::Skeleton;
use crate::svg::Svg;

/// The head's size against the body: a little large, as such characters are drawn.
const SIZE: f64 = 1.08;

/// How the head is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Aspect {
    /// From the front (0) to three-quarter (1).
    Face(f64),
    /// From the side.
    Profile,
    /// From behind (0) to three-quarter behind (1).
    Back,
}

/// Everything the head's parts need to know.
pub(crate) struct HeadView<'a> {
    aspect: Aspect,
    mirrored: bool,
    /// How far the hair streams to the left of the drawing (away from where she faces), 0 to 1.
    wind: f64,
    /// Whether the body faces away, so that the hair behind the head is what the viewer sees.
    from_behind: bool,
    outfit: &'a Outfit,
    expression: Expression,
}

impl<'a> HeadView<'a> {
    pub(crate) fn new(skeleton: &Skeleton, outfit: &'a Outfit, expression: Expression) -> Self {
        let turn = (skeleton.head_turn + 180.0).rem_euclid(360.0) - 180.0;
        let aspect = match turn.abs() {
            away if away <= 60.0 => Aspect::Face((away / 35.0).min(1.0)),
            away if away <= 125.0 => Aspect::Profile,
            _ => Aspect::Back,
        };
        let mirrored = turn < 0.0 && aspect != Aspect::Face(0.0);
        // Seen from the front, what streams behind her streams away from the viewer.
        let wind = skeleton.wind * turn.to_radians().sin().abs().max(0.2);
        let from_behind = skeleton.turn.to_radians().cos() < -0.2;
        Self { aspect, mirrored, wind, from_behind, outfit, expression }
    }

    /// A push of the flat colour towards the light, in this drawing's frame.
    fn light(&self, x: f64, y: f64) -> Pt {
        pt(if self.mirrored { -x } else { x }, y)
    }

    /// The share of the three-quarter drawing.
    fn three_quarter(&self) -> f64 {
        match self.aspect {
            Aspect::Face(t) => t,
            Aspect::Profile | Aspect::Back => 0.0,
        }
    }

    fn placed(&self, svg: &mut Svg, skeleton: &Skeleton, draw: impl FnOnce(&mut Svg)) {
        let flip = if self.mirrored { -SIZE } else { SIZE };
        let (x, y, tilt) = (skeleton.neck.x, skeleton.neck.y, skeleton.head_tilt);
        let ahead = skeleton.turn.to_radians().sin() * 5.0;
        svg.moved(
            format_args!(
                "translate({:.2} {y:.2}) rotate({tilt:.2}) translate(0 -72) scale({flip} {SIZE})",
                x + ahead
            ),
            draw,
        );
    }
}

/// The hair that hangs behind neck and shoulders; nothing when she is seen from behind.
pub(crate) fn draw_hair_behind(svg: &mut Svg, skeleton: &Skeleton, view: &HeadView) {
    view.placed(svg, skeleton, |svg| match view.aspect {
        Aspect::Face(t) => hair::behind_face(svg, view, t),
        Aspect::Profile | Aspect::Back => {}
    });
}

/// The head itself with all hair in front of it.
pub(crate) fn draw_head(svg: &mut Svg, skeleton: &Skeleton, view: &HeadView) {
    view.placed(svg, skeleton, |svg| match view.aspect {
        Aspect::Face(t) => {
            face::draw(svg, view);
            hair::before_face(svg, view, t);
            face::draw_over_hair(svg, view);
        }
        Aspect::Profile => {
            profile::draw(svg, view);
            hair::before_profile(svg, view);
        }
        Aspect::Back => hair::from_behind(svg, view),
    });
}
