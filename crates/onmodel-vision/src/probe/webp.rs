//! WebP: a RIFF file whose chunks hold a lossy (`VP8 `) or lossless (`VP8L`) picture, or a canvas
//! (`VP8X`) with one picture or an animation on it.

use super::bytes::{code, u16_le, u24_le, u32_le};
use super::{exif, icc};
use crate::{ColourMode, Format, Header, Orientation, Profile, Size};

/// Bytes the file should have by its own RIFF header.
pub(crate) fn declared_length(bytes: &[u8]) -> Option<u64> {
    u32_le(bytes, 4).map(|size| u64::from(size) + 8)
}

/// Names and data of the chunks in file order; the last may be cut.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut at = 12;
    std::iter::from_fn(move || {
        let name = code(bytes, at)?;
        let length = u32_le(bytes, at + 4)? as usize;
        let rest = bytes.get(at + 8..)?;
        let data = &rest[..length.min(rest.len())];
        // Chunks are padded to an even length.
        at = at.saturating_add(8).saturating_add(length).saturating_add(length & 1);
        Some((name, data))
    })
}

pub(super) fn header(bytes: &[u8]) -> Option<Header> {
    let mut chunks = chunks(bytes);
    let (name, data) = chunks.next()?;
    let (size, alpha) = match &name {
        b"VP8 " => (lossy_size(data)?, false),
        b"VP8L" => lossless_size(data)?,
        b"VP8X" => canvas_size(data)?,
        _ => return None,
    };
    let mut header = Header {
        format: Format::WebP,
        size,
        colour: if alpha { ColourMode::Rgba } else { ColourMode::Rgb },
        bits: 8,
        float: false,
        alpha,
        orientation: Orientation::UPRIGHT,
        frames: 1,
        profile: Profile::Srgb,
    };
    let mut frames = 0;
    for (name, data) in chunks {
        match &name {
            b"ANMF" => frames += 1,
            b"ICCP" => header.profile = icc::profile(data),
            b"EXIF" => {
                header.orientation =
                    exif::orientation(data.strip_prefix(b"Exif\0\0").unwrap_or(data));
            }
            _ => {}
        }
    }
    header.frames = frames.max(1);
    Some(header)
}

/// RFC 6386, 9.1: three bytes of frame tag, a start code, then 14 bits each of width and height.
fn lossy_size(data: &[u8]) -> Option<Size> {
    (data.get(3..6)? == [0x9d, 0x01, 0x2a]).then_some(())?;
    let side = |at| Some(u32::from(u16_le(data, at)? & 0x3fff));
    Some(Size { width: side(6)?, height: side(8)? })
}

/// RFC 9649, 3.4: a signature byte, 14 bits each of width and height less one, one bit of alpha.
fn lossless_size(data: &[u8]) -> Option<(Size, bool)> {
    (*data.first()? == 0x2f).then_some(())?;
    let bits = u32_le(data, 1)?;
    let size = Size { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    Some((size, bits >> 28 & 1 == 1))
}

/// RFC 9649, 2.7: flags, then 24 bits each of width and height less one.
fn canvas_size(data: &[u8]) -> Option<(Size, bool)> {
    let alpha = data.first()? & 0x10 != 0;
    Some((Size { width: u24_le(data, 4)? + 1, height: u24_le(data, 7)? + 1 }, alpha))
}
