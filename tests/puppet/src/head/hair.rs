//! The hair: what hangs behind, the cap with its fringe, and the sidelocks.

use super::HeadView;
use crate::colour::Tone;
use crate::geometry::pt;
use crate::path::{Knot, Path, blend, c, k, sickled};
use crate::svg::Svg;

/// The cap from the front: up the left side, over the crown, down the right, then the fringe's tips back to the left.
const CAP_FRONT: [Knot; 23] = [
    c(-44.0, 30.0),
    k(-50.0, 6.0),
    k(-51.0, -18.0),
    k(-43.0, -44.0),
    k(-22.0, -61.0),
    k(2.0, -66.0),
    k(25.0, -61.0),
    k(44.0, -44.0),
    k(51.5, -18.0),
    k(50.0, 6.0),
    c(44.0, 30.0),
    k(41.0, 8.0),
    c(37.0, -6.0),
    c(31.0, 9.0),
    k(28.0, -6.0),
    c(23.0, -22.0),
    c(9.0, 8.0),
    k(8.0, -6.0),
    c(8.0, -18.0),
    c(-13.0, 11.0),
    k(-15.0, -4.0),
    c(-19.0, -14.0),
    c(-38.0, 14.0),
];

/// The cap at three-quarter, facing right.
const CAP_TURNED: [Knot; 23] = [
    c(-34.0, 32.0),
    k(-44.0, 10.0),
    k(-53.0, -16.0),
    k(-46.0, -44.0),
    k(-24.0, -61.0),
    k(2.0, -66.0),
    k(24.0, -61.0),
    k(42.0, -45.0),
    k(47.0, -20.0),
    k(45.0, 2.0),
    c(40.0, 24.0),
    k(39.5, 6.0),
    c(39.0, -6.0),
    c(36.0, 8.0),
    k(34.0, -6.0),
    c(32.0, -22.0),
    c(22.0, 8.0),
    k(21.0, -6.0),
    c(21.0, -18.0),
    c(2.0, 10.0),
    k(-1.0, -4.0),
    c(-4.0, -14.0),
    c(-25.0, 16.0),
];

/// The cap's lower part alone, whose shadow falls on the forehead.
pub(super) fn fringe(t: f64) -> Path {
    Path::closed(&sickled(&blend(&CAP_FRONT, &CAP_TURNED, t), 16.0 + t * 16.0))
}

const BEHIND_FRONT: [Knot; 18] = [
    k(0.0, -60.0),
    k(44.0, -42.0),
    k(55.0, 0.0),
    k(56.0, 44.0),
    k(61.0, 74.0),
    c(74.0, 96.0),
    k(54.0, 94.0),
    c(47.0, 114.0),
    k(30.0, 104.0),
    c(4.0, 112.0),
    k(-30.0, 104.0),
    c(-46.0, 116.0),
    k(-54.0, 94.0),
    c(-73.0, 98.0),
    k(-61.0, 74.0),
    k(-56.0, 44.0),
    k(-55.0, 0.0),
    k(-44.0, -42.0),
];

const BEHIND_TURNED: [Knot; 18] = [
    k(-6.0, -60.0),
    k(36.0, -42.0),
    k(44.0, 0.0),
    k(38.0, 44.0),
    k(34.0, 74.0),
    c(38.0, 98.0),
    k(20.0, 96.0),
    c(8.0, 114.0),
    k(-8.0, 106.0),
    c(-32.0, 122.0),
    k(-44.0, 106.0),
    c(-66.0, 116.0),
    k(-66.0, 94.0),
    c(-86.0, 92.0),
    k(-72.0, 66.0),
    k(-64.0, 34.0),
    k(-60.0, -8.0),
    k(-46.0, -44.0),
];

/// Bends knots below the ears to the left, the more the lower they are: hair in the wind.
fn blown(knots: Vec<Knot>, wind: f64) -> Vec<Knot> {
    knots.into_iter().map(|knot| knot.blown(wind)).collect()
}

