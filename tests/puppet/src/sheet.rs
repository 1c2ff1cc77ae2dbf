//! A contact sheet: every pose from every side, and every expression near by, in one picture to look at.

use image::{RgbaImage, imageops};

use crate::{Background, Expression, Framing, Pose, Puppet, View};

/// A cell's side in pixels.
const CELL: u32 = 300;

/// Every named pose (one row each) in every view, then every expression in front, three-quarter and side view.
pub fn contact_sheet() -> RgbaImage {
    let views = View::named().map(|(_, view)| view);
    let poses = Pose::named()
        .into_iter()
        .map(|(_, pose)| views.map(|view| Puppet { pose, view, ..Puppet::default() }).to_vec());
    let faces = Expression::named().map(|(_, expression)| {
        let near =
            |view| Puppet { expression, view, framing: Framing::Portrait, ..Puppet::default() };
        views.map(near).to_vec()
    });
    let grounds = Background::named().map(|(_, background)| {
        Framing::named()
            .map(|(_, framing)| Puppet { framing, background, ..Puppet::default() })
            .to_vec()
    });
    let columns: Vec<Vec<Puppet>> = poses.chain(faces).chain(grounds).collect();
    let mut sheet = RgbaImage::new(CELL * 8, CELL * (columns.len() as u32).div_ceil(2));
    for (i, cells) in columns.iter().enumerate() {
        for (j, cell) in cells.iter().enumerate() {
            let x = (i % 2 * 4 + j) as u32 * CELL;
            let y = (i / 2) as u32 * CELL;
            imageops::replace(&mut sheet, &cell.render(CELL, CELL), x.into(), y.into());
        }
    }
    sheet
}

/// The given pictures side by side, four in a row, each scaled into a cell.
pub fn gallery(pictures: &[RgbaImage]) -> RgbaImage {
    const SIDE: u32 = 480;
    let rows = (pictures.len() as u32).div_ceil(4).max(1);
    let mut sheet = RgbaImage::new(SIDE * 4, SIDE * rows);
    for (i, picture) in pictures.iter().enumerate() {
        let small = image::DynamicImage::from(picture.clone()).thumbnail(SIDE, SIDE).to_rgba8();
        let (column, row) = (i as u32 % 4, i as u32 / 4);
        imageops::replace(&mut sheet, &small, (column * SIDE).into(), (row * SIDE).into());
    }
    sheet
}
