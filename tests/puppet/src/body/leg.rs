//! Hips, trousers and boots.

use super::lathe::{Lathe, Slice, slice};
use crate::colour::Outfit;
use crate::geometry::pt;
use crate::path::{Path, discs, k};
use crate::rig::{LegJoints, Skeleton};
use crate::svg::Svg;

/// The hips from the belt down.
const HIPS: [Slice; 5] = [
    slice(-34.0, 33.0, 20.0, 0.0),
    slice(-14.0, 37.0, 22.0, 0.0),
    slice(4.0, 41.0, 25.0, -1.0),
    slice(20.0, 42.0, 25.0, -2.0),
    slice(34.0, 38.0, 20.0, -1.0),
];

const THIGH: [f64; 4] = [22.5, 22.5, 18.5, 15.2];
const SHIN: [f64; 3] = [15.2, 15.6, 14.2];
/// The boot's shaft begins this share of the way down the shin.
const SHAFT: f64 = 0.42;

/// Both legs, the farther first.
pub(crate) fn draw_legs(svg: &mut Svg, skeleton: &Skeleton, outfit: &Outfit) {
    let hips = Lathe::new(&HIPS, skeleton.turn).silhouette(-30.0, 28.0);
    svg.outline(&hips, outfit.trousers.line);
    for leg in &skeleton.legs {
        draw_leg(svg, leg, outfit);
    }
}

/// The hips' front, over the thighs' upper ends, with the belt.
pub(crate) fn draw_hips(svg: &mut Svg, skeleton: &Skeleton, outfit: &Outfit) {
    let lathe = Lathe::new(&HIPS, skeleton.turn);
    let hips = lathe.silhouette(-30.0, 16.0);
    svg.flat(&hips, outfit.trousers, pt(-8.0, -2.0));
    if let Some(fly) = lathe.line(&[(-8.0, 2.0), (12.0, 3.0), (24.0, 2.0)]) {
        svg.crease(&fly, outfit.trousers, 0.7);
    }
    for side in [-1.0, 1.0] {
        if let Some(pocket) =
            lathe.line(&[(-8.0, side * 40.0), (4.0, side * 62.0), (16.0, side * 70.0)])
        {
            svg.crease(&pocket, outfit.trousers, 0.7);
        }
    }
    let belt = lathe.band(-22.0, -10.0);
    svg.cel(&belt, outfit.leather, pt(-8.0, -2.0));
    let buckle = [(-23.0, -16.0), (-23.0, 16.0), (-8.0, 16.0), (-8.0, -16.0)];
    if let Some(buckle) = lathe.patch(&buckle) {
        svg.cel(&buckle, outfit.metal, pt(-2.0, -2.0));
    }
    let pouch = [(-18.0, -50.0), (-18.0, -84.0), (6.0, -84.0), (8.0, -66.0), (6.0, -50.0)];
    if let Some(pouch) = lathe.patch(&pouch) {
        svg.cel(&pouch, outfit.leather, pt(-3.0, -2.0));
        let flap = [(-18.0, -50.0), (-18.0, -84.0), (-8.0, -84.0), (-5.0, -67.0), (-8.0, -50.0)];
        if let Some(flap) = lathe.patch(&flap) {
            svg.cel(&flap, outfit.leather, pt(-2.0, -1.5));
        }
    }
}

fn draw_leg(svg: &mut Svg, leg: &LegJoints, outfit: &Outfit) {
    let (hip, knee, ankle) = (leg.hip.at, leg.knee.at, leg.ankle.at);
    let trousers = Path::limb(
        &[discs(hip, knee, &THIGH), discs(knee, knee.towards(ankle, SHAFT + 0.12), &SHIN)].concat(),
    );
    let lower_leg_behind = leg.ankle.near < leg.knee.near - 40.0;
    if lower_leg_behind {
        draw_boot(svg, leg, outfit);
    }
    svg.cel(&trousers, outfit.trousers, pt(-6.5, -2.0));
    draw_knee(svg, leg, outfit);
    if !lower_leg_behind {
        draw_boot(svg, leg, outfit);
    }
}

/// A fold at the knee.
fn draw_knee(svg: &mut Svg, leg: &LegJoints, outfit: &Outfit) {
    let along = (leg.ankle.at - leg.knee.at).unit();
    let across = along.across();
    let middle = leg.knee.at + along * 5.0;
    let (from, to) = (middle + across * -11.0, middle - across);
    let through = from.towards(to, 0.5) + along * 2.4;
    svg.fill(&Path::tapered(from, through, to, 2.2), outfit.trousers.line);
}

/// A boot: foot and sole, then the shaft with its turned-down top and a strap.
fn draw_boot(svg: &mut Svg, leg: &LegJoints, outfit: &Outfit) {
    let (knee, ankle, heel, toe) = (leg.knee.at, leg.ankle.at, leg.heel.at, leg.toe.at);
    let up = (ankle - heel.towards(toe, 0.23)).unit();
    let shaft_top = knee.towards(ankle, SHAFT);
    let shaft = discs(shaft_top, ankle, &[15.4, 14.6, 12.4]);
    let foot = [(ankle, 12.0), (heel + up * 9.0, 9.6), (toe + up * 8.6, 8.8), (ankle, 12.0)];
    let boot = Path::limb(&[shaft, foot.to_vec()].concat());
    svg.cel(&boot, outfit.leather, pt(-5.0, -2.5));
    let sole = Path::limb(&[(heel + up * 2.0, 12.0), (toe + up * 2.0, 12.0)]);
    svg.inside(&boot, |svg| {
        svg.fill(&sole, outfit.leather.line);
        svg.moved("translate(0 -3.4)", |svg| svg.flat(&boot, outfit.leather, pt(-5.0, -2.5)));
    });
    let along = (ankle - shaft_top).unit();
    let across = along.across();
    let cuff = Path::band(shaft_top + along * -9.0, 17.2, shaft_top + along * 6.0, 16.2, 2.4);
    svg.cel(&cuff, outfit.leather, pt(-3.0, -2.2));
    let strap = ankle + along * -10.0;
    let band = Path::open(&[
        k((strap + across * 12.0).x, (strap + across * 12.0).y),
        k((strap + along * 3.0).x, (strap + along * 3.0).y),
        k((strap + across * -12.0).x, (strap + across * -12.0).y),
    ]);
    svg.inside(&boot, |svg| svg.stroke(&band, outfit.leather.line, 3.0));
}
