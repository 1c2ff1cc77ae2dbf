//! Bars of one colour round a picture: letterbox, pillarbox, frame.
//!
//! A character on a plain background has plain margins too. A bar differs from a margin by its
//! edge: straight, sharp, and along the whole side the picture begins with something else. Bars
//! come in pairs; a single one is believed only in black or white and with hardly a gap in its edge.

use super::frame::Frame;
use crate::{Border, Orientation};

/// Difference per channel up to which a pixel has a bar's colour; JPEG wavers by about this much.
const SAME_COLOUR: u8 = 10;
/// Difference of luma from which the picture beside a bar is clearly not the bar.
const OTHER_LUMA: u8 = 16;
/// Thinnest bar, in pixels and as a share of the side.
const MIN_PIXELS: usize = 4;
const MIN_SHARE: f32 = 0.005;
/// Share of the edge along which the picture must differ from the bar: for a pair on average, for
/// the worse of a pair, and for a bar that is alone.
const PAIR_EDGE: f32 = 0.6;
const WORSE_EDGE: f32 = 0.3;
const SINGLE_EDGE: f32 = 0.95;

type Colour = [u8; 3];

fn same(a: Colour, b: Colour) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= SAME_COLOUR)
}

/// Runs of uniform rows and columns at the four sides, in pixels as stored.
pub(super) struct Bars {
    width: usize,
    rows: usize,
    /// Colours of the upper corners.
    corners: Option<(Colour, Colour)>,
    left: usize,
    right: usize,
    top: usize,
    bottom: usize,
    bottom_colour: Colour,
}

impl Bars {
    pub(super) fn new(width: usize) -> Self {
        let bottom_colour = [0; 3];
        Self {
            width,
            rows: 0,
            corners: None,
            left: width,
            right: width,
            top: 0,
            bottom: 0,
            bottom_colour,
        }
    }

    /// A row of RGB pixels as shown.
    pub(super) fn row(&mut self, row: &[u8]) {
        let (pixels, _) = row.as_chunks::<3>();
        let (Some(&first), Some(&last)) = (pixels.first(), pixels.last()) else { return };
        let (left, right) = *self.corners.get_or_insert((first, last));
        let uniform = pixels.iter().all(|&pixel| same(pixel, first));
        if uniform && self.top == self.rows && same(first, left) {
            self.top += 1;
        }
        let continues = uniform && same(first, self.bottom_colour);
        self.bottom = if continues { self.bottom + 1 } else { usize::from(uniform) };
        if !continues {
            self.bottom_colour = first;
        }
        self.left = pixels.iter().take(self.left).take_while(|&&pixel| same(pixel, left)).count();
        self.right =
            pixels.iter().rev().take(self.right).take_while(|&&pixel| same(pixel, right)).count();
        self.rows += 1;
    }

    pub(super) fn finish(self, frame: &Frame, orientation: Orientation) -> Option<Border> {
        let (left_colour, right_colour) = self.corners?;
        if self.top == self.rows || self.left == self.width {
            return None;
        }
        let edge = |side, colour| Side {
            thickness: self.thickness(side),
            edge: self.edge(frame, side, colour),
            colour,
        };
        let [top, bottom] =
            pair(edge(Which::Top, left_colour), edge(Which::Bottom, self.bottom_colour));
        let [left, right] = pair(edge(Which::Left, left_colour), edge(Which::Right, right_colour));
        let colour = [top, bottom, left, right].into_iter().flatten().next()?.colour;
        let pixels = |side: Option<Side>| side.map_or(0, |side| side.thickness as u32);
        Some(turned([left, top, right, bottom].map(pixels), colour, orientation))
    }

    /// A run's length, zero where it is too thin to be a bar.
    fn thickness(&self, side: Which) -> usize {
        let (run, whole) = match side {
            Which::Top => (self.top, self.rows),
            Which::Bottom => (self.bottom, self.rows),
            Which::Left => (self.left, self.width),
            Which::Right => (self.right, self.width),
        };
        if run >= MIN_PIXELS && run as f32 >= whole as f32 * MIN_SHARE { run } else { 0 }
    }

    /// The share of the first line of cells inside a bar that is clearly not the bar.
    fn edge(&self, frame: &Frame, side: Which, colour: Colour) -> f32 {
        let (first, end) = (
            |run: usize| run.div_ceil(frame.cell),
            |whole: usize, run: usize| (whole - run) / frame.cell,
        );
        // The line runs between the bars across it: a frame's corners are no evidence.
        let across = first(self.left)..end(self.width, self.right);
        let down = first(self.top)..end(self.rows, self.bottom);
        let cells: Vec<u8> = match side {
            Which::Top => across.map(|column| frame.at(column, down.start)).collect(),
            Which::Bottom => {
                across.map(|column| frame.at(column, down.end.saturating_sub(1))).collect()
            }
            Which::Left => down.map(|row| frame.at(across.start, row)).collect(),
            Which::Right => down.map(|row| frame.at(across.end.saturating_sub(1), row)).collect(),
        };
        let bar = super::row::luma(colour[0], colour[1], colour[2]);
        let other = cells.iter().filter(|cell| cell.abs_diff(bar) > OTHER_LUMA).count();
        other as f32 / cells.len().max(1) as f32
    }
}

#[derive(Clone, Copy)]
enum Which {
    Top,
    Bottom,
    Left,
    Right,
}

#[derive(Clone, Copy)]
struct Side {
    thickness: usize,
    /// How much of its edge is there, 0 to 1.
    edge: f32,
    colour: Colour,
}

/// The sides of two opposite ones that are bars.
fn pair(a: Side, b: Side) -> [Option<Side>; 2] {
    if a.thickness > 0 && b.thickness > 0 && same(a.colour, b.colour) {
        let even = a.thickness.abs_diff(b.thickness) <= 2 + a.thickness / 10;
        let (worse, mean) = (a.edge.min(b.edge), f32::midpoint(a.edge, b.edge));
        // Dark parts of a picture melt into black bars, but bars of one thickness are no chance.
        if worse >= PAIR_EDGE || even && mean >= PAIR_EDGE && worse >= WORSE_EDGE {
            return [Some(a), Some(b)];
        }
    }
    let alone = |side: &Side| side.thickness > 0 && side.edge >= SINGLE_EDGE && plain(side.colour);
    [a, b].map(|side| Some(side).filter(alone))
}

/// Whether a colour is black or white.
fn plain(colour: Colour) -> bool {
    colour.iter().all(|&value| value <= 8) || colour.iter().all(|&value| value >= 247)
}

/// Left, top, right and bottom as stored, turned to how the picture is shown.
fn turned(
    [left, top, right, bottom]: [u32; 4],
    colour: Colour,
    orientation: Orientation,
) -> Border {
    let [left, top, right, bottom] = match orientation.0 {
        2 => [right, top, left, bottom],
        3 => [right, bottom, left, top],
        4 => [left, bottom, right, top],
        5 => [top, left, bottom, right],
        6 => [bottom, left, top, right],
        7 => [bottom, right, top, left],
        8 => [top, right, bottom, left],
        _ => [left, top, right, bottom],
    };
    Border { left, top, right, bottom, colour }
}
