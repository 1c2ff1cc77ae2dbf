//! JPEG: markers and segments up to the first scan. An MPO is a JPEG with another behind it; the
//! walk ends before that one.

use super::bytes::{slice, u16_be};
use super::{exif, icc};
use crate::{ColourMode, Format, Header, Orientation, Profile, Size};

/// Start of scan: entropy-coded data follows its segment.
pub(crate) const SOS: u8 = 0xda;
/// End of image.
pub(crate) const EOI: u8 = 0xd9;

/// A marker, its segment's data, and where the next marker is looked for.
pub(crate) struct Segment<'a> {
    pub(crate) marker: u8,
    pub(crate) data: &'a [u8],
    pub(crate) end: usize,
}

/// The segment whose marker stands at `at` or after fill bytes there. `None` at the end of the
/// file or where no marker stands.
pub(crate) fn segment(bytes: &[u8], at: usize) -> Option<Segment<'_>> {
    let fill = bytes.get(at..)?.iter().take_while(|&&byte| byte == 0xff).count();
    let marker = *bytes.get(at + fill)?;
    let start = at + fill + 1;
    if fill == 0 {
        return None;
    }
    if matches!(marker, 0x01 | 0xd0..=EOI) {
        return Some(Segment { marker, data: &[], end: start });
    }
    let length = usize::from(u16_be(bytes, start)?);
    let data = slice(bytes, start + 2, length.checked_sub(2)?)?;
    Some(Segment { marker, data, end: start + length })
}

/// All segments up to and including the first start of scan.
fn segments(bytes: &[u8]) -> impl Iterator<Item = Segment<'_>> {
    let mut at = Some(2);
    std::iter::from_fn(move || {
        let found = segment(bytes, at?)?;
        at = (!matches!(found.marker, SOS | EOI)).then_some(found.end);
        Some(found)
    })
}

pub(super) fn header(bytes: &[u8]) -> Option<Header> {
    let mut header = None;
    let mut orientation = Orientation::UPRIGHT;
    let mut profile = Vec::new();
    for Segment { marker, data, .. } in segments(bytes) {
        match marker {
            // DHT, JPG and DAC share the range of the frame headers.
            0xc4 | 0xc8 | 0xcc => {}
            0xc0..=0xcf => header = from_frame(data),
            0xe1 => {
                if let Some(exif) = data.strip_prefix(b"Exif\0\0") {
                    orientation = exif::orientation(exif);
                }
            }
            // The sequence number and count are skipped: every writer keeps the pieces in order.
            0xe2 if data.starts_with(b"ICC_PROFILE\0") => {
                profile.extend_from_slice(data.get(14..).unwrap_or_default());
            }
            _ => {}
        }
    }
    let profile = if profile.is_empty() { Profile::Srgb } else { icc::profile(&profile) };
    header.map(|header| Header { orientation, profile, ..header })
}

fn from_frame(data: &[u8]) -> Option<Header> {
    let &[bits, height_high, height_low, width_high, width_low, components] = data.first_chunk()?;
    Some(Header {
        format: Format::Jpeg,
        size: Size {
            width: u16::from_be_bytes([width_high, width_low]).into(),
            height: u16::from_be_bytes([height_high, height_low]).into(),
        },
        colour: match components {
            1 => ColourMode::Grey,
            4 => ColourMode::Cmyk,
            _ => ColourMode::Rgb,
        },
        bits,
        float: false,
        alpha: false,
        orientation: Orientation::UPRIGHT,
        frames: 1,
        profile: Profile::Srgb,
    })
}
