//! Arms: sleeve, cuff and, by way of [`hands`](crate::hands), the hand.

use crate::colour::Outfit;
use crate::geometry::pt;
use crate::hands::draw_hand;
use crate::path::{Path, discs};
use crate::rig::{ArmJoints, Skeleton};
use crate::svg::Svg;

/// The sleeve's half width from shoulder to elbow, and from elbow to wrist.
const UPPER: [f64; 4] = [14.4, 14.8, 13.6, 12.8];
const FORE: [f64; 4] = [12.8, 13.2, 12.0, 10.4];

/// Whether an arm passes in front of the trunk.
pub(crate) fn in_front_of_trunk(arm: &ArmJoints) -> bool {
    arm.shoulder.near > 12.0 || arm.near() > -14.0 && arm.shoulder.near > -28.0
}

/// Whether an arm passes in front of the face: its hand is up and well ahead.
pub(crate) fn in_front_of_face(arm: &ArmJoints, skeleton: &Skeleton) -> bool {
    arm.wrist.at.y < skeleton.neck.y && arm.wrist.near > 10.0
}

/// An arm with its hand.
pub(crate) fn draw_arm(svg: &mut Svg, arm: &ArmJoints, skeleton: &Skeleton, outfit: &Outfit) {
    let (shoulder, elbow, wrist) = (arm.shoulder.at, arm.elbow.at, arm.wrist.at);
    let sleeve = Path::limb(&[discs(shoulder, elbow, &UPPER), discs(elbow, wrist, &FORE)].concat());
    let cuff_top = elbow.towards(wrist, 0.84);
    let cuff = Path::band(cuff_top, 12.4, wrist.towards(elbow, -0.02), 11.2, 2.2);
    let draw_hand = |svg: &mut Svg| draw_hand(svg, arm, skeleton, outfit.skin);
    let points_away = arm.wrist.near < arm.elbow.near - 30.0;
    if points_away {
        draw_hand(svg);
    }
    svg.cel(&sleeve, outfit.jacket, pt(-5.5, -2.5));
    if in_front_of_trunk(arm) {
        hide_shoulder_seam(svg, arm, skeleton, outfit);
    }
    draw_folds(svg, arm, outfit);
    draw_stripes(svg, arm, &sleeve, outfit);
    if !points_away {
        draw_hand(svg);
    }
    svg.cel(&cuff, outfit.trim, pt(-4.5, -1.5));
}

/// Paints over the sleeve's outline where it crosses the shoulder, so that arm and trunk are one jacket.
fn hide_shoulder_seam(svg: &mut Svg, arm: &ArmJoints, skeleton: &Skeleton, outfit: &Outfit) {
    let inwards = pt(skeleton.neck.x, skeleton.neck.y + 8.0) - arm.shoulder.at;
    let patch = arm.shoulder.at + inwards.unit() * inwards.length().min(7.5);
    svg.fill(&Path::limb(&[(arm.shoulder.at, 11.4), (patch, 9.0)]), outfit.jacket.base);
}

/// Two stripes round the upper arm.
fn draw_stripes(svg: &mut Svg, arm: &ArmJoints, sleeve: &Path, outfit: &Outfit) {
    let (shoulder, elbow) = (arm.shoulder.at, arm.elbow.at);
    svg.inside(sleeve, |svg| {
        for (from, to) in [(0.50, 0.565), (0.62, 0.685)] {
            let band = Path::band(
                shoulder.towards(elbow, from),
                17.0,
                shoulder.towards(elbow, to),
                17.0,
                2.6,
            );
            svg.flat(&band, outfit.shirt, pt(-9.5, -4.0));
        }
    });
}

/// The folds inside the elbow.
fn draw_folds(svg: &mut Svg, arm: &ArmJoints, outfit: &Outfit) {
    let (shoulder, elbow, wrist) = (arm.shoulder.at, arm.elbow.at, arm.wrist.at);
    let (upper, fore) = ((elbow - shoulder).unit(), (wrist - elbow).unit());
    let inner = (fore - upper).unit();
    let bend = (fore - upper).length();
    if bend < 0.25 {
        return;
    }
    for (along, reach) in [(-5.0, 7.0), (3.0, 9.0)] {
        let from = elbow + inner * 11.5 + upper * along;
        let to = elbow + inner * (11.5 - reach) + upper * (along * 0.4);
        let through = from.towards(to, 0.5) + upper * 1.6;
        svg.fill(&Path::tapered(from, through, to, 2.4), outfit.jacket.line);
    }
}
