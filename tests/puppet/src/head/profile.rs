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
        k(37.0, -16.0),
        k(37.6, -2.0),
        k(36.4, 8.0),
        k(39.4, 16.0),
        k(43.4, 23.2),
        c(38.4, 28.0),
        k(38.0, 32.2),
        c(35.8, 35.2),
        k(36.8, 38.0 + open * 0.6),
        k(34.6, 41.8 + open),
        k(35.4, 48.6 + open),
        k(29.6, 54.8 + open),
        k(19.0, 53.2 + open * 0.5),
        k(3.0, 44.0),
        k(-6.0, 33.0),
        k(-14.0, 40.0),
        k(-30.0, 30.0),
    ]);
    svg.cel(&face, skin, view.light(-3.4, -1.6));
    svg.inside(&face, |svg| {
        svg.moved("translate(1 9)", |svg| svg.fill(&super::hair::profile_fringe(), skin.shade));
        let jaw = Path::closed(&[
            c(-20.0, 26.0),
            k(-4.0, 37.0),
            k(12.0, 46.0),
            c(26.0, 53.0),
            c(10.0, 70.0),
            c(-30.0, 60.0),
        ]);
        svg.fill(&jaw, skin.shade);
        svg.glaze(
            &Path::ellipse(pt(20.0, 29.0), 8.0, 4.6),
            Colour(246, 122, 116),
            features.blush * 0.36,
        );
    });
    draw_eye(svg, view);
    draw_mouth(svg, view, features.mouth);
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
        Lids::Open(_) | Lids::Shut => "translate(23.4 13.6) scale(0.66 1)",
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
        let hollow = Path::closed(&[
            c(corner.x, corner.y),
            k(33.0, 35.2),
            c(37.0, 35.0),
            c(36.2, 38.6 + open * 0.7),
            k(31.4, 37.6 + open),
        ]);
        svg.fill(&hollow, Colour(122, 34, 48));
        svg.inside(&hollow, |svg| {
            svg.fill(&Path::raw("M20 30H42V38.2Q34 39.4 20 36Z"), Colour(255, 252, 246));
        });
        svg.crease(&hollow, skin, 0.7);
    } else {
        let line = Path::tapered(pt(36.8, 35.2), pt(33.2, 36.4), corner, 1.9);
        svg.fill(&line, skin.line);
    }
    svg.fill(&Path::tapered(pt(37.4, 26.8), pt(38.6, 25.2), pt(40.4, 26.0), 1.2), skin.line);
}