/// The hair behind neck and shoulders, for a face from the front to three-quarter.
pub(super) fn behind_face(svg: &mut Svg, view: &HeadView, t: f64) {
    let hair = view.outfit.hair;
    let mass = Path::closed(&blown(blend(&BEHIND_FRONT, &BEHIND_TURNED, t), view.wind));
    if view.from_behind {
        svg.cel(&mass, hair, view.light(-8.0, -3.0));
        svg.inside(&mass, |svg| locks(svg, hair));
        return;
    }
    svg.outline(&mass, hair.line);
    svg.fill(&mass, hair.shade);
    let dark = hair.shade.mixed(hair.line, 0.4);
    svg.inside(&mass, |svg| {
        let hollow = Path::closed(&[
            k(-34.0, 20.0),
            k(34.0, 20.0),
            k(30.0, 90.0),
            c(14.0, 130.0),
            c(-14.0, 130.0),
            k(-30.0, 90.0),
        ]);
        svg.fill(&hollow, dark);
        locks(svg, hair);
    });
}

/// The lines between the long locks.
fn locks(svg: &mut Svg, hair: Tone) {
    for (x, y) in [(-52.0, 96.0), (-34.0, 106.0), (-6.0, 108.0), (22.0, 100.0)] {
        let through = pt(x * 0.8, y * 0.5);
        svg.fill(&Path::tapered(pt(x * 0.4, -10.0), through, pt(x, y), 2.6), hair.line);
    }
}

/// Cap, fringe and sidelocks over a face.
pub(super) fn before_face(svg: &mut Svg, view: &HeadView, t: f64) {
    let hair = view.outfit.hair;
    let left = blend(&SIDELOCK_LEFT, &SIDELOCK_NEAR, t);
    let right = blend(&SIDELOCK_RIGHT, &SIDELOCK_FAR, t);
    for lock in [left, right] {
        let path = Path::closed(&blown(lock, view.wind * 0.8));
        svg.cel(&path, hair, view.light(-3.4, -1.0));
    }
    let cap = fringe(t);
    svg.cel(&cap, hair, view.light(-4.0, -5.0));
    svg.inside(&cap, |svg| {
        shine(svg, hair, t * 6.0);
        for strand in STRANDS {
            let shift = pt(t * 12.0, 0.0);
            let [from, through, to] = strand.map(|(x, y)| pt(x, y) + shift);
            let beside = view.light(3.0, 0.0);
            svg.fill(&Path::tapered(from + beside, through + beside, to + beside, 7.0), hair.shade);
            svg.fill(&Path::tapered(from, through, to, 1.9), hair.line);
        }
    });
    tuft(svg, view, t * 4.0);
    clip(svg, view, t);
}

/// Partings in the fringe, each from its root through its bend to its tip.
const STRANDS: [[(f64, f64); 3]; 5] = [
    [(-8.0, -54.0), (-24.0, -38.0), (-19.0, -13.0)],
    [(2.0, -52.0), (3.0, -36.0), (8.0, -17.0)],
    [(10.0, -54.0), (22.0, -42.0), (23.0, -21.0)],
    [(22.0, -52.0), (38.0, -34.0), (37.0, -6.0)],
    [(-22.0, -48.0), (-42.0, -26.0), (-41.0, 8.0)],
];

const SIDELOCK_LEFT: [Knot; 7] = [
    c(-38.0, -24.0),
    k(-51.0, 0.0),
    k(-50.0, 36.0),
    k(-46.0, 58.0),
    c(-34.0, 80.0),
    k(-36.0, 52.0),
    k(-39.0, 22.0),
];
const SIDELOCK_RIGHT: [Knot; 7] = [
    c(38.0, -24.0),
    k(51.0, 0.0),
    k(50.0, 36.0),
    k(47.0, 58.0),
    c(35.0, 80.0),
    k(36.0, 52.0),
    k(39.0, 22.0),
];
const SIDELOCK_NEAR: [Knot; 7] = [
    c(-26.0, -24.0),
    k(-42.0, 2.0),
    k(-39.0, 36.0),
    k(-35.0, 60.0),
    c(-20.0, 84.0),
    k(-22.0, 54.0),
    k(-26.0, 22.0),
];
const SIDELOCK_FAR: [Knot; 7] = [
    c(36.0, -24.0),
    k(46.0, 0.0),
    k(44.5, 30.0),
    k(43.0, 50.0),
    c(36.0, 70.0),
    k(37.0, 46.0),
    k(39.0, 18.0),
];

