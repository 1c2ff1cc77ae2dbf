//! From bytes to [`PixelFacts`]: the one seam behind which decoders live.
//!
//! Every decoder feeds the rows of the picture to a `Survey` and leaves nothing else behind.
//! Whether the file is whole is checked here and not left to decoders, since the tolerant ones
//! paint what is missing grey and say nothing.

mod budget;
mod frames;
mod jpeg;
mod png;
mod whole;

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::survey::Survey;
use crate::{Fault, FaultKind, Format, Header, Look, MAX_PIXELS, NotDecoded, PixelFacts};
pub use budget::Budget;

/// The most memory one decoded frame may take, in bytes. Rows of PNG do not count: they are
/// forgotten one by one.
pub const MAX_FRAME_BYTES: u64 = 768 << 20;

/// Why there are no pixel facts.
#[derive(Debug)]
enum Refusal {
    /// Nothing wrong with it, but not decoded.
    Not(NotDecoded),
    /// Something is wrong with it.
    Broken(Fault),
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Broken(fault)
    }
}

/// Decodes a probed image. Waits while other threads' decodes have used up the budget.
pub fn decode(bytes: &[u8], header: Header, budget: &Budget) -> Look {
    if header.size.pixels() > MAX_PIXELS {
        return Look::Sized(header, NotDecoded::TooLarge);
    }
    // A decoder that panics on a damaged file must not take the run with it. Nothing it touched is
    // used afterwards, so unwinding through it is safe.
    let outcome = catch_unwind(AssertUnwindSafe(|| pixels(bytes, &header, budget)));
    let panicked = || Err(Fault::new(FaultKind::Damaged, "the picture's data are damaged").into());
    match outcome.unwrap_or_else(|_| panicked()) {
        Ok(pixels) => Look::Seen(header, pixels),
        Err(Refusal::Not(reason)) => Look::Sized(header, reason),
        Err(Refusal::Broken(fault)) => Look::Broken(Some(header), fault),
    }
}

fn pixels(bytes: &[u8], header: &Header, budget: &Budget) -> Result<PixelFacts, Refusal> {
    whole::check(bytes, header)?;
    match header.format {
        Format::Png => png::survey(bytes, header, budget),
        Format::Jpeg => jpeg::survey(bytes, header, budget),
        Format::WebP | Format::Gif | Format::Bmp | Format::Tiff => {
            frames::survey(bytes, header, budget)
        }
        Format::Avif | Format::Heic | Format::Jxl => Err(Refusal::Not(NotDecoded::Format)),
    }
}

/// Feeds a whole frame, row by row.
fn feed(mut survey: Survey, samples: &[u8], row_length: usize) -> PixelFacts {
    for row in samples.chunks_exact(row_length.max(1)) {
        survey.row(row);
    }
    survey.finish()
}

/// The fault of a file whose picture ends after this share of it, where that is known.
fn truncated(share: Option<f64>) -> Fault {
    let there =
        share.map(|share| format!(" ({:.0} % of it is there)", share * 100.0)).unwrap_or_default();
    Fault::new(FaultKind::Truncated, format!("the file ends before the picture does{there}"))
}

/// The fault of a file whose data a decoder refused, in the decoder's words.
fn damaged(reason: &dyn std::fmt::Display) -> Fault {
    Fault::new(FaultKind::Damaged, format!("the picture's data are damaged ({reason})"))
}
