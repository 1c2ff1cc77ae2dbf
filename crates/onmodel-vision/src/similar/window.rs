//! Parts of a frame, a little cut off at its edges, and between which cells theirs lie once they
//! are stretched to a whole one.

use std::sync::LazyLock;

use crate::SMALL_SIDE;

/// The most that is cut off at one edge, in steps, and a step as a share of the side: an eighth in
/// all, in quarters of a cell.
const STEPS: u8 = 16;
const STEP: f32 = 1.0 / 128.0;

/// Values along one axis.
pub(super) type Line = [f32; SMALL_SIDE];

/// A stretch of one axis: how many steps are cut off before it and after it, each at most [`STEPS`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    before: u8,
    after: u8,
}

/// A part of a frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Window {
    pub(super) across: Span,
    pub(super) down: Span,
}

impl Span {
    /// All spans whose cuts are multiples of so many steps, the whole axis first.
    pub(super) fn every(steps: u8) -> impl Iterator<Item = Self> {
        let cuts = move || (0..=STEPS).step_by(steps.into());
        cuts().flat_map(move |before| cuts().map(move |after| Self { before, after }))
    }

    /// The spans whose ends lie `steps` further in or out or where they are, one at least moved.
    pub(super) fn around(self, steps: i8) -> impl Iterator<Item = Self> {
        let moves = [-steps, 0, steps];
        let moved = moves.into_iter().flat_map(move |start| moves.map(|end| (start, end)));
        moved.filter(|&moved| moved != (0, 0)).filter_map(move |moved| self.moved(moved))
    }

    /// The spans with one end moved by a step.
    pub(super) fn neighbours(self) -> impl Iterator<Item = Self> {
        let moves = [(-1, 0), (1, 0), (0, -1), (0, 1)];
        moves.into_iter().filter_map(move |moved| self.moved(moved))
    }

    /// This span with its start and its end moved to the right, as far as no more than the most is
    /// cut off.
    fn moved(self, (start, end): (i8, i8)) -> Option<Self> {
        let before = self.before.checked_add_signed(start)?;
        let after = self.after.checked_add_signed(-end)?;
        (before <= STEPS && after <= STEPS).then_some(Self { before, after })
    }

    /// Where the cells of the stretched span lie.
    pub(super) fn places(self) -> &'static Places {
        static PLACES: LazyLock<Vec<Places>> =
            LazyLock::new(|| Span::every(1).map(Places::of).collect());
        // Neither cut is more than `STEPS`: see `every` and `moved`.
        &PLACES[usize::from(self.before) * (usize::from(STEPS) + 1) + usize::from(self.after)]
    }
}

/// For each cell of a stretched span the place it shows, between two cells of the line; the nearest
/// cell's for a place outside.
#[derive(Debug)]
pub(super) struct Places {
    /// The cell before.
    low: [u8; SMALL_SIDE],
    /// How far it is from that cell to the next, 0 to 1; 0 where there is no next.
    share: Line,
}

impl Places {
    fn of(span: Span) -> Self {
        let (start, end) = (f32::from(span.before) * STEP, 1.0 - f32::from(span.after) * STEP);
        let place = |cell: usize| {
            let share = (cell as f32 + 0.5) / SMALL_SIDE as f32;
            let place = (start + share * (end - start)) * SMALL_SIDE as f32 - 0.5;
            place.clamp(0.0, (SMALL_SIDE - 1) as f32)
        };
        Self {
            low: std::array::from_fn(|cell| place(cell) as u8),
            share: std::array::from_fn(|cell| place(cell).fract()),
        }
    }

    /// The span's part of a line, stretched to a whole one; linear between cells.
    pub(super) fn stretched(&self, line: &Line) -> Line {
        // Fetched first and reckoned with then: a processor does the second many at a time.
        let low = self.low.map(|low| line[usize::from(low) % SMALL_SIDE]);
        let high = self.low.map(|low| line[(usize::from(low) + 1) % SMALL_SIDE]);
        std::array::from_fn(|cell| between(low[cell], high[cell], self.share[cell]))
    }

    /// The span's part of a column of lines, stretched to a whole one.
    pub(super) fn between_lines(&self, lines: &[Line]) -> impl Iterator<Item = Line> {
        let line = |at: usize| lines.get(at % SMALL_SIDE).unwrap_or(&[0.0; SMALL_SIDE]);
        self.low.iter().zip(&self.share).map(move |(&low, &share)| {
            let (low, high) = (line(low.into()), line(usize::from(low) + 1));
            std::array::from_fn(|cell| between(low[cell], high[cell], share))
        })
    }
}

fn between(low: f32, high: f32, share: f32) -> f32 {
    low + (high - low) * share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_is_what_it_was() {
        let line: Line = std::array::from_fn(|cell| (cell * cell) as f32);
        assert_eq!(Span::every(1).next().map(|span| span.places().stretched(&line)), Some(line));
    }

    #[test]
    fn a_part_of_a_ramp_is_a_ramp_between_its_ends() {
        let ramp: Line = std::array::from_fn(|cell| cell as f32);
        for span in Span::every(1) {
            let part = span.places().stretched(&ramp);
            let (before, after) = (f32::from(span.before) / 4.0, f32::from(span.after) / 4.0);
            let step = (32.0 - before - after) / 32.0;
            for (cell, value) in part.into_iter().enumerate() {
                let at = before + (cell as f32 + 0.5) * step - 0.5;
                assert!((value - at.clamp(0.0, 31.0)).abs() < 1e-4, "{span:?}: {cell}");
            }
            let lines: Vec<Line> = ramp.map(|value| [value; SMALL_SIDE]).into();
            let column: Vec<f32> =
                span.places().between_lines(&lines).map(|line| line[7]).collect();
            assert_eq!(column, part);
        }
    }

    #[test]
    fn no_span_is_cut_off_more_than_the_most() {
        let [first, .., last] = Span::every(STEPS).collect::<Vec<_>>()[..] else { panic!("four") };
        assert_eq!((first.neighbours().count(), last.neighbours().count()), (2, 2));
        assert_eq!((first.around(1).count(), last.around(2).count()), (3, 3));
    }
}
