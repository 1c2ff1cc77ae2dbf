//! Mouths, each drawn in a frame whose origin is the middle of the closed lips.

use crate::colour::{Colour, Tone};
use crate::expression::Mouth;
use crate::geometry::pt;
use crate::path::{Path, c, k};
use crate::svg::Svg;

const INSIDE: Colour = Colour(122, 34, 48);
const TONGUE: Colour = Colour(232, 116, 112);
const TEETH: Colour = Colour(255, 252, 246);

/// The mouth, in its own frame.
pub(super) fn draw(svg: &mut Svg, mouth: Mouth, skin: Tone) {
    match mouth {
        Mouth::Line => {
            line(svg, skin, [(-5.4, 0.0), (0.0, 0.8), (5.4, -0.2)], 1.5);
            lip(svg, skin, 4.4);
        }
        Mouth::Smile => {
            line(svg, skin, [(-8.8, -1.8), (0.0, 3.0), (8.8, -1.8)], 2.1);
            lip(svg, skin, 6.6);
        }
        Mouth::Firm => {
            line(svg, skin, [(-6.6, 1.2), (0.0, -0.8), (6.6, 1.2)], 2.3);
            lip(svg, skin, 4.6);
        }
        Mouth::Down => {
            line(svg, skin, [(-6.0, 2.4), (0.0, -1.4), (6.0, 2.4)], 2.0);
            lip(svg, skin, 5.0);
        }
        Mouth::Smirk => {
            line(svg, skin, [(-6.4, 1.6), (1.4, 2.2), (8.6, -3.2)], 2.1);
            lip(svg, skin, 6.2);
        }
        Mouth::Grin => grin(svg, skin),
        Mouth::Laugh => laugh(svg, skin),
        Mouth::Round => round(svg, skin),
        Mouth::Teeth => teeth(svg, skin),
    }
}

fn line(svg: &mut Svg, skin: Tone, [from, through, to]: [(f64, f64); 3], width: f64) {
    let path = Path::tapered(pt(from.0, from.1), pt(through.0, through.1), pt(to.0, to.1), width);
    svg.fill(&path, skin.line);
}

/// The shadow under the lower lip.
fn lip(svg: &mut Svg, skin: Tone, y: f64) {
    svg.fill(&Path::tapered(pt(-3.0, y), pt(0.0, y + 0.8), pt(3.0, y), 1.5), skin.shade);
}

fn hollow(svg: &mut Svg, path: &Path, skin: Tone, draw: impl FnOnce(&mut Svg)) {
    svg.fill(path, INSIDE);
    svg.inside(path, draw);
    svg.crease(path, skin, 0.72);
}

fn grin(svg: &mut Svg, skin: Tone) {
    let path = Path::closed(&[
        c(-10.4, -3.0),
        k(0.0, -0.6),
        c(10.4, -3.0),
        k(7.4, 5.0),
        k(0.0, 8.4),
        k(-7.4, 5.0),
    ]);
    hollow(svg, &path, skin, |svg| {
        svg.fill(&Path::ellipse(pt(0.0, 9.4), 6.0, 3.8), TONGUE);
        svg.fill(&Path::raw("M-12 -5H12V1.2Q0 4.2 -12 1.2Z"), TEETH);
    });
}

fn laugh(svg: &mut Svg, skin: Tone) {
    let path = Path::closed(&[
        c(-11.4, -4.0),
        k(0.0, -2.0),
        c(11.4, -4.0),
        k(9.0, 6.6),
        k(0.0, 12.4),
        k(-9.0, 6.6),
    ]);
    hollow(svg, &path, skin, |svg| {
        svg.fill(&Path::ellipse(pt(0.0, 11.8), 7.4, 5.4), TONGUE);
        svg.fill(&Path::raw("M-13 -6H13V0Q0 3 -13 0Z"), TEETH);
    });
}

fn round(svg: &mut Svg, skin: Tone) {
    let path = Path::closed(&[
        k(0.0, -4.4),
        k(4.6, 0.6),
        k(4.0, 6.6),
        k(0.0, 8.6),
        k(-4.0, 6.6),
        k(-4.6, 0.6),
    ]);
    hollow(svg, &path, skin, |svg| svg.fill(&Path::ellipse(pt(0.0, 8.8), 3.8, 3.2), TONGUE));
    lip(svg, skin, 11.4);
}

fn teeth(svg: &mut Svg, skin: Tone) {
    let path = Path::closed(&[
        c(-8.6, 3.6),
        k(-5.6, -1.8),
        k(0.0, -2.8),
        k(5.6, -1.8),
        c(8.6, 3.6),
        k(4.4, 5.2),
        k(-4.4, 5.2),
    ]);
    svg.fill(&path, TEETH);
    svg.inside(&path, |svg| {
        svg.stroke(&Path::raw("M-10 1.8Q0 0 10 1.8"), skin.line, 0.9);
        for x in [-4.0, 0.0, 4.0] {
            svg.stroke(&Path::raw(&format!("M{x} -4V7")), skin.shade, 0.7);
        }
    });
    svg.crease(&path, skin, 0.72);
}
