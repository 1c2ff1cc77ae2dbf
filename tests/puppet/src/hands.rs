//! Hands: four shapes, each drawn in a frame of its own with the wrist at the origin and the fingers pointing down.
//!
//! In that frame the thumb is on the left; the other hand is its mirror image.

use crate::colour::Tone;
use crate::geometry::{Pt, pt};
use crate::path::{Path, c, k};
use crate::pose::Hand;
use crate::rig::{ArmJoints, Skeleton};
use crate::svg::Svg;

/// Where the light pushes a finger's flat colour.
const LIGHT: Pt = pt(-1.6, -0.8);

/// The hand at the end of an arm.
pub(crate) fn draw_hand(svg: &mut Svg, arm: &ArmJoints, skeleton: &Skeleton, skin: Tone) {
    let along = arm.wrist.at - arm.elbow.at;
    let shown = if along.length() < 18.0 { pt(along.x * 0.4, 18.0) } else { along };
    let angle = shown.angle_from_down() + arm.bend;
    let wrist = arm.wrist.at;
    let flip = if thumb_left(arm, skeleton) { 1 } else { -1 };
    let place =
        format!("translate({:.2} {:.2}) rotate({angle:.2}) scale({flip} 1)", wrist.x, wrist.y);
    svg.moved(place, |svg| match arm.hand {
        Hand::Relaxed => relaxed(svg, skin),
        Hand::Fist => fist(svg, skin),
        Hand::Open => open(svg, skin),
        Hand::Pointing => pointing(svg, skin),
    });
}

/// Whether the thumb shows on the left of the downward-pointing frame: it points to where she faces, else inwards.
fn thumb_left(arm: &ArmJoints, skeleton: &Skeleton) -> bool {
    let facing = skeleton.turn.to_radians();
    let inwards = if arm.is_left { -facing.cos() } else { facing.cos() };
    let raised = arm.wrist.at.y < arm.elbow.at.y - 12.0;
    let side = inwards * 0.8 + facing.sin();
    (side < 0.0) != raised
}

fn finger(svg: &mut Svg, skin: Tone, joints: &[(Pt, f64)]) {
    svg.cel(&Path::limb(joints), skin, LIGHT);
}

/// Fingers together, a little curled.
fn relaxed(svg: &mut Svg, skin: Tone) {
    let palm = Path::closed(&[
        c(-7.5, -4.0),
        k(-10.0, 8.0),
        k(-9.0, 17.0),
        k(-7.0, 27.0),
        k(-1.0, 32.5),
        k(5.0, 30.5),
        k(8.5, 23.0),
        k(9.5, 12.0),
        c(7.5, -4.0),
    ]);
    svg.cel(&palm, skin, pt(-3.0, -1.5));
    for (from, through, to) in [
        (pt(-3.6, 17.5), pt(-4.4, 24.0), pt(-3.2, 30.4)),
        (pt(0.6, 18.5), pt(0.9, 25.0), pt(0.8, 31.0)),
        (pt(4.8, 18.0), pt(5.4, 24.0), pt(4.4, 29.0)),
    ] {
        svg.fill(&Path::tapered(from, through, to, 1.7), skin.line);
    }
    finger(svg, skin, &[(pt(-7.6, 5.0), 3.9), (pt(-10.4, 13.0), 3.5), (pt(-9.4, 20.0), 2.9)]);
    svg.flat(&Path::limb(&[(pt(-4.6, 4.0), 4.2), (pt(-6.4, 9.0), 3.6)]), skin, LIGHT);
}

/// Closed, the thumb across.
fn fist(svg: &mut Svg, skin: Tone) {
    let block = Path::closed(&[
        c(-7.5, -4.0),
        k(-11.0, 6.0),
        k(-11.4, 14.0),
        k(-9.0, 21.0),
        k(0.0, 23.0),
        k(9.0, 21.0),
        k(11.4, 13.0),
        k(10.4, 5.0),
        c(7.5, -4.0),
    ]);
    svg.cel(&block, skin, pt(-3.2, -1.6));
    for x in [-4.6, 0.8, 6.0] {
        svg.fill(&Path::tapered(pt(x, 11.5), pt(x + 0.4, 16.0), pt(x, 21.6), 1.8), skin.line);
    }
    finger(svg, skin, &[(pt(-9.0, 6.0), 4.0), (pt(-6.6, 12.4), 3.6), (pt(0.4, 13.8), 3.2)]);
}

/// Flat with the fingers spread.
fn open(svg: &mut Svg, skin: Tone) {
    for (root, middle, tip) in [
        (pt(7.2, 13.0), pt(11.6, 21.0), pt(14.6, 27.4)),
        (pt(3.0, 15.0), pt(5.4, 26.0), pt(6.8, 34.4)),
        (pt(-1.6, 15.0), pt(-1.8, 27.0), pt(-1.8, 36.4)),
        (pt(-6.0, 14.0), pt(-8.6, 25.0), pt(-10.4, 33.0)),
    ] {
        finger(svg, skin, &[(root, 3.7), (middle, 3.2), (tip, 2.6)]);
    }
    finger(svg, skin, &[(pt(-6.0, 5.0), 4.4), (pt(-13.6, 11.6), 3.5), (pt(-18.6, 18.6), 2.8)]);
    let palm = Path::closed(&[
        c(-7.0, -4.0),
        k(-9.0, 5.0),
        k(-9.2, 13.0),
        k(-5.0, 18.2),
        k(3.0, 18.4),
        k(9.2, 14.0),
        k(9.4, 6.0),
        c(7.0, -4.0),
    ]);
    svg.flat(&palm, skin, pt(-2.4, -1.4));
    let edge = Path::open(&[k(7.0, -4.0), k(9.6, 6.0), k(9.6, 12.0)]);
    svg.crease(&edge, skin, 0.9);
    svg.crease(&Path::open(&[k(-7.0, -4.0), k(-8.6, 2.0)]), skin, 0.9);
    svg.fill(&Path::tapered(pt(-5.0, 5.6), pt(-2.0, 9.4), pt(-1.6, 13.6), 1.6), skin.shade);
}

/// The forefinger stretched, the others closed.
fn pointing(svg: &mut Svg, skin: Tone) {
    finger(svg, skin, &[(pt(-6.4, 10.0), 3.9), (pt(-7.0, 25.0), 3.3), (pt(-7.2, 37.0), 2.6)]);
    let block = Path::closed(&[
        c(-7.5, -4.0),
        k(-10.4, 6.0),
        k(-9.4, 15.0),
        k(-4.0, 21.6),
        k(4.0, 22.0),
        k(9.4, 18.6),
        k(10.4, 10.0),
        k(9.8, 4.0),
        c(7.5, -4.0),
    ]);
    svg.cel(&block, skin, pt(-3.0, -1.5));
    for x in [0.0, 5.0] {
        svg.fill(&Path::tapered(pt(x, 11.5), pt(x + 0.4, 16.0), pt(x, 21.0), 1.8), skin.line);
    }
    finger(svg, skin, &[(pt(-6.6, 5.0), 4.0), (pt(-3.4, 11.4), 3.5), (pt(2.0, 13.4), 3.0)]);
}
