//! A picture shrunk: box by box while its rows go by, then to a small square.

use crate::{Orientation, SMALL_SIDE};

/// The longest side of the frame a picture is shrunk to, in cells.
const FRAME_SIDE: usize = 256;

/// Shrinks rows of luma by a whole factor, so that every cell is the plain mean of equally many
/// pixels (fewer at the right and lower edge).
pub(super) struct Shrink {
    factor: usize,
    width: usize,
    height: usize,
    sums: Vec<u32>,
    rows: usize,
    luma: Vec<u8>,
}

impl Shrink {
    pub(super) fn new(width: usize, height: usize) -> Self {
        let factor = width.max(height).div_ceil(FRAME_SIDE).max(1);
        let columns = width.div_ceil(factor);
        let luma = Vec::with_capacity(columns * height.div_ceil(factor));
        Self { factor, width, height, sums: vec![0; columns], rows: 0, luma }
    }

    pub(super) fn row(&mut self, luma: &[u8]) {
        for (sum, cell) in self.sums.iter_mut().zip(luma.chunks(self.factor)) {
            *sum += cell.iter().map(|&value| u32::from(value)).sum::<u32>();
        }
        self.rows += 1;
        if self.rows == self.factor {
            self.flush();
        }
    }

    fn flush(&mut self) {
        for (column, sum) in self.sums.iter_mut().enumerate() {
            let pixels = (self.factor.min(self.width - column * self.factor) * self.rows) as u32;
            self.luma.push(((*sum + pixels / 2) / pixels) as u8);
            *sum = 0;
        }
        self.rows = 0;
    }

    pub(super) fn finish(mut self) -> Frame {
        if self.rows > 0 {
            self.flush();
        }
        Frame {
            columns: self.sums.len(),
            rows: self.height.div_ceil(self.factor),
            cell: self.factor,
            extent: [self.width, self.height].map(|side| side as f32 / self.factor as f32),
            luma: self.luma,
        }
    }
}

/// A picture of at most 256 × 256 luma cells, in the aspect of the original, as stored.
pub(super) struct Frame {
    pub(super) columns: usize,
    pub(super) rows: usize,
    /// Side of a cell in pixels of the picture.
    pub(super) cell: usize,
    /// Width and height in cells, not rounded up: the last cell may be a narrow one.
    extent: [f32; 2],
    pub(super) luma: Vec<u8>,
}

impl Frame {
    /// Luma of a cell. Rows that a broken decoder never delivered count as white.
    pub(super) fn at(&self, column: usize, row: usize) -> u8 {
        self.luma.get(row * self.columns + column).copied().unwrap_or(255)
    }

    /// Squashed to the small square by exact area weights.
    pub(super) fn square(&self) -> Square {
        let across = spans(self.extent[0], self.columns);
        let down = spans(self.extent[1], self.rows);
        let cell = |rows: &Span, columns: &Span| {
            let sum: f32 = rows
                .cells()
                .map(|(row, tall)| {
                    tall * columns
                        .cells()
                        .map(|(column, wide)| wide * f32::from(self.at(column, row)))
                        .sum::<f32>()
                })
                .sum();
            (sum / (rows.length * columns.length)).round().clamp(0.0, 255.0) as u8
        };
        let luma =
            down.iter().flat_map(|rows| across.iter().map(move |columns| cell(rows, columns)));
        Square { luma: luma.collect() }
    }
}

/// A stretch of cells along one axis, with fractions at both ends.
struct Span {
    start: f32,
    length: f32,
    last: usize,
}

impl Span {
    /// The cells touched and how much of each.
    fn cells(&self) -> impl Iterator<Item = (usize, f32)> {
        let end = self.start + self.length;
        let (first, last) = (self.start as usize, (end.ceil() as usize).saturating_sub(1));
        (first..=last.max(first)).map(move |cell| {
            let covered = end.min(cell as f32 + 1.0) - self.start.max(cell as f32);
            (cell.min(self.last), covered.max(0.0))
        })
    }
}

/// An axis of `extent` cells cut into [`SMALL_SIDE`] equal spans.
fn spans(extent: f32, cells: usize) -> Vec<Span> {
    let length = extent / SMALL_SIDE as f32;
    let span =
        |index: usize| Span { start: index as f32 * length, length, last: cells.saturating_sub(1) };
    (0..SMALL_SIDE).map(span).collect()
}

/// A picture squashed to [`SMALL_SIDE`]² luma values, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Square {
    luma: Vec<u8>,
}

impl Square {
    /// The values, row by row.
    pub(crate) fn luma(&self) -> &[u8] {
        &self.luma
    }

    /// The value at a place; white outside.
    pub(super) fn at(&self, x: usize, y: usize) -> u8 {
        self.luma.get(y * SMALL_SIDE + x).copied().unwrap_or(255)
    }

    pub(super) fn into_luma(self) -> Vec<u8> {
        self.luma
    }

    /// Turned and mirrored as the EXIF orientation says.
    pub(crate) fn upright(self, orientation: Orientation) -> Self {
        let end = SMALL_SIDE - 1;
        // Where in the stored picture the upright pixel (x, y) comes from.
        match orientation.0 {
            2 => self.mapped(|x, y| (end - x, y)),
            3 => self.mapped(|x, y| (end - x, end - y)),
            4 => self.mapped(|x, y| (x, end - y)),
            5 => self.mapped(|x, y| (y, x)),
            6 => self.mapped(|x, y| (y, end - x)),
            7 => self.mapped(|x, y| (end - y, end - x)),
            8 => self.mapped(|x, y| (end - y, x)),
            _ => self,
        }
    }

    /// As seen in a mirror.
    pub(crate) fn mirrored(&self) -> Self {
        self.mapped(|x, y| (SMALL_SIDE - 1 - x, y))
    }

    fn mapped(&self, source: impl Fn(usize, usize) -> (usize, usize)) -> Self {
        let places =
            (0..SMALL_SIDE * SMALL_SIDE).map(|at| source(at % SMALL_SIDE, at / SMALL_SIDE));
        let luma = places.map(|(x, y)| self.at(x, y));
        Self { luma: luma.collect() }
    }
}
