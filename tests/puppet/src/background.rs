//! Backgrounds: flat layers with depth, calmer than the figure so that she stands out.
//!
//! Each is painted on a square of 1000 units with the horizon near the middle and the ground the figure stands on
//! at about 930.

mod city;
mod forest;
mod room;
mod shore;

use crate::colour::Colour;
use crate::geometry::pt;
use crate::path::Path;
use crate::svg::Svg;

/// What is behind the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// One colour.
    Plain(Colour),
    /// One colour above running into another below, as a studio's paper backdrop.
    Gradient(Colour, Colour),
    /// A clearing in a forest.
    Forest,
    /// A city street by day.
    City,
    /// A beach at sunset.
    Shore,
    /// A room with a window.
    Room,
}

impl Background {
    /// Every background with its name, for tables and the command line.
    pub fn named() -> [(&'static str, Self); 6] {
        [
            ("plain", Self::Plain(Colour(238, 236, 232))),
            ("gradient", Self::Gradient(Colour(196, 214, 232), Colour(240, 232, 222))),
            ("forest", Self::Forest),
            ("city", Self::City),
            ("shore", Self::Shore),
            ("room", Self::Room),
        ]
    }

    /// The background of that name, if there is one.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::named().into_iter().find(|(known, _)| *known == name).map(|(_, it)| it)
    }

    /// Paints the square of 1000 units.
    pub(crate) fn draw(self, svg: &mut Svg) {
        // Two layers that meet leave a hair's breadth of nothing between their soft edges; this lies under it.
        sheet(svg, 0.0, 1000.0, Colour(150, 150, 150));
        match self {
            Self::Plain(colour) => sheet(svg, 0.0, 1000.0, colour),
            Self::Gradient(top, bottom) => {
                svg.gradient(pt(-800.0, -600.0), pt(2600.0, 2200.0), top, bottom);
            }
            Self::Forest => forest::draw(svg),
            Self::City => city::draw(svg),
            Self::Shore => shore::draw(svg),
            Self::Room => room::draw(svg),
        }
    }
}

/// A strip right across, generous at the sides for wide pictures.
fn sheet(svg: &mut Svg, top: f64, bottom: f64, colour: Colour) {
    let top = if top <= 0.0 { -600.0 } else { top };
    let bottom = if bottom >= 1000.0 { 1600.0 } else { bottom };
    block(svg, -800.0, top, 2600.0, bottom - top, colour);
}

/// A rectangle.
fn block(svg: &mut Svg, x: f64, y: f64, width: f64, height: f64, colour: Colour) {
    let corners = [pt(x, y), pt(x + width, y), pt(x + width, y + height), pt(x, y + height)];
    svg.fill(&Path::polygon(&corners), colour);
}

/// A row of round bushes or clouds: discs of the given (x, y, radius).
fn puffs(svg: &mut Svg, discs: &[(f64, f64, f64)], colour: Colour) {
    let discs: Vec<_> = discs.iter().map(|&(x, y, radius)| (pt(x, y), radius)).collect();
    svg.fill(&Path::limb(&discs), colour);
}

/// Numbers that look random and are always the same: a linear congruential generator (Knuth's MMIX constants).
struct Scatter(u64);

impl Scatter {
    /// The next number from `low` up to `high`.
    fn next(&mut self, low: f64, high: f64) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        low + (high - low) * ((self.0 >> 40) as f64 / (1_u64 << 24) as f64)
    }
}