/// The band of light round the crown.
fn shine(svg: &mut Svg, hair: Tone, shift: f64) {
    let band = Path::closed(&[
        c(-43.0, -20.0),
        k(-34.0, -36.0),
        k(-16.0, -44.0),
        k(4.0, -46.0),
        c(16.0, -44.0),
        c(10.0, -36.0),
        c(4.0, -40.0),
        c(-4.0, -32.0),
        c(-8.0, -38.0),
        c(-20.0, -28.0),
        c(-22.0, -35.0),
        c(-34.0, -20.0),
        c(-35.0, -28.0),
    ]);
    svg.moved(format_args!("translate({shift:.2} -2)"), |svg| svg.fill(&band, hair.light));
}

/// The unruly tuft at the crown.
fn tuft(svg: &mut Svg, view: &HeadView, shift: f64) {
    let hair = view.outfit.hair;
    let path = Path::closed(&[
        c(-3.0 + shift, -62.0),
        k(-3.0 + shift, -70.0),
        c(-13.0 + shift, -78.0),
        k(1.0 + shift, -76.5),
        k(6.5 + shift, -70.0),
        c(7.0 + shift, -61.0),
    ]);
    svg.cel(&path, hair, view.light(-2.0, -2.0));
    let root = Path::ellipse(pt(2.0 + shift, -60.5), 7.5, 4.2);
    svg.fill(&root, hair.base);
}

/// Her hair clip, a golden feather on her left side.
fn clip(svg: &mut Svg, view: &HeadView, t: f64) {
    let at =
        if view.mirrored { pt(-38.0, -14.0) } else { pt(40.0, -14.0).towards(pt(41.0, -15.0), t) };
    let lean = if view.mirrored { -14 } else { 14 };
    svg.moved(format_args!("translate({:.2} {:.2}) rotate({lean})", at.x, at.y), |svg| {
        feather(svg, view);
    });
}

fn feather(svg: &mut Svg, view: &HeadView) {
    let metal = view.outfit.metal;
    let path =
        Path::closed(&[c(-3.0, -10.0), k(3.6, -7.0), k(5.0, 3.0), c(0.6, 14.0), k(-4.4, 4.0)]);
    svg.cel(&path, metal, view.light(-1.6, -1.0));
    svg.fill(&Path::tapered(pt(-2.0, -8.0), pt(0.6, 0.0), pt(0.4, 12.0), 1.3), metal.line);
}

/// The long hair over ear, neck and back, from the side.
const PROFILE_MASS: [Knot; 15] = [
    k(-2.0, -50.0),
    k(2.0, -20.0),
    k(-3.0, 24.0),
    k(-7.0, 60.0),
    c(-14.0, 92.0),
    k(-26.0, 92.0),
    c(-40.0, 118.0),
    k(-50.0, 102.0),
    c(-72.0, 112.0),
    k(-68.0, 84.0),
    c(-84.0, 78.0),
    k(-68.0, 46.0),
    k(-61.0, 10.0),
    k(-57.0, -24.0),
    k(-36.0, -50.0),
];

const PROFILE_CAP: [Knot; 18] = [
    c(-6.0, 16.0),
    k(-30.0, 14.0),
    k(-50.0, 4.0),
    k(-57.0, -20.0),
    k(-42.0, -50.0),
    k(-14.0, -66.0),
    k(16.0, -62.0),
    k(38.0, -44.0),
    k(45.0, -22.0),
    c(44.0, 8.0),
    k(38.0, -6.0),
    c(35.0, -14.0),
    c(25.0, 10.0),
    k(22.0, -6.0),
    c(21.0, -14.0),
    c(3.0, 10.0),
    k(2.0, 0.0),
    c(-2.0, 2.0),
];

/// The fringe from the side, whose shadow falls on the forehead.
pub(super) fn profile_fringe() -> Path {
    Path::closed(&sickled(&PROFILE_CAP, 60.0))
}

