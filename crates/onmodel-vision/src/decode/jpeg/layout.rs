//! How a picture is cut into blocks, and which of them a scan holds (ITU-T T.81, annex A.2).

/// A colour component of the frame header.
struct Component {
    id: u8,
    /// Sampling factors, 1 to 4: blocks of this component in one unit, across and down.
    across: usize,
    down: usize,
}

/// What the frame header says.
pub(super) struct Frame {
    width: usize,
    height: usize,
    components: Vec<Component>,
    /// Whether its scans refine each other.
    pub(super) progressive: bool,
}

impl Frame {
    /// From a frame segment's data; `None` where it is malformed or not of 8 bits.
    pub(super) fn read(data: &[u8], progressive: bool) -> Option<Self> {
        let (&[bits, h1, h0, w1, w0, count], rest) = data.split_first_chunk()?;
        let components = rest.as_chunks::<3>().0.iter().take(usize::from(count));
        let components: Vec<Component> = components
            .map(|&[id, factors, _]| Component {
                id,
                across: usize::from(factors >> 4),
                down: usize::from(factors & 15),
            })
            .collect();
        let sound = |one: &Component| (1..=4).contains(&one.across) && (1..=4).contains(&one.down);
        let whole = bits == 8 && (1..=4).contains(&count) && components.len() == usize::from(count);
        (whole && components.iter().all(sound)).then_some(Self {
            width: usize::from(u16::from_be_bytes([w1, w0])),
            height: usize::from(u16::from_be_bytes([h1, h0])),
            components,
            progressive,
        })
    }

    /// The place of a component by the name scans use.
    pub(super) fn component(&self, id: u8) -> Option<usize> {
        self.components.iter().position(|one| one.id == id)
    }

    /// How many components there are.
    pub(super) fn components(&self) -> usize {
        self.components.len()
    }

    /// Units (MCUs) of a picture whose components are interleaved.
    fn units(&self) -> (usize, usize) {
        let most =
            |factor: fn(&Component) -> usize| self.components.iter().map(factor).max().unwrap_or(1);
        let across = self.width.div_ceil(8 * most(|one| one.across));
        (across, self.height.div_ceil(8 * most(|one| one.down)))
    }

    /// Blocks of a component, those that only pad its units included.
    pub(super) fn blocks(&self, component: usize) -> usize {
        self.components.get(component).map_or(0, |one| {
            let (across, down) = self.units();
            across * one.across * down * one.down
        })
    }

    /// Which blocks a scan of these components holds.
    pub(super) fn grid(&self, of: &[usize]) -> Option<Grid> {
        let (across, down) = self.units();
        let chosen: Option<Vec<&Component>> =
            of.iter().map(|&place| self.components.get(place)).collect();
        let chosen = chosen?;
        let [only] = chosen[..] else {
            let parts = chosen.iter().map(|one| (one.across, one.down, across * one.across));
            return Some(Grid { across, down, parts: parts.collect() });
        };
        // A component alone comes block by block, without those that would pad its units.
        let most_across = self.components.iter().map(|one| one.across).max()?;
        let most_down = self.components.iter().map(|one| one.down).max()?;
        Some(Grid {
            across: (self.width * only.across).div_ceil(most_across).div_ceil(8),
            down: (self.height * only.down).div_ceil(most_down).div_ceil(8),
            parts: vec![(1, 1, across * only.across)],
        })
    }
}

/// The units of one scan.
pub(super) struct Grid {
    /// Units across and down.
    pub(super) across: usize,
    pub(super) down: usize,
    /// For each component of the scan: its blocks in a unit, across and down, and its blocks in a
    /// row of the whole picture.
    parts: Vec<(usize, usize, usize)>,
}

impl Grid {
    /// The blocks of a unit in coding order: which component of the scan, and which of its blocks.
    pub(super) fn unit(&self, unit: usize) -> impl Iterator<Item = (usize, usize)> {
        // A grid of units has at least one column, or there is no unit to ask for.
        let (column, row) = (unit % self.across, unit / self.across);
        self.parts.iter().enumerate().flat_map(move |(part, &(across, down, stride))| {
            let block = move |at: usize| {
                (row * down + at / across) * stride + column * across + at % across
            };
            (0..across * down).map(move |at| (part, block(at)))
        })
    }

    /// How many units there are.
    pub(super) fn units(&self) -> usize {
        self.across * self.down
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 20 × 17 pixels, luma in 2 × 2 blocks a unit, colour in one.
    fn frame() -> Frame {
        let data = [8, 0, 17, 0, 20, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
        Frame::read(&data, false).unwrap()
    }

    #[test]
    fn an_interleaved_unit_holds_the_blocks_of_all_components() {
        let grid = frame().grid(&[0, 1, 2]).unwrap();
        assert_eq!((grid.across, grid.down), (2, 2));
        let last: Vec<_> = grid.unit(3).collect();
        assert_eq!(last, [(0, 10), (0, 11), (0, 14), (0, 15), (1, 3), (2, 3)]);
        assert_eq!((frame().blocks(0), frame().blocks(2)), (16, 4));
    }

    #[test]
    fn a_component_alone_comes_without_padding() {
        let grid = frame().grid(&[0]).unwrap();
        assert_eq!((grid.across, grid.down, grid.units()), (3, 3, 9));
        assert_eq!(grid.unit(4).collect::<Vec<_>>(), [(0, 5)]);
        assert_eq!(frame().grid(&[1]).unwrap().units(), 4);
    }

    #[test]
    fn a_frame_that_cannot_be_is_none() {
        assert!(Frame::read(&[8, 0, 17, 0, 20, 1, 1, 0x02, 0], false).is_none());
        assert!(Frame::read(&[8, 0, 17, 0, 20, 3, 1, 0x11, 0], false).is_none());
        assert!(Frame::read(&[12, 0, 17, 0, 20, 1, 1, 0x11, 0], false).is_none());
    }
}
