//! A clearing: far trees in mist, nearer trunks, ferns and a path.

use super::{Scatter, puffs, sheet};
use crate::colour::Colour;
use crate::geometry::pt;
use crate::path::{Path, c, k};
use crate::svg::Svg;

pub(super) fn draw(svg: &mut Svg) {
    svg.gradient(
        pt(-800.0, -600.0),
        pt(2600.0, 1300.0),
        Colour(150, 204, 190),
        Colour(226, 242, 208),
    );
    let mut scatter = Scatter(7);
    firs(svg, &mut scatter, 560.0, 300.0, Colour(156, 206, 182), 90.0);
    firs(svg, &mut scatter, 630.0, 420.0, Colour(116, 178, 152), 150.0);
    sheet(svg, 610.0, 1000.0, Colour(142, 190, 110));
    let path = Path::closed(&[
        c(470.0, 612.0),
        k(420.0, 700.0),
        k(470.0, 800.0),
        c(240.0, 1600.0),
        c(860.0, 1600.0),
        k(640.0, 800.0),
        k(540.0, 700.0),
        c(520.0, 612.0),
    ]);
    svg.fill(&path, Colour(216, 198, 150));
    trunks(svg);
    leaves(svg);
    for (x, y, size) in [
        (60.0, 760.0, 60.0),
        (150.0, 820.0, 48.0),
        (840.0, 770.0, 58.0),
        (930.0, 840.0, 70.0),
        (-120.0, 800.0, 70.0),
        (1120.0, 800.0, 70.0),
    ] {
        fern(svg, x, y, size);
    }
}

/// A row of fir trees as one saw-toothed layer.
fn firs(svg: &mut Svg, scatter: &mut Scatter, foot: f64, height: f64, colour: Colour, step: f64) {
    let mut x = -800.0;
    while x < 1800.0 {
        let tall = height * scatter.next(0.7, 1.1);
        let wide = step * 0.62;
        for (up, share) in [(0.0, 1.0), (0.3, 0.78), (0.58, 0.52)] {
            let (base, top) = (foot - tall * up, foot - tall * (up + 0.42));
            let tier = [pt(x - wide * share, base), pt(x, top), pt(x + wide * share, base)];
            svg.fill(&Path::polygon(&tier), colour);
        }
        x += step * scatter.next(0.6, 1.0);
    }
    sheet(svg, foot - 4.0, foot + 90.0, colour);
}

fn trunks(svg: &mut Svg) {
    let (bark, shade) = (Colour(126, 96, 84), Colour(98, 74, 76));
    for (x, wide, foot) in [
        (90.0, 58.0, 770.0),
        (250.0, 34.0, 690.0),
        (775.0, 40.0, 700.0),
        (925.0, 70.0, 800.0),
        (-260.0, 60.0, 760.0),
        (1280.0, 64.0, 780.0),
    ] {
        let trunk = Path::closed(&[
            c(x - wide * 0.42, -600.0),
            k(x - wide * 0.5, 300.0),
            k(x - wide * 0.6, foot - 40.0),
            c(x - wide, foot),
            k(x, foot + 8.0),
            c(x + wide, foot),
            k(x + wide * 0.6, foot - 40.0),
            k(x + wide * 0.5, 300.0),
            c(x + wide * 0.42, -600.0),
        ]);
        svg.fill(&trunk, bark);
        svg.inside(&trunk, |svg| {
            svg.moved(format_args!("translate({:.1} 0)", wide * 0.55), |svg| {
                svg.fill(&trunk, shade);
            });
        });
    }
}

/// The canopy above, dark against the light.
fn leaves(svg: &mut Svg) {
    let mut scatter = Scatter(21);
    for (depth, colour) in [(150.0, Colour(98, 164, 118)), (80.0, Colour(70, 134, 100))] {
        let discs: Vec<_> = (0..26)
            .map(|i| {
                (
                    -700.0 + f64::from(i) * 92.0,
                    scatter.next(-60.0, depth),
                    scatter.next(60.0, 105.0),
                )
            })
            .collect();
        sheet(svg, 0.0, 20.0, colour);
        puffs(svg, &discs, colour);
    }
}

fn fern(svg: &mut Svg, x: f64, y: f64, size: f64) {
    for (lean, colour) in [
        (-1.0, Colour(74, 140, 92)),
        (1.0, Colour(74, 140, 92)),
        (-0.45, Colour(96, 164, 100)),
        (0.45, Colour(96, 164, 100)),
        (0.0, Colour(112, 178, 108)),
    ] {
        let tip = pt(x + lean * size, y - size * (1.1 - lean.abs() * 0.5));
        let through = pt(x + lean * size * 0.4, y - size * 0.7);
        svg.fill(&Path::tapered(pt(x, y), through, tip, size * 0.24), colour);
    }
}
