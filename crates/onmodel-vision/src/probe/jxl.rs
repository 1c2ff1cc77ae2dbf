//! JPEG XL: a bare codestream, or one in boxes; its size header is packed bit by bit
//! (ISO 18181-1, 9.2 and annex D).

use super::{boxes, exif};
use crate::{ColourMode, Format, Header, Profile, Size};

/// Reads bits, the least significant first.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn take(&mut self, count: u32) -> Option<u32> {
        let mut value = 0;
        for bit in 0..count {
            let byte = self.bytes.get(self.at / 8)?;
            value |= u32::from(byte >> (self.at % 8) & 1) << bit;
            self.at += 1;
        }
        Some(value)
    }

    /// A side in pixels: two bits choose how many bits follow.
    fn side(&mut self) -> Option<u32> {
        let width = [9, 13, 18, 30][self.take(2)? as usize & 3];
        Some(self.take(width)? + 1)
    }
}

pub(super) fn header(bytes: &[u8]) -> Option<Header> {
    let codestream = codestream(bytes)?.strip_prefix(&[0xff, 0x0a])?;
    let mut bits = Bits { bytes: codestream, at: 0 };
    let size = size(&mut bits)?;
    // Unless all is default, the next flag says whether an orientation (less one) follows.
    let told = bits.take(1)? == 0 && bits.take(1)? == 1;
    let orientation = if told { bits.take(3).map(|value| value + 1) } else { None };
    Some(Header {
        format: Format::Jxl,
        size,
        colour: ColourMode::Rgb,
        bits: 8,
        float: false,
        alpha: false,
        orientation: exif::from_value(orientation),
        frames: 1,
        profile: Profile::Srgb,
    })
}

/// The codestream, or the start of it where it lies in pieces.
fn codestream(bytes: &[u8]) -> Option<&[u8]> {
    if bytes.starts_with(&[0xff, 0x0a]) {
        return Some(bytes);
    }
    boxes::each(bytes).find_map(|(name, content)| match &name {
        b"jxlc" => Some(content),
        b"jxlp" => content.get(4..),
        _ => None,
    })
}

fn size(bits: &mut Bits<'_>) -> Option<Size> {
    let small = bits.take(1)? == 1;
    let side =
        |bits: &mut Bits<'_>| if small { Some((bits.take(5)? + 1) * 8) } else { bits.side() };
    let height = side(bits)?;
    // A ratio spares the width: 1:1, 12:10, 4:3, 3:2, 16:9, 5:4, 2:1.
    let (over, under) = match bits.take(3)? {
        0 => return Some(Size { width: side(bits)?, height }),
        1 => (1, 1),
        2 => (12, 10),
        3 => (4, 3),
        4 => (3, 2),
        5 => (16, 9),
        6 => (5, 4),
        _ => (2, 1),
    };
    let width = u64::from(height) * over / under;
    Some(Size { width: width.try_into().ok()?, height })
}
