//! What a file is, by its first bytes and its chunk headers; no pixel is decoded.
//!
//! One file per format, each a function from bytes to a [`Header`], or `None` where the file ends
//! before the header does. Names never decide: trainers pick decoders by content too.

mod bmp;
mod boxes;
pub(crate) mod bytes;
mod exif;
pub(crate) mod gif;
mod icc;
pub(crate) mod jpeg;
mod jxl;
mod other;
pub(crate) mod png;
mod pointer;
pub(crate) mod tiff;
pub(crate) mod webp;

pub use pointer::pointer;

use crate::{Fault, FaultKind, Format, Header};

/// The header of an image, from all its bytes or as many as there are.
///
/// # Errors
/// If the bytes are no image, or end before the header does.
pub fn probe(bytes: &[u8]) -> Result<Header, Fault> {
    if bytes.is_empty() {
        return Err(Fault::new(FaultKind::Empty, "the file is empty (0 bytes)"));
    }
    let Some(format) = sniff(bytes) else {
        return Err(Fault::new(FaultKind::NotAnImage, other::describe(bytes)));
    };
    let header = match format {
        Format::Png => png::header(bytes),
        Format::Jpeg => jpeg::header(bytes),
        Format::WebP => webp::header(bytes),
        Format::Gif => gif::header(bytes),
        Format::Bmp => bmp::header(bytes),
        Format::Tiff => tiff::header(bytes),
        Format::Avif | Format::Heic => boxes::header(bytes, format),
        Format::Jxl => jxl::header(bytes),
    };
    match header {
        Some(header) if header.size.pixels() > 0 => Ok(header),
        Some(_) => Err(Fault::new(FaultKind::Damaged, "its header says it has no pixels")),
        None => Err(Fault::header_cut()),
    }
}

/// The format the first bytes show.
pub fn sniff(bytes: &[u8]) -> Option<Format> {
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Format::Png),
        [0xff, 0xd8, 0xff, ..] => Some(Format::Jpeg),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::WebP),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Format::Gif),
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Some(Format::Tiff),
        [0xff, 0x0a, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', 0x0d, 0x0a, 0x87, 0x0a, ..] => {
            Some(Format::Jxl)
        }
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => boxes::brand(bytes),
        [b'B', b'M', ..] if bmp::looks_like_one(bytes) => Some(Format::Bmp),
        _ => None,
    }
}
