//! A street by day: a skyline, houses on both sides, a pavement and a lamp.

use super::{Scatter, block, puffs, sheet};
use crate::colour::Colour;
use crate::geometry::pt;
use crate::path::{Path, k};
use crate::svg::Svg;

pub(super) fn draw(svg: &mut Svg) {
    svg.gradient(
        pt(-800.0, -600.0),
        pt(2600.0, 1250.0),
        Colour(124, 184, 232),
        Colour(226, 238, 240),
    );
    let cloud = Colour(246, 250, 252);
    puffs(
        svg,
        &[(330.0, 150.0, 34.0), (380.0, 132.0, 46.0), (440.0, 146.0, 36.0), (480.0, 156.0, 22.0)],
        cloud,
    );
    puffs(svg, &[(640.0, 240.0, 22.0), (676.0, 228.0, 32.0), (716.0, 240.0, 22.0)], cloud);
    skyline(svg);
    sheet(svg, 640.0, 1000.0, Colour(176, 180, 192));
    road(svg);
    house(svg, [-300.0, 300.0], [40.0, 250.0], Colour(222, 178, 150), Colour(196, 146, 128));
    house(svg, [1300.0, 700.0], [90.0, 280.0], Colour(206, 206, 186), Colour(176, 176, 168));
    lamp(svg, 668.0);
    lamp(svg, 214.0);
}

/// Far towers in haze.
fn skyline(svg: &mut Svg) {
    let mut scatter = Scatter(5);
    for (low, high, colour) in
        [(250.0, 420.0, Colour(184, 206, 224)), (380.0, 520.0, Colour(156, 180, 204))]
    {
        let mut x = -800.0;
        while x < 1800.0 {
            let (wide, top) = (scatter.next(50.0, 96.0), scatter.next(low, high));
            block(svg, x, top, wide, 700.0 - top, colour);
            x += wide + scatter.next(-6.0, 16.0);
        }
    }
}

fn road(svg: &mut Svg) {
    let road = [pt(486.0, 640.0), pt(514.0, 640.0), pt(1180.0, 1600.0), pt(-180.0, 1600.0)];
    svg.fill(&Path::polygon(&road), Colour(118, 122, 138));
    for (top, bottom) in [(670.0, 694.0), (730.0, 780.0), (850.0, 950.0)] {
        let half = |y: f64| (y - 630.0) * 0.018;
        let dash = [
            pt(500.0 - half(top), top),
            pt(500.0 + half(top), top),
            pt(500.0 + half(bottom), bottom),
            pt(500.0 - half(bottom), bottom),
        ];
        svg.fill(&Path::polygon(&dash), Colour(222, 222, 216));
    }
    for side in [-1.0, 1.0] {
        let kerb = [
            pt(500.0 + side * 14.0, 640.0),
            pt(500.0 + side * 17.0, 640.0),
            pt(500.0 + side * 735.0, 1600.0),
            pt(500.0 + side * 680.0, 1600.0),
        ];
        svg.fill(&Path::polygon(&kerb), Colour(208, 208, 212));
    }
}

/// A house front running towards the vanishing point at (500, 640): from its near edge to its far edge.
fn house(
    svg: &mut Svg,
    [near, far]: [f64; 2],
    [near_top, far_top]: [f64; 2],
    wall: Colour,
    shade: Colour,
) {
    let foot = |x: f64| 640.0 + (x - 500.0).abs() * 0.36;
    let front =
        [pt(near, near_top - 400.0), pt(far, far_top), pt(far, foot(far)), pt(near, foot(near))];
    svg.fill(&Path::polygon(&front), wall);
    let at = |along: f64, up: f64| {
        let x = near + (far - near) * along;
        let top = near_top - 400.0 + (far_top - near_top + 400.0) * along;
        pt(x, top + (foot(x) - top) * up)
    };
    let panel = |svg: &mut Svg, from: (f64, f64), to: (f64, f64), colour: Colour| {
        let corners = [at(from.0, from.1), at(to.0, from.1), at(to.0, to.1), at(from.0, to.1)];
        svg.fill(&Path::polygon(&corners), colour);
    };
    panel(svg, (0.0, 0.94), (1.0, 1.0), shade);
    for column in 0..5 {
        let x = 0.12 + f64::from(column) * 0.18;
        for row in 0..4 {
            let y = 0.20 + f64::from(row) * 0.17;
            panel(svg, (x - 0.008, y - 0.008), (x + 0.088, y + 0.108), shade);
            panel(svg, (x, y), (x + 0.08, y + 0.1), Colour(140, 178, 206));
            panel(svg, (x, y + 0.05), (x + 0.08, y + 0.1), Colour(166, 200, 220));
        }
    }
    panel(svg, (0.06, 0.84), (0.98, 0.875), Colour(206, 92, 84));
    panel(svg, (0.06, 0.86), (0.98, 0.875), Colour(168, 70, 76));
}

fn lamp(svg: &mut Svg, x: f64) {
    let iron = Colour(84, 90, 108);
    block(svg, x - 4.0, 430.0, 8.0, 290.0, iron);
    block(svg, x - 9.0, 700.0, 18.0, 22.0, iron);
    let head = Path::closed(&[k(x - 18.0, 430.0), k(x, 398.0), k(x + 18.0, 430.0)]);
    svg.fill(&head, Colour(246, 236, 190));
    svg.crease(&head, crate::colour::Tone::of(iron), 1.0);
}
