//! BMP: a file header of 14 bytes and one of the many device-independent-bitmap headers.

use super::bytes::{u16_le, u32_le};
use crate::{ColourMode, Format, Header, Orientation, Profile, Size};

/// "BM" alone also opens plain text, so the header's own length must be one that exists.
pub(super) fn looks_like_one(bytes: &[u8]) -> bool {
    bytes.len() < 18
        || u32_le(bytes, 14)
            .is_some_and(|size| matches!(size, 12 | 16 | 40 | 52 | 56 | 64 | 108 | 124))
}

pub(super) fn header(bytes: &[u8]) -> Option<Header> {
    let dib = u32_le(bytes, 14)?;
    let (size, depth) = if dib == 12 {
        let size = Size { width: u16_le(bytes, 18)?.into(), height: u16_le(bytes, 20)?.into() };
        (size, u16_le(bytes, 24)?)
    } else {
        // A negative height means rows stored from the top; both are two's complement.
        let height = u32_le(bytes, 22)?.cast_signed().unsigned_abs();
        (Size { width: u32_le(bytes, 18)?, height }, u16_le(bytes, 28)?)
    };
    let alpha = depth == 32 && dib >= 56 && u32_le(bytes, 66)? != 0;
    Some(Header {
        format: Format::Bmp,
        size,
        colour: match depth {
            0..=8 => ColourMode::Palette,
            _ if alpha => ColourMode::Rgba,
            _ => ColourMode::Rgb,
        },
        bits: if depth < 8 { depth as u8 } else { 8 },
        float: false,
        alpha,
        orientation: Orientation::UPRIGHT,
        frames: 1,
        profile: Profile::Srgb,
    })
}
