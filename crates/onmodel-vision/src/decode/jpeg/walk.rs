//! A walk through a scan's units, from restart marker to restart marker.

use std::ops::Range;

use super::super::damaged;
use super::bits::Bits;
use super::huffman::Tables;
use super::layout::{Frame, Grid};
use super::scan::{Memory, Scan, Walk};
use crate::{Fault, FaultKind};

/// Bytes behind a scan's last code that prove nothing: some cameras leave a few before the marker.
const STRAY_BYTES: usize = 8;

/// What is wrong with a scan's data, with the share of the picture's height above it.
pub(super) enum Flaw {
    /// No data are left, but blocks are.
    Ends(f64),
    /// What stands there is no code, or one that no encoder would write there.
    Garbled(f64),
    /// A restart marker is not where it should be.
    NoRestart(f64),
    /// No blocks are left, but this many bytes are.
    LeftOver(usize),
}

/// From this share of the height on nothing visible is missing, but something is wrong.
const NEARLY_ALL: f64 = 0.995;

impl From<Flaw> for Fault {
    fn from(flaw: Flaw) -> Self {
        let percent = |share: f64| format!("{:.0} % of its height", share * 100.0);
        match flaw {
            Flaw::Ends(NEARLY_ALL..) => damaged(&"they end just before the picture does"),
            Flaw::Ends(share) => Self::new(
                FaultKind::Damaged,
                format!("the picture breaks off at {}", percent(share)),
            ),
            Flaw::Garbled(share) => damaged(&format!("they make no sense from {}", percent(share))),
            Flaw::NoRestart(share) => {
                damaged(&format!("a restart marker is missing at {}", percent(share)))
            }
            Flaw::LeftOver(bytes) => {
                damaged(&format!("{bytes} bytes are left over when the picture is complete"))
            }
        }
    }
}

/// Walks one scan.
pub(super) struct Walker<'a> {
    grid: Grid,
    /// For each component of the scan: its place in the frame, and how its blocks are walked.
    parts: Vec<(usize, Walk<'a>)>,
    /// The components of a unit's blocks, in coding order.
    order: Vec<usize>,
    /// Empty for sequential pictures, whose scans know nothing of each other.
    known: &'a mut [Vec<u64>],
}

impl<'a> Walker<'a> {
    /// `None` where the scan names a component or a table that is not there.
    pub(super) fn new(
        frame: &Frame,
        scan: &Scan,
        tables: &'a Tables,
        known: &'a mut [Vec<u64>],
    ) -> Option<Self> {
        let places: Vec<usize> = scan.parts.iter().map(|part| part.place).collect();
        let parts = scan.parts.iter().map(|part| {
            let walk = Walk::of(scan, part, tables, frame.progressive)?;
            Some((part.place, walk))
        });
        let grid = frame.grid(&places)?;
        let order =
            if grid.units() > 0 { grid.unit(0).map(|(part, _)| part).collect() } else { vec![] };
        Some(Self { grid, parts: parts.collect::<Option<_>>()?, order, known })
    }

    /// Walks the scan's data, which have a restart marker after every `interval` units.
    pub(super) fn walk(&mut self, mut data: &[u8], interval: usize) -> Result<(), Flaw> {
        let units = self.grid.units();
        let step = if interval == 0 { units.max(1) } else { interval };
        for (number, first) in (0..units).step_by(step).enumerate() {
            if number > 0 {
                let restart = 0xd0 + ((number - 1) % 8) as u8;
                data = behind(data, restart).ok_or(Flaw::NoRestart(self.share(first)))?;
            }
            let (piece, rest) = data.split_at(next_restart(data));
            let last = first + step >= units;
            self.interval(
                first..units.min(first + step),
                piece,
                if last { STRAY_BYTES } else { 0 },
            )?;
            data = rest;
        }
        Ok(())
    }

    /// Walks the data between two restart markers, of which up to `stray` bytes may be left over.
    fn interval(&mut self, units: Range<usize>, data: &[u8], stray: usize) -> Result<(), Flaw> {
        let (mut bits, mut memory) = (Bits::new(data), Memory::default());
        for unit in units {
            if self.unit(unit, &mut bits, &mut memory).is_none() {
                return Err(Flaw::Garbled(self.share(unit)));
            }
            if bits.overdrawn() {
                return Err(Flaw::Ends(self.share(unit)));
            }
        }
        let left = bits.left();
        if left > stray { Err(Flaw::LeftOver(left)) } else { Ok(()) }
    }

    fn unit(&mut self, unit: usize, bits: &mut Bits<'_>, memory: &mut Memory) -> Option<()> {
        if self.known.is_empty() {
            // Which block it is matters to nobody.
            for part in &self.order {
                self.parts.get(*part)?.1.block(bits, memory, &mut 0)?;
            }
            return Some(());
        }
        for (part, block) in self.grid.unit(unit) {
            let (place, walk) = self.parts.get(part)?;
            let mut beyond = 0;
            let known = self.known.get_mut(*place).and_then(|blocks| blocks.get_mut(block));
            walk.block(bits, memory, known.unwrap_or(&mut beyond))?;
        }
        Some(())
    }

    fn share(&self, unit: usize) -> f64 {
        unit as f64 / self.grid.units().max(1) as f64
    }
}

/// Where the next restart marker stands, or the end.
fn next_restart(data: &[u8]) -> usize {
    let found = data.windows(2).position(|pair| pair[0] == 0xff && matches!(pair[1], 0xd0..=0xd7));
    found.unwrap_or(data.len())
}

/// What stands behind this restart marker, if the data begin with it.
fn behind(data: &[u8], restart: u8) -> Option<&[u8]> {
    data.strip_prefix(&[0xff, restart])
}
