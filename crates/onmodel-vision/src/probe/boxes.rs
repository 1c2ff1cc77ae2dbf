//! AVIF and HEIC: boxes within boxes (ISO 14496-12, 23008-12). Only what names and sizes the
//! picture is read.

use super::bytes::{code, u32_be, u64_be};
use super::icc;
use crate::{ColourMode, Format, Header, Orientation, Profile, Size};

/// How deep boxes are followed; a real path has four levels.
const MAX_DEPTH: u8 = 8;

/// The format a file type box's brands show; other brands are videos.
pub(super) fn brand(bytes: &[u8]) -> Option<Format> {
    let end = (u32_be(bytes, 0)? as usize).clamp(16, 256).min(bytes.len());
    let brands = bytes.get(8..end)?.chunks_exact(4);
    brands.into_iter().find_map(|brand| match brand {
        b"avif" | b"avis" => Some(Format::Avif),
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" => Some(Format::Heic),
        _ => None,
    })
}

/// Name and content of each box in a run of boxes.
pub(super) fn each(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut at = 0usize;
    std::iter::from_fn(move || {
        let name = code(bytes, at + 4)?;
        let (length, head) = match u32_be(bytes, at)? {
            0 => (bytes.len() - at, 8),
            1 => (usize::try_from(u64_be(bytes, at + 8)?).ok()?, 16),
            length => (length as usize, 8),
        };
        let end = at.checked_add(length)?.min(bytes.len());
        let content = bytes.get(at + head..end)?;
        at = end;
        Some((name, content))
    })
}

/// The properties that matter, gathered from wherever they stand.
#[derive(Default)]
struct Properties {
    /// The largest of all: a picture may be made of tiles, each with a size.
    size: Option<Size>,
    bits: Option<u8>,
    alpha: bool,
    quarter_turns: u8,
    profile: Option<Profile>,
}

impl Properties {
    fn gather(&mut self, bytes: &[u8], depth: u8) {
        if depth > MAX_DEPTH {
            return;
        }
        for (name, content) in each(bytes) {
            match &name {
                // A full box: version and flags come before its boxes.
                b"meta" => self.gather(content.get(4..).unwrap_or_default(), depth + 1),
                b"iprp" | b"ipco" => self.gather(content, depth + 1),
                b"ispe" => self.grow(content),
                b"pixi" => self.bits = content.get(5).copied().or(self.bits),
                b"irot" => self.quarter_turns = content.first().map_or(0, |turns| turns & 3),
                b"auxC" => self.alpha |= content.ends_with(b"alpha\0"),
                b"colr" => {
                    self.profile =
                        content.strip_prefix(b"prof").map(icc::profile).or(self.profile.take());
                }
                _ => {}
            }
        }
    }

    fn grow(&mut self, ispe: &[u8]) {
        let size =
            u32_be(ispe, 4).zip(u32_be(ispe, 8)).map(|(width, height)| Size { width, height });
        self.size = self.size.into_iter().chain(size).max_by_key(|size| size.pixels());
    }
}

pub(super) fn header(bytes: &[u8], format: Format) -> Option<Header> {
    let mut found = Properties::default();
    found.gather(bytes, 0);
    Some(Header {
        format,
        size: found.size?,
        colour: if found.alpha { ColourMode::Rgba } else { ColourMode::Rgb },
        bits: found.bits.unwrap_or(8),
        float: false,
        alpha: found.alpha,
        // `irot` turns anticlockwise; EXIF's 8 is one such quarter, 3 two, 6 three.
        orientation: Orientation([1, 8, 3, 6][usize::from(found.quarter_turns & 3)]),
        frames: 1,
        profile: found.profile.unwrap_or(Profile::Srgb),
    })
}