/// Cap, fringe and sidelock over a profile.
pub(super) fn before_profile(svg: &mut Svg, view: &HeadView) {
    let hair = view.outfit.hair;
    let mass = Path::closed(&blown(PROFILE_MASS.to_vec(), view.wind));
    let lock = vec![
        c(9.0, -30.0),
        k(-7.0, 0.0),
        k(-8.0, 34.0),
        k(-5.0, 58.0),
        c(7.0, 80.0),
        k(6.0, 52.0),
        k(8.0, 22.0),
    ];
    let lock = Path::closed(&blown(lock, view.wind * 0.8));
    let cap = profile_fringe();
    svg.outline(&mass, hair.line);
    svg.outline(&cap, hair.line);
    svg.flat(&mass, hair, view.light(-6.0, -2.0));
    svg.cel(&lock, hair, view.light(-3.0, -1.0));
    svg.fill(&cap, hair.base);
    svg.inside(&cap, |svg| {
        shine(svg, hair, 2.0);
        for [from, through, to] in [
            [pt(-8.0, -52.0), pt(14.0, -38.0), pt(21.0, -13.0)],
            [pt(4.0, -54.0), pt(30.0, -40.0), pt(35.0, -13.0)],
            [pt(-16.0, -50.0), pt(-3.0, -28.0), pt(0.0, 4.0)],
            [pt(-28.0, -44.0), pt(-36.0, -16.0), pt(-33.0, 14.0)],
        ] {
            let beside = view.light(3.0, 0.0);
            svg.fill(&Path::tapered(from + beside, through + beside, to + beside, 6.0), hair.shade);
            svg.fill(&Path::tapered(from, through, to, 2.0), hair.line);
        }
    });
    svg.inside(&mass, |svg| long_strands(svg, view));
    tuft(svg, view, -14.0);
    if view.mirrored {
        svg.moved("translate(2 -12) rotate(-10)", |svg| feather(svg, view));
    }
}

/// The lines between the long locks, from the side.
fn long_strands(svg: &mut Svg, view: &HeadView) {
    let hair = view.outfit.hair;
    let blow = |x: f64, y: f64| pt(x, y) + pt(-78.0, -34.0) * (view.wind * (y / 110.0).powi(2));
    for (x, y) in [(-64.0, 90.0), (-48.0, 104.0), (-28.0, 94.0)] {
        let (from, through, to) = (pt(x * 0.62, -16.0), blow(x * 0.98, y * 0.5), blow(x, y));
        svg.fill(&Path::tapered(from, through, to, 2.4), hair.line);
    }
}

/// The whole head from behind.
pub(super) fn from_behind(svg: &mut Svg, view: &HeadView) {
    let hair = view.outfit.hair;
    let knots = vec![
        k(0.0, -66.0),
        k(26.0, -60.0),
        k(46.0, -42.0),
        k(54.0, -8.0),
        k(56.0, 40.0),
        k(60.0, 70.0),
        c(72.0, 94.0),
        k(52.0, 92.0),
        c(44.0, 116.0),
        k(30.0, 104.0),
        c(16.0, 124.0),
        k(2.0, 108.0),
        c(-14.0, 124.0),
        k(-30.0, 104.0),
        c(-46.0, 116.0),
        k(-52.0, 92.0),
        c(-72.0, 94.0),
        k(-60.0, 70.0),
        k(-56.0, 40.0),
        k(-54.0, -8.0),
        k(-46.0, -42.0),
        k(-26.0, -60.0),
    ];
    let mass = Path::closed(&blown(knots, view.wind * 0.5));
    svg.cel(&mass, hair, view.light(-9.0, -6.0));
    svg.inside(&mass, |svg| {
        shine(svg, hair, 0.0);
        for (x, y) in [(-52.0, 88.0), (-30.0, 104.0), (2.0, 108.0), (30.0, 104.0), (52.0, 90.0)] {
            let to = pt(x, y);
            let through = pt(x * 0.92, y * 0.42);
            let beside = view.light(4.0, 0.0);
            let root = pt(x * 0.3, -34.0);
            svg.fill(&Path::tapered(root + beside, through + beside, to + beside, 7.0), hair.shade);
            svg.fill(&Path::tapered(root, through, to, 2.4), hair.line);
        }
    });
    tuft(svg, view, 0.0);
}
