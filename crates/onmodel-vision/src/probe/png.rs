//! PNG and APNG: a signature, then chunks of length, name, data and checksum.

use std::io::Cursor;

use super::bytes::{code, slice, u32_be};
use super::{exif, icc};
use crate::{ColourMode, Format, Header, Orientation, Profile, Size};

const SIGNATURE: usize = 8;

/// A chunk, with as much of its data as there is.
pub(crate) struct Chunk<'a> {
    pub(crate) name: [u8; 4],
    pub(crate) data: &'a [u8],
    /// Whether data and checksum are all there.
    pub(crate) whole: bool,
}

/// The chunks in file order; the last may be cut.
pub(crate) fn chunks(bytes: &[u8]) -> impl Iterator<Item = Chunk<'_>> {
    let mut at = SIGNATURE;
    std::iter::from_fn(move || {
        let length = u32_be(bytes, at)? as usize;
        let name = code(bytes, at + 4)?;
        let rest = bytes.get(at + 8..)?;
        let whole = rest.len() >= length.saturating_add(4);
        let data = &rest[..length.min(rest.len())];
        at = at.saturating_add(length).saturating_add(12);
        Some(Chunk { name, data, whole })
    })
}

pub(super) fn header(bytes: &[u8]) -> Option<Header> {
    let mut chunks = chunks(bytes);
    let mut header = from_ihdr(chunks.next().filter(|chunk| &chunk.name == b"IHDR")?.data)?;
    let mut named_srgb = false;
    for chunk in chunks.filter(|chunk| chunk.whole) {
        match &chunk.name {
            b"tRNS" => header.alpha = true,
            b"sRGB" => named_srgb = true,
            b"iCCP" => header.profile = embedded_profile(bytes),
            b"eXIf" => header.orientation = exif::orientation(chunk.data),
            b"acTL" => header.frames = u32_be(chunk.data, 0).unwrap_or(1).max(1),
            _ => {}
        }
    }
    if named_srgb {
        header.profile = Profile::Srgb;
    }
    Some(header)
}

fn from_ihdr(data: &[u8]) -> Option<Header> {
    let &[bits, colour] = slice(data, 8, 2)?.first_chunk()?;
    let colour = match colour {
        0 => ColourMode::Grey,
        3 => ColourMode::Palette,
        4 => ColourMode::GreyAlpha,
        6 => ColourMode::Rgba,
        _ => ColourMode::Rgb,
    };
    Some(Header {
        format: Format::Png,
        size: Size { width: u32_be(data, 0)?, height: u32_be(data, 4)? },
        colour,
        bits,
        float: false,
        alpha: matches!(colour, ColourMode::GreyAlpha | ColourMode::Rgba),
        orientation: Orientation::UPRIGHT,
        frames: 1,
        profile: Profile::Srgb,
    })
}

/// The profile is deflated, so the decoder's own header reader unpacks it.
fn embedded_profile(bytes: &[u8]) -> Profile {
    let reader = png::Decoder::new(Cursor::new(bytes)).read_info();
    let profile =
        reader.ok().and_then(|reader| Some(icc::profile(reader.info().icc_profile.as_deref()?)));
    profile.unwrap_or(Profile::Srgb)
}
