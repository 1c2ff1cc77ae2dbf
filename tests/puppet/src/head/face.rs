//! The face from the front to three-quarter: one drawing blended between two keys.

use super::HeadView;
use super::{eye, mouth};
use crate::colour::{Colour, Tone};
use crate::expression::{Features, Lids};
use crate::geometry::{Pt, mix, pt};
use crate::path::{Knot, Path, blend, c, k};
use crate::svg::Svg;

/// The outline from the front.
const FRONT: [Knot; 13] = [
    k(-40.0, -14.0),
    k(-40.5, 6.0),
    k(-37.5, 22.0),
    k(-29.0, 38.0),
    k(-13.0, 51.0),
    k(0.0, 55.5),
    k(13.0, 51.0),
    k(29.0, 38.0),
    k(37.5, 22.0),
    k(40.5, 6.0),
    k(40.0, -14.0),
    k(28.0, -42.0),
    k(-28.0, -42.0),
];

/// The outline at three-quarter, facing right: brow, hollow of the eye, cheek, chin.
const THREE_QUARTER: [Knot; 13] = [
    k(-40.0, -14.0),
    k(-39.0, 6.0),
    k(-35.0, 22.0),
    k(-25.0, 37.0),
    k(-4.0, 51.0),
    k(14.0, 56.0),
    k(24.0, 51.5),
    k(33.0, 38.0),
    k(38.6, 23.0),
    k(36.6, 6.0),
    k(39.4, -12.0),
    k(26.0, -42.0),
    k(-30.0, -42.0),
];

/// Where a feature is from the front and at three-quarter.
fn between(front: Pt, turned: Pt, t: f64) -> Pt {
    front.towards(turned, t)
}

/// The face under the hair.
pub(super) fn draw(svg: &mut Svg, view: &HeadView) {
    let t = view.three_quarter();
    let (skin, features) = (view.outfit.skin, view.expression.features());
    draw_ears(svg, view, t);
    let face = Path::closed(&blend(&FRONT, &THREE_QUARTER, t));
    svg.cel(&face, skin, view.light(-3.2, -2.0));
    svg.inside(&face, |svg| {
        draw_blush(svg, t, features.blush);
        svg.moved("translate(1.5 9)", |svg| {
            svg.fill(&super::hair::fringe(t), skin.shade);
        });
    });
    draw_nose(svg, t, skin);
    let at = between(pt(0.0, 38.6), pt(16.4, 38.8), t);
    let narrow = mix(1.0, 0.86, t);
    svg.moved(format_args!("translate({:.2} {:.2}) scale({narrow:.3} 1)", at.x, at.y), |svg| {
        mouth::draw(svg, features.mouth, skin);
    });
    draw_eyes(svg, view, t, &features);
}

/// What shows through the fringe: the brows.
pub(super) fn draw_over_hair(svg: &mut Svg, view: &HeadView) {
    let features = view.expression.features();
    let t = view.three_quarter();
    for (place, _) in eye_places(t) {
        svg.moved(&place, |svg| {
            eye::draw_brow(svg, features.brow_lift, features.brow_turn, view.outfit.hair);
        });
    }
}

/// Both eyes' transforms, the drawing's left one first, and which way the eye's frame is flipped.
fn eye_places(t: f64) -> [(String, f64); 2] {
    let near = between(pt(-19.6, 14.0), pt(-8.4, 14.0), t);
    let far = between(pt(19.6, 14.0), pt(28.4, 14.0), t);
    let far_width = mix(1.0, 0.70, t);
    [
        (format!("translate({:.2} {:.2})", near.x, near.y), 1.0),
        (format!("translate({:.2} {:.2}) scale({:.3} 1)", far.x, far.y, -far_width), -1.0),
    ]
}

fn draw_eyes(svg: &mut Svg, view: &HeadView, t: f64, features: &Features) {
    let light_side = if view.mirrored { 1.0 } else { -1.0 };
    // In the drawing her right eye is on the left, unless the drawing is mirrored.
    let lids = |on_left: bool| -> Lids {
        if on_left == view.mirrored { features.left_eye } else { features.right_eye }
    };
    for (i, (place, flip)) in eye_places(t).into_iter().enumerate() {
        let eye = eye::Eye {
            lids: lids(i == 0),
            iris: features.iris,
            gaze: pt(t * 1.0 * flip, 0.0),
            glint: light_side * flip,
            tone: view.outfit.eyes,
            lash: view.outfit.hair.line.mixed(Colour(24, 12, 24), 0.55),
            skin: view.outfit.skin,
        };
        svg.moved(place, |svg| eye.draw(svg));
    }
}

fn draw_nose(svg: &mut Svg, t: f64, skin: Tone) {
    let at = between(pt(0.5, 27.0), pt(21.0, 26.6), t);
    let side = Path::closed(&[
        c(at.x - 0.6 + t, at.y - 5.0),
        k(at.x + 2.0 - t * 0.6, at.y + 0.4),
        c(at.x - 1.8, at.y + 2.4),
    ]);
    svg.fill(&side, skin.shade);
    svg.fill(
        &Path::tapered(at + pt(-2.2, 1.9), at + pt(0.2, 2.8), at + pt(2.4, 1.2), 1.3),
        skin.line,
    );
}

fn draw_blush(svg: &mut Svg, t: f64, strength: f64) {
    let pink = Colour(246, 122, 116);
    for (front, turned, width) in
        [(pt(-25.0, 29.0), pt(-15.0, 29.5), 9.5), (pt(25.0, 29.0), pt(32.0, 29.0), 6.4)]
    {
        let at = between(front, turned, t);
        let rx = mix(9.5, width, t);
        svg.glaze(&Path::ellipse(at, rx, 4.6), pink, strength * 0.34);
        for i in -1..=1 {
            let x = at.x + f64::from(i) * rx * 0.42;
            let dash =
                Path::tapered(pt(x + 1.4, at.y - 2.2), pt(x, at.y), pt(x - 1.4, at.y + 2.2), 1.2);
            svg.glaze(&dash, pink.mixed(Colour(200, 50, 70), 0.5), strength * 0.7);
        }
    }
}

fn draw_ears(svg: &mut Svg, view: &HeadView, t: f64) {
    let skin = view.outfit.skin;
    for (side, front, turned) in [(-1.0, -41.0, -38.0), (1.0, 41.0, 30.0)] {
        let x = mix(front, turned, t);
        let ear = Path::closed(&[
            k(x, 2.0),
            k(x + side * 6.0, 2.0),
            k(x + side * 7.0, 12.0),
            k(x + side * 2.0, 23.0),
            k(x - side * 3.0, 20.0),
        ]);
        svg.cel(&ear, skin, view.light(-2.0, -1.0));
    }
}
