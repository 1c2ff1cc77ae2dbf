//! One scan, walked code by code without keeping a coefficient.

use super::bits::Bits;
use super::huffman::{TO_THE_END, Table, Tables};
use super::layout::Frame;

/// Which coefficients of which components a scan holds, as its SOS segment says.
pub(super) struct Scan {
    pub(super) parts: Vec<Part>,
    first: u32,
    last: u32,
    /// Whether it refines coefficients that an earlier scan began.
    refines: bool,
}

/// A component of a scan.
pub(super) struct Part {
    /// Its place in the frame.
    pub(super) place: usize,
    /// The numbers of its tables.
    dc: u8,
    ac: u8,
}

impl Scan {
    /// From an SOS segment's data; `None` where it is malformed or does not fit the frame.
    pub(super) fn read(data: &[u8], frame: &Frame) -> Option<Self> {
        let (&count, rest) = data.split_first()?;
        let (parts, rest) = rest.split_at_checked(2 * usize::from(count))?;
        let &[first, last, bits] = rest.first_chunk()?;
        let part = |&[id, tables]: &[u8; 2]| {
            Some(Part { place: frame.component(id)?, dc: tables >> 4, ac: tables & 15 })
        };
        let parts: Vec<_> = parts.as_chunks().0.iter().map(part).collect::<Option<_>>()?;
        if !frame.progressive {
            return Some(Self { parts, first: 0, last: 63, refines: false });
        }
        // Progressive scans hold either the DC of any components or a band of one.
        let sound = last < 64 && first <= last && (first == 0) == (last == 0);
        let (first, last, refines) = (first.into(), last.into(), bits >> 4 != 0);
        (sound && (first == 0 || parts.len() == 1)).then_some(Self { parts, first, last, refines })
    }
}

/// What a walk through blocks has to remember, until the next restart marker.
#[derive(Default)]
pub(super) struct Memory {
    /// Blocks still to come that end before they began.
    empty_run: u32,
}

/// The way to walk the blocks of one component in one scan.
pub(super) enum Walk<'a> {
    /// All coefficients, one after the other.
    Sequential(&'a Table, &'a Table),
    /// The upper bits of the first coefficient.
    Dc(&'a Table),
    /// One more bit of the first coefficient.
    DcBit,
    /// The upper bits of a band.
    Band(&'a Table, u32, u32),
    /// One more bit of a band.
    BandBit(&'a Table, u32, u32),
}

impl<'a> Walk<'a> {
    /// How a scan's component is walked; `None` where it names a table that is not there.
    pub(super) fn of(
        scan: &Scan,
        &Part { dc, ac, .. }: &Part,
        tables: &'a Tables,
        progressive: bool,
    ) -> Option<Self> {
        Some(match (progressive, scan.first, scan.refines) {
            (false, ..) => Self::Sequential(tables.dc(dc)?, tables.ac(ac)?),
            (_, 0, false) => Self::Dc(tables.dc(dc)?),
            (_, 0, true) => Self::DcBit,
            (_, first, false) => Self::Band(tables.ac(ac)?, first, scan.last),
            (_, first, true) => Self::BandBit(tables.ac(ac)?, first, scan.last),
        })
    }

    /// Walks one block, of whose coefficients `known` tells which are not zero (a bit each; kept up
    /// only in progressive pictures). `None` where no encoder would write what stands there.
    #[inline]
    pub(super) fn block(
        &self,
        bits: &mut Bits<'_>,
        memory: &mut Memory,
        known: &mut u64,
    ) -> Option<()> {
        match *self {
            Self::Sequential(dc, ac) => {
                difference(dc, bits)?;
                coefficients(ac, bits)
            }
            Self::Dc(table) => difference(table, bits),
            Self::DcBit => {
                bits.skip_many(1);
                Some(())
            }
            Self::Band(table, first, last) => band(table, bits, memory, known, first..=last),
            Self::BandBit(table, first, last) => refined(table, bits, memory, known, first, last),
        }
    }
}

/// The largest number of bits of a DC difference of 8-bit samples.
const LONGEST_DIFFERENCE: u8 = 11;

#[inline]
fn difference(table: &Table, bits: &mut Bits<'_>) -> Option<()> {
    let size = table.symbol(bits).filter(|&size| size <= LONGEST_DIFFERENCE)?;
    bits.skip(size.into());
    Some(())
}

/// The 63 coefficients behind the first.
#[inline]
fn coefficients(table: &Table, bits: &mut Bits<'_>) -> Option<()> {
    let mut at = 1_u8;
    while at < 64 {
        match table.step(bits)? {
            TO_THE_END => return Some(()),
            step => at += step,
        }
    }
    (at == 64).then_some(())
}

fn band(
    table: &Table,
    bits: &mut Bits<'_>,
    memory: &mut Memory,
    known: &mut u64,
    band: std::ops::RangeInclusive<u32>,
) -> Option<()> {
    if memory.empty_run > 0 {
        memory.empty_run -= 1;
        return Some(());
    }
    let (mut at, last) = (*band.start(), *band.end());
    while at <= last {
        let symbol = table.symbol(bits)?;
        let (run, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
        match (run, size) {
            (15, 0) => {}
            (run, 0) => {
                memory.empty_run = (1 << run) - 1 + bits.take(run);
                return Some(());
            }
            _ => {
                bits.skip(size);
                // A run past the block's end is refused below.
                *known |= 1_u64.checked_shl(at + run).unwrap_or(0);
            }
        }
        at += run + 1;
    }
    (at == last + 1).then_some(())
}

fn refined(
    table: &Table,
    bits: &mut Bits<'_>,
    memory: &mut Memory,
    known: &mut u64,
    first: u32,
    last: u32,
) -> Option<()> {
    let mut at = first;
    while memory.empty_run == 0 && at <= last {
        let symbol = table.symbol(bits)?;
        let (run, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
        match (run, size) {
            (15, 0) => {}
            (run, 0) => {
                // This block is the first of the run.
                memory.empty_run = (1 << run) + bits.take(run);
                break;
            }
            // What becomes known now is one, and its sign follows.
            (_, 1) => bits.skip(1),
            _ => return None,
        }
        let (zero, ones) = nth_zero(*known, at, last, run);
        bits.skip_many(ones);
        if size == 1 {
            *known |= 1 << zero?;
        }
        at = zero.map_or(last, |zero| zero) + 1;
    }
    if memory.empty_run > 0 {
        memory.empty_run -= 1;
        bits.skip_many((at..=last).filter(|&place| *known >> place & 1 == 1).count() as u32);
    }
    Some(())
}

/// Where the zero coefficient behind `run` others stands, from `at` to `last`, and how many known
/// ones are passed on the way, each of which has a bit of its own.
fn nth_zero(known: u64, at: u32, last: u32, run: u32) -> (Option<u32>, u32) {
    let (mut left, mut ones) = (run, 0);
    for place in at..=last {
        match (known >> place & 1, left) {
            (1, _) => ones += 1,
            (_, 0) => return (Some(place), ones),
            _ => left -= 1,
        }
    }
    (None, ones)
}
