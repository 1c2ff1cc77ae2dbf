//! The trunk: shirt and short jacket, collar, zip, pockets and emblem.

use super::lathe::{Lathe, Slice, slice};
use crate::colour::Outfit;
use crate::geometry::pt;
use crate::path::{Path, c, k};
use crate::rig::Skeleton;
use crate::svg::Svg;

/// The jacket, from the neck's foot to the hem. Height zero is at the hips.
const JACKET: [Slice; 9] = [
    slice(-160.0, 15.0, 13.0, -1.0),
    slice(-152.0, 25.0, 16.0, -2.0),
    slice(-145.0, 38.0, 19.0, -2.0),
    slice(-128.0, 45.0, 23.0, 0.0),
    slice(-106.0, 42.0, 27.0, 3.0),
    slice(-80.0, 36.5, 24.0, 2.0),
    slice(-58.0, 35.0, 21.0, 1.0),
    slice(-38.0, 39.0, 24.0, 1.0),
    slice(-24.0, 36.0, 22.5, 1.0),
];

/// The collar stands round the neck.
const COLLAR: [Slice; 2] = [slice(-167.0, 19.0, 17.0, 0.0), slice(-150.0, 23.0, 18.0, -1.0)];

/// Draws within the trunk's own frame: the hips' middle is the origin, the spine runs straight up.
fn in_trunk(svg: &mut Svg, skeleton: &Skeleton, draw: impl FnOnce(&mut Svg)) {
    let (tilt, stretch) = (skeleton.trunk_tilt, skeleton.trunk_stretch);
    svg.moved(format_args!("rotate({tilt:.2}) scale(1 {stretch:.3})"), draw);
}

/// The neck, between trunk and head.
pub(crate) fn draw_neck(svg: &mut Svg, skeleton: &Skeleton, outfit: &Outfit) {
    in_trunk(svg, skeleton, |svg| {
        let ahead = skeleton.turn.to_radians().sin() * 3.0;
        let neck = Path::closed(&[
            c(-14.0 + ahead, -186.0),
            k(-14.0 + ahead, -168.0),
            c(-20.0, -148.0),
            c(20.0, -148.0),
            k(14.0 + ahead, -168.0),
            c(14.0 + ahead, -186.0),
        ]);
        svg.flat(&neck, outfit.skin, pt(-6.0, 0.0));
        for side in [-1.0, 1.0] {
            let edge = [
                k(side * 14.0 + ahead, -186.0),
                k(side * 14.0 + ahead, -168.0),
                k(side * 17.0, -156.0),
            ];
            svg.crease(&Path::open(&edge), outfit.skin, 1.0);
        }
        let shadow = Path::closed(&[
            k(-16.0 + ahead, -188.0),
            k(16.0 + ahead, -188.0),
            c(16.0 + ahead, -160.0),
            k(3.0 + ahead, -155.0),
            c(-16.0 + ahead, -165.0),
        ]);
        svg.inside(&neck, |svg| svg.fill(&shadow, outfit.skin.shade));
    });
}

/// The far side of the collar, behind the neck.
pub(crate) fn draw_collar_behind(svg: &mut Svg, skeleton: &Skeleton, outfit: &Outfit) {
    in_trunk(svg, skeleton, |svg| {
        let lathe = Lathe::new(&COLLAR, skeleton.turn);
        let collar = lathe.silhouette(-165.0, -148.0);
        svg.outline(&collar, outfit.trim.line);
        svg.fill(&collar, outfit.trim.shade);
    });
}

/// Shirt and jacket.
pub(crate) fn draw_trunk(svg: &mut Svg, skeleton: &Skeleton, outfit: &Outfit) {
    in_trunk(svg, skeleton, |svg| {
        let lathe = Lathe::new(&JACKET, skeleton.turn);
        let body = lathe.silhouette(-158.0, -24.0);
        svg.cel(&body, outfit.jacket, pt(-9.0, -3.0));
        svg.inside(&body, |svg| {
            draw_shirt(svg, &lathe, outfit);
            draw_front(svg, &lathe, outfit);
            draw_back(svg, &lathe, outfit);
            draw_hem(svg, &lathe, outfit);
        });
    });
}

/// The collar's near side, over neck and shoulders.
pub(crate) fn draw_collar(svg: &mut Svg, skeleton: &Skeleton, outfit: &Outfit) {
    in_trunk(svg, skeleton, |svg| draw_collar_pieces(svg, skeleton.turn, outfit));
}

/// The shirt in the jacket's opening, with the opening's shadow on it.
fn draw_shirt(svg: &mut Svg, lathe: &Lathe, outfit: &Outfit) {
    let Some(opening) = lathe.patch(&[
        (-162.0, -60.0),
        (-140.0, -32.0),
        (-112.0, -19.0),
        (-84.0, -7.0),
        (-78.0, 0.0),
        (-84.0, 7.0),
        (-112.0, 19.0),
        (-140.0, 32.0),
        (-162.0, 60.0),
    ]) else {
        return;
    };
    svg.cel(&opening, outfit.shirt, pt(0.0, 0.0));
    svg.inside(&opening, |svg| {
        svg.moved("translate(6 7)", |svg| svg.fill(&opening, outfit.shirt.shade));
        svg.moved("translate(3 9)", |svg| svg.fill(&opening, outfit.shirt.base));
    });
    let neckline = [
        (-162.0, -70.0),
        (-150.0, -40.0),
        (-144.0, -20.0),
        (-142.0, 0.0),
        (-144.0, 20.0),
        (-150.0, 40.0),
        (-162.0, 70.0),
    ];
    if let Some(skin) = lathe.patch(&neckline) {
        svg.inside(&opening, |svg| {
            svg.cel(&skin, outfit.skin, pt(0.0, 0.0));
            svg.moved("translate(0 -9)", |svg| svg.fill(&skin, outfit.skin.shade));
        });
    }
    svg.crease(&opening, outfit.jacket, 0.9);
}

