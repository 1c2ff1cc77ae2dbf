//! A beach at sunset: banded sky, a low sun and its road of light, wet sand.

use super::{block, puffs, sheet};
use crate::colour::Colour;
use crate::geometry::pt;
use crate::path::{Path, c, k};
use crate::svg::Svg;

pub(super) fn draw(svg: &mut Svg) {
    svg.gradient(
        pt(-800.0, -600.0),
        pt(2600.0, 1180.0),
        Colour(88, 92, 164),
        Colour(255, 190, 128),
    );
    svg.glaze(&Path::ellipse(pt(690.0, 520.0), 190.0, 190.0), Colour(255, 226, 150), 0.35);
    svg.glaze(&Path::ellipse(pt(690.0, 520.0), 128.0, 128.0), Colour(255, 232, 160), 0.5);
    svg.fill(&Path::ellipse(pt(690.0, 520.0), 78.0, 78.0), Colour(255, 246, 206));
    for (x, y, wide, colour) in [
        (150.0, 210.0, 150.0, Colour(176, 124, 172)),
        (330.0, 300.0, 110.0, Colour(214, 142, 160)),
        (860.0, 250.0, 160.0, Colour(190, 128, 168)),
        (70.0, 410.0, 130.0, Colour(240, 160, 144)),
        (930.0, 410.0, 90.0, Colour(244, 168, 140)),
    ] {
        cloud(svg, x, y, wide, colour);
    }
    let headland = Path::closed(&[
        c(-800.0, 590.0),
        c(-800.0, 440.0),
        k(-60.0, 480.0),
        k(60.0, 512.0),
        k(150.0, 556.0),
        c(270.0, 582.0),
        c(270.0, 600.0),
    ]);
    svg.fill(&headland, Colour(116, 88, 134));
    svg.gradient(pt(-800.0, 580.0), pt(2600.0, 200.0), Colour(220, 138, 142), Colour(84, 110, 166));
    for (y, wide) in [
        (590.0, 150.0),
        (606.0, 110.0),
        (624.0, 170.0),
        (644.0, 90.0),
        (666.0, 190.0),
        (692.0, 120.0),
    ] {
        let glitter = Path::ellipse(pt(690.0 + (y * 7.0) % 30.0 - 15.0, y), wide * 0.55, 3.4);
        svg.fill(&glitter, Colour(255, 224, 168));
    }
    let foam = wave(726.0, 8.0);
    svg.fill(&foam, Colour(250, 230, 220));
    svg.fill(&wave(740.0, 12.0), Colour(196, 150, 130));
    svg.fill(&wave(790.0, 18.0), Colour(232, 190, 146));
    shells(svg);
    sheet(svg, 1400.0, 1500.0, Colour(232, 190, 146));
}

/// Everything below a wavy line.
fn wave(y: f64, swing: f64) -> Path {
    let mut knots = vec![c(-800.0, 1600.0), c(-800.0, y)];
    for i in 0..14 {
        let side = if i % 2 == 0 { -swing } else { swing };
        knots.push(k(-700.0 + f64::from(i) * 180.0, y + side));
    }
    knots.extend([c(1800.0, y), c(1800.0, 1600.0)]);
    Path::closed(&knots)
}

fn cloud(svg: &mut Svg, x: f64, y: f64, wide: f64, colour: Colour) {
    puffs(
        svg,
        &[
            (x - wide, y, 5.0),
            (x - wide * 0.3, y - 6.0, 15.0),
            (x + wide * 0.2, y - 8.0, 19.0),
            (x + wide, y, 5.0),
        ],
        colour,
    );
}

fn shells(svg: &mut Svg) {
    for (x, y, size) in
        [(120.0, 880.0, 9.0), (300.0, 950.0, 11.0), (800.0, 860.0, 8.0), (905.0, 940.0, 12.0)]
    {
        svg.fill(&Path::ellipse(pt(x, y), size * 1.5, size * 0.7), Colour(206, 158, 122));
        svg.fill(&Path::ellipse(pt(x, y - size * 0.3), size, size * 0.7), Colour(252, 232, 214));
    }
    block(svg, -800.0, 1590.0, 2600.0, 10.0, Colour(232, 190, 146));
}
