//! Whether a file holds its picture to the end, by the file's own structure.

use super::truncated;
use crate::probe::bytes::{u16_le, u32_le};
use crate::probe::{gif, jpeg, png, tiff, webp};
use crate::{Fault, FaultKind, Format, Header};

/// # Errors
/// If the file ends before its picture does.
pub(super) fn check(bytes: &[u8], header: &Header) -> Result<(), Fault> {
    let length = bytes.len() as u64;
    match header.format {
        Format::Jpeg if !jpeg_ends(bytes) => Err(truncated(None)),
        Format::Gif if gif::walk(bytes).cut => Err(truncated(None)),
        Format::Tiff if tiff::cut(bytes) => Err(truncated(None)),
        Format::WebP => shorter(length, webp::declared_length(bytes)),
        Format::Bmp => shorter(length, bmp_length(bytes, header)),
        _ => Ok(()),
    }
}

fn shorter(length: u64, declared: Option<u64>) -> Result<(), Fault> {
    match declared {
        Some(declared) if declared > length => {
            Err(truncated(Some(length as f64 / declared as f64)))
        }
        _ => Ok(()),
    }
}

/// Whether a JPEG's end-of-image marker is there. What stands behind it (a second picture of an
/// MPO, a camera's litter) does not matter.
fn jpeg_ends(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some(segment) = jpeg::segment(bytes, at) {
        at = match segment.marker {
            jpeg::EOI => return true,
            jpeg::SOS => after_scan(bytes, segment.end),
            _ => segment.end,
        };
    }
    false
}

/// The first marker behind entropy-coded data: a 0xff that is neither stuffed nor a restart.
pub(super) fn after_scan(bytes: &[u8], start: usize) -> usize {
    let scan = bytes.get(start..).unwrap_or_default();
    let marker = scan
        .windows(2)
        .position(|pair| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff));
    start + marker.unwrap_or(scan.len())
}

/// # Errors
/// If a PNG's closing chunk is missing. Asked after decoding, which knows better how much is there.
pub(super) fn png_end(bytes: &[u8]) -> Result<(), Fault> {
    let ends = png::chunks(bytes).any(|chunk| &chunk.name == b"IEND" && chunk.whole);
    let cut = || {
        Fault::new(FaultKind::Truncated, "the file's end is cut off (its closing chunk is missing)")
    };
    if ends { Ok(()) } else { Err(cut()) }
}

/// Where an uncompressed BMP's rows end; other kinds have no length of their own.
fn bmp_length(bytes: &[u8], header: &Header) -> Option<u64> {
    let core = u32_le(bytes, 14)? == 12;
    let compressed = !core && !matches!(u32_le(bytes, 30)?, 0 | 3 | 6);
    let depth = u16_le(bytes, if core { 24 } else { 28 })?;
    if compressed {
        return None;
    }
    let stride = (u64::from(header.size.width) * u64::from(depth)).div_ceil(32) * 4;
    Some(u64::from(u32_le(bytes, 10)?) + stride.checked_mul(u64::from(header.size.height))?)
}