/// Lapels, zip, pockets and the small wing on her left breast.
fn draw_front(svg: &mut Svg, lathe: &Lathe, outfit: &Outfit) {
    for side in [-1.0, 1.0] {
        let lapel = [
            (-160.0, side * 52.0),
            (-150.0, side * 66.0),
            (-126.0, side * 44.0),
            (-120.0, side * 50.0),
            (-80.0, side * 3.0),
            (-112.0, side * 19.0),
            (-140.0, side * 32.0),
        ];
        if let Some(path) = lathe.patch(&lapel) {
            svg.outline(&path, outfit.trim.line);
            svg.flat(&path, outfit.trim, pt(-2.0, -2.0));
        }
        let pocket = [
            (-66.0, side * 40.0),
            (-46.0, side * 54.0),
            (-48.0, side * 61.0),
            (-68.0, side * 47.0),
        ];
        if let Some(path) = lathe.patch(&pocket) {
            svg.outline(&path, outfit.trim.line);
            svg.fill(&path, outfit.trim.base);
        }
    }
    if let Some(zip) = lathe.line(&[(-79.0, 0.0), (-60.0, 0.0), (-40.0, 0.0), (-24.0, 0.0)]) {
        svg.crease(&zip, outfit.jacket, 2.0);
        svg.stroke(&zip, outfit.metal.base, 1.6);
        let pull = lathe.at(-74.0, 0.0);
        let tag = Path::limb(&[(pull, 1.9), (pull + pt(0.6, 7.0), 2.6)]);
        svg.cel(&tag, outfit.metal, pt(-0.8, 0.0));
    }
    let wing = [
        (-116.0, 44.0),
        (-112.0, 60.0),
        (-107.0, 54.0),
        (-105.0, 55.0),
        (-101.0, 47.0),
        (-104.0, 42.0),
    ];
    if let Some(path) = lathe.patch(&wing) {
        svg.fill(&path, outfit.metal.base);
    }
}

/// The yoke's seam and the spread wings on her back.
fn draw_back(svg: &mut Svg, lathe: &Lathe, outfit: &Outfit) {
    if let Some(seam) = lathe.line(&[
        (-128.0, 118.0),
        (-122.0, 150.0),
        (-120.0, 180.0),
        (-122.0, 210.0),
        (-128.0, 242.0),
    ]) {
        svg.crease(&seam, outfit.jacket, 0.8);
    }
    for side in [-1.0, 1.0] {
        let wing = [
            (-88.0, 180.0),
            (-102.0, 180.0 + side * 12.0),
            (-110.0, 180.0 + side * 44.0),
            (-100.0, 180.0 + side * 36.0),
            (-97.0, 180.0 + side * 38.0),
            (-90.0, 180.0 + side * 24.0),
            (-87.0, 180.0 + side * 25.0),
            (-76.0, 180.0),
        ];
        if let Some(path) = lathe.patch(&wing) {
            svg.fill(&path, outfit.metal.base);
        }
    }
}

/// The ribbed hem.
fn draw_hem(svg: &mut Svg, lathe: &Lathe, outfit: &Outfit) {
    let band = lathe.band(-37.0, -22.0);
    svg.outline(&band, outfit.trim.line);
    svg.flat(&band, outfit.trim, pt(-9.0, 0.0));
    for rib in -9..=9 {
        let round = f64::from(rib) * 18.0 + 9.0;
        if let Some(line) = lathe.line(&[(-34.0, round), (-24.0, round)]) {
            svg.crease(&line, outfit.trim, 0.35);
        }
    }
}

/// The collar's near side: two wings folded down in front, one band behind.
fn draw_collar_pieces(svg: &mut Svg, turn: f64, outfit: &Outfit) {
    let lathe = Lathe::new(&COLLAR, turn);
    let behind =
        [(-166.0, 112.0), (-166.0, 150.0), (-166.0, 180.0), (-166.0, 210.0), (-166.0, 248.0)];
    let below =
        [(-146.0, 248.0), (-146.0, 210.0), (-146.0, 180.0), (-146.0, 150.0), (-146.0, 112.0)];
    let round = [behind, below].concat();
    let wings = [-1.0, 1.0].map(|side| {
        vec![
            (-167.0, side * 122.0),
            (-166.0, side * 80.0),
            (-160.0, side * 46.0),
            (-146.0, side * 24.0),
            (-138.0, side * 42.0),
            (-143.0, side * 66.0),
            (-148.0, side * 92.0),
            (-150.0, side * 122.0),
        ]
    });
    for patch in wings.into_iter().chain([round]) {
        if let Some(path) = lathe.patch(&patch) {
            svg.cel(&path, outfit.jacket, pt(-3.0, -3.0));
        }
    }
}
