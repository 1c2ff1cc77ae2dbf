//! The face from the side, facing right.

use super::HeadView;
use super::eye::{self, Eye};
use crate::colour::Colour;
use crate::expression::{Lids, Mouth};
use crate::geometry::pt;
use crate::path::{Path, c, k};
use crate::svg::Svg;

/// The face under the hair.
pub(super) fn draw(svg: &mut Svg, view: &HeadView) {
    let (skin, features) = (view.outfit.skin, view.expression.features());
    let open = mouth_opening(features.mouth);
    let face = Path::closed(&[
        k(-36.0, -10.0),
        k(-10.0, -46.0),
        k(26.0, -36.0),
        k(37.0, -14.0),
        k(37.6, 0.0),
        k(36.6, 8.0),
        k(40.4, 17.0),
        k(46.0, 25.4),
        c(39.6, 29.6),
        k(40.8, 34.0),
        c(36.6, 36.6),
        k(39.6, 39.8 + open * 0.5),
        k(36.8, 44.0 + open),
        k(37.4, 50.0 + open),
        k(31.0, 56.0 + open),
        k(20.0, 54.6 + open * 0.5),
        k(2.0, 45.0),
        k(-8.0, 34.0),
        k(-14.0, 40.0),
        k(-30.0, 30.0),
    ]);
    svg.cel(&face, skin, view.light(-3.4, -1.6));
    svg.inside(&face, |svg| {
        svg.moved("translate(1 9)", |svg| svg.fill(&super::hair::profile_fringe(), skin.shade));
        let jaw = Path::closed(&[c(-20.0, 26.0), k(-4.0, 37.0), k(12.0, 46.0), c(26.0, 53.0), c(10.0, 70.0), c(-30.0, 60.0)]);
        svg.fill(&jaw, skin.shade);
        svg.glaze(&Path::ellipse(pt(20.0, 29.0), 8.0, 4.6), Colour(246, 122, 116), features.blush * 0.36);
    });
    draw_eye(svg, view);
    draw_mouth(svg, view, features.mouth);
    draw_ear(svg, view);
}

fn draw_eye(svg: &mut Svg, view: &HeadView) {
    let features = view.expression.features();
    let mirrored = view.mirrored;
    let eye = Eye {
        lids: if mirrored { features.left_eye } else { features.right_eye },
        iris: features.iris,
        gaze: pt(4.6, 0.0),
        glint: if mirrored { 1.0 } else { -1.0 },
        tone: view.outfit.eyes,
        lash: view.outfit.hair.line.mixed(Colour(24, 12, 24), 0.55),
        skin: view.outfit.skin,
    };
    let place = match eye.lids {
        Lids::Open(_) | Lids::Shut => "translate(26.5 13.6) scale(0.64 1)",
    };
    svg.moved(place, |svg| {
        eye.draw(svg);
        eye::draw_brow(svg, features.brow_lift, features.brow_turn, view.outfit.hair);
    });
}

/// How far the jaw drops.
fn mouth_opening(mouth: Mouth) -> f64 {
    match mouth {
        Mouth::Laugh | Mouth::Round => 5.0,
        Mouth::Grin => 2.5,
        _ => 0.0,
    }
}

fn draw_mouth(svg: &mut Svg, view: &HeadView, mouth: Mouth) {
    let skin = view.outfit.skin;
    let corner = match mouth {
        Mouth::Smile | Mouth::Grin | Mouth::Laugh | Mouth::Smirk => pt(27.0, 33.6),
        Mouth::Down | Mouth::Teeth | Mouth::Firm => pt(29.4, 38.6),
        Mouth::Line | Mouth::Round => pt(30.2, 36.4),
    };
    let open = mouth_opening(mouth);
    if open > 0.0 {
        let hollow = Path::closed(&[c(corner.x, corner.y), k(33.0, 36.8), c(38.6, 36.6), c(38.0, 39.6 + open * 0.7), k(32.0, 38.6 + open)]);
        svg.fill(&hollow, Colour(122, 34, 48));
        svg.inside(&hollow, |svg| {
            svg.fill(&Path::raw("M20 30H42V38.2Q34 39.4 20 36Z"), Colour(255, 252, 246));
        });
        svg.crease(&hollow, skin, 0.7);
    } else {
        let line = Path::tapered(pt(37.6, 36.4), pt(33.6, 37.0), corner, 1.9);
        svg.fill(&line, skin.line);
    }
    svg.fill(&Path::tapered(pt(38.4, 28.2), pt(40.0, 26.6), pt(42.2, 27.2), 1.3), skin.line);
}

fn draw_ear(svg: &mut Svg, view: &HeadView) {
    let skin = view.outfit.skin;
    let ear = Path::closed(&[k(-10.0, 2.0), k(-18.0, 3.0), k(-18.0, 13.0), k(-11.0, 25.0), k(-6.0, 20.0), k(-6.0, 8.0)]);
    svg.cel(&ear, skin, view.light(-2.0, -1.0));
    svg.fill(&Path::tapered(pt(-9.0, 7.0), pt(-14.0, 9.0), pt(-11.0, 17.0), 1.8), skin.line);
}
