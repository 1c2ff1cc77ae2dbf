//! Whether a JPEG's entropy-coded data are what an encoder wrote, from the first block to the last.
//!
//! Decoders are tolerant: where a disk wrote zeros or a download lost a part, they paint what they
//! can, grey or garbled, and say nothing, as long as the end-of-image marker is there. But every
//! scan says how many blocks it holds, so its codes can be counted: damage shifts the count, and
//! the data end before the last block, or are not used up by it.
//!
//! Damage that changes no code's length (a wrong bit in a brightness) leaves no trace to be found.

use super::super::budget::Share;
use super::super::{Budget, whole};
use super::huffman::Tables;
use super::layout::Frame;
use super::scan::Scan;
use super::walk::Walker;
use crate::Fault;
use crate::probe::bytes::u16_be;
use crate::probe::jpeg::{EOI, SOS, Segment, segment};

/// Scans looked at: encoders write a dozen, and the decoder refuses more than this too.
const MAX_SCANS: usize = 100;

/// Frame headers of Huffman-coded pictures: baseline, extended, progressive.
const SOF0: u8 = 0xc0;
const SOF2: u8 = 0xc2;
/// "Define Huffman tables", "define restart interval".
const DHT: u8 = 0xc4;
const DRI: u8 = 0xdd;

/// # Errors
/// If the data break off or are damaged. Malformed headers and pictures coded in ways not known
/// here (arithmetic, lossless, 12 bits) are left to the decoder's judgement.
pub(super) fn check(bytes: &[u8], budget: &Budget) -> Result<(), Fault> {
    let mut audit = Audit::default();
    let (mut at, mut scans) = (2, 0);
    while let Some(found) = segment(bytes, at).filter(|_| scans < MAX_SCANS) {
        at = found.end;
        match found.marker {
            EOI => break,
            SOS => {
                at = whole::after_scan(bytes, found.end);
                scans += 1;
                let data = bytes.get(found.end..at).unwrap_or_default();
                let Some(outcome) = audit.scan(found.data, data) else { break };
                outcome?;
            }
            _ if audit.header(&found, budget).is_none() => break,
            _ => {}
        }
    }
    Ok(())
}

/// What the segments so far have said.
#[derive(Default)]
struct Audit<'a> {
    tables: Tables,
    frame: Option<Frame>,
    /// Units between two restart markers, 0 for none.
    interval: usize,
    /// Of a progressive picture: by component and block, a bit for each coefficient not zero.
    known: Vec<Vec<u64>>,
    /// The memory `known` takes, given back when the audit ends.
    share: Option<Share<'a>>,
}

impl<'a> Audit<'a> {
    /// Takes in a segment; `None` where what follows cannot be judged.
    fn header(&mut self, segment: &Segment<'_>, budget: &'a Budget) -> Option<()> {
        match segment.marker {
            DHT => self.tables.define(segment.data)?,
            DRI => self.interval = u16_be(segment.data, 0)?.into(),
            marker @ SOF0..=SOF2 => {
                let frame = Frame::read(segment.data, marker == SOF2)?;
                if frame.progressive {
                    let blocks = || (0..frame.components()).map(|one| frame.blocks(one));
                    self.share = Some(budget.take(8 * blocks().sum::<usize>() as u64));
                    self.known = blocks().map(|count| vec![0; count]).collect();
                }
                // A second frame would belong to a hierarchy of pictures, which nobody writes.
                self.frame.is_none().then_some(())?;
                self.frame = Some(frame);
            }
            0xc3 | 0xc5..=0xcf => return None,
            _ => {}
        }
        Some(())
    }

    /// Walks a scan; `None` where it cannot be judged.
    fn scan(&mut self, header: &[u8], data: &[u8]) -> Option<Result<(), Fault>> {
        let frame = self.frame.as_ref()?;
        let scan = Scan::read(header, frame)?;
        let mut walker = Walker::new(frame, &scan, &self.tables, &mut self.known)?;
        Some(walker.walk(data, self.interval).map_err(Fault::from))
    }
}
