//! TIFF and `BigTIFF`: a chain of directories of tags, in either byte order.

use super::bytes::{slice, u16_be, u16_le, u32_be, u32_le, u64_be, u64_le};
use super::{exif, icc};
use crate::{ColourMode, Format, Header, Profile, Size};

/// Directories looked at before a chain is taken for a ring.
const MAX_PAGES: u32 = 4096;
/// Values of one tag looked at.
const MAX_VALUES: u64 = 1 << 20;

/// A TIFF file's bytes with what is needed to read numbers from them.
struct Tiff<'a> {
    bytes: &'a [u8],
    big_endian: bool,
    /// `BigTIFF`: places and counts take eight bytes.
    wide: bool,
}

impl<'a> Tiff<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        let big_endian = bytes.starts_with(b"M");
        let wide = bytes.get(2..4)?.contains(&43);
        Some(Self { bytes, big_endian, wide })
    }

    fn u16(&self, at: usize) -> Option<u16> {
        if self.big_endian { u16_be(self.bytes, at) } else { u16_le(self.bytes, at) }
    }

    fn u32(&self, at: usize) -> Option<u32> {
        if self.big_endian { u32_be(self.bytes, at) } else { u32_le(self.bytes, at) }
    }

    fn u64(&self, at: usize) -> Option<u64> {
        if self.big_endian { u64_be(self.bytes, at) } else { u64_le(self.bytes, at) }
    }

    /// A place or a count: four bytes, eight in `BigTIFF`.
    fn word(&self, at: usize) -> Option<u64> {
        if self.wide { self.u64(at) } else { self.u32(at).map(u64::from) }
    }

    fn word_size(&self) -> usize {
        if self.wide { 8 } else { 4 }
    }

    fn first_directory(&self) -> Option<usize> {
        self.word(if self.wide { 8 } else { 4 })?.try_into().ok()
    }

    /// Number of entries, and where the first one stands.
    fn entries(&self, directory: usize) -> Option<(usize, usize)> {
        if self.wide {
            Some((usize::try_from(self.u64(directory)?).ok()?, directory.checked_add(8)?))
        } else {
            Some((self.u16(directory)?.into(), directory.checked_add(2)?))
        }
    }

    fn entry_size(&self) -> usize {
        if self.wide { 20 } else { 12 }
    }

    fn next_directory(&self, directory: usize) -> Option<usize> {
        let (count, first) = self.entries(directory)?;
        let at = first.checked_add(count.checked_mul(self.entry_size())?)?;
        usize::try_from(self.word(at)?).ok().filter(|&next| next != 0)
    }

    /// Kind and count of a tag's values, and where they stand.
    fn tag(&self, directory: usize, tag: u16) -> Option<(u16, u64, usize)> {
        let (count, first) = self.entries(directory)?;
        // A directory cannot have more entries than bytes; the bound keeps a lie about it cheap.
        let at = (0..count.min(self.bytes.len() / self.entry_size()))
            .map(|entry| first + entry * self.entry_size())
            .find(|&at| self.u16(at) == Some(tag))?;
        let (kind, count) = (self.u16(at + 2)?, self.word(at + 4)?);
        let value = at + 4 + self.word_size();
        let inline = count.saturating_mul(kind_size(kind)) <= self.word_size() as u64;
        let place = if inline { value } else { self.word(value)?.try_into().ok()? };
        Some((kind, count, place))
    }

    fn values(&self, directory: usize, tag: u16) -> Vec<u64> {
        let Some((kind, count, place)) = self.tag(directory, tag) else { return Vec::new() };
        let size = kind_size(kind);
        (0..count.min(MAX_VALUES))
            .map_while(|index| {
                self.value(kind, place.checked_add(usize::try_from(index * size).ok()?)?)
            })
            .collect()
    }

    fn value(&self, kind: u16, at: usize) -> Option<u64> {
        match kind_size(kind) {
            1 => self.bytes.get(at).copied().map(u64::from),
            2 => self.u16(at).map(u64::from),
            4 => self.u32(at).map(u64::from),
            _ => self.u64(at),
        }
    }

    fn number(&self, directory: usize, tag: u16) -> Option<u32> {
        self.values(directory, tag).first().and_then(|&value| value.try_into().ok())
    }
}

/// Bytes of one value of a tag's kind (TIFF 6.0, section 2; `BigTIFF`'s 16 to 18).
fn kind_size(kind: u16) -> u64 {
    match kind {
        1 | 2 | 6 | 7 => 1,
        3 | 8 => 2,
        5 | 10 | 12 | 16..=18 => 8,
        _ => 4,
    }
}

pub(super) fn header(bytes: &[u8]) -> Option<Header> {
    let tiff = Tiff::new(bytes)?;
    let first = tiff.first_directory()?;
    let number = |tag| tiff.number(first, tag);
    let alpha = number(338).is_some_and(|extra| matches!(extra, 1 | 2));
    let grey = |alpha| if alpha { ColourMode::GreyAlpha } else { ColourMode::Grey };
    Some(Header {
        format: Format::Tiff,
        size: Size { width: number(256)?, height: number(257)? },
        colour: match number(262) {
            Some(0 | 1) => grey(alpha),
            Some(3) => ColourMode::Palette,
            Some(5) => ColourMode::Cmyk,
            _ if alpha => ColourMode::Rgba,
            _ => ColourMode::Rgb,
        },
        bits: number(258).unwrap_or(1).min(64) as u8,
        float: number(339) == Some(3),
        alpha,
        orientation: exif::from_value(number(274)),
        frames: pages(&tiff, first),
        profile: embedded_profile(&tiff, first).unwrap_or(Profile::Srgb),
    })
}

fn embedded_profile(tiff: &Tiff<'_>, directory: usize) -> Option<Profile> {
    let (_, length, place) = tiff.tag(directory, 34675)?;
    Some(icc::profile(slice(tiff.bytes, place, length.try_into().ok()?)?))
}

/// Full pictures in the chain: reduced copies (thumbnails, by tag 254's first bit) are none.
fn pages(tiff: &Tiff<'_>, first: usize) -> u32 {
    let chain = std::iter::successors(Some(first), |&at| tiff.next_directory(at));
    let reduced = |at: usize| tiff.number(at, 254).is_some_and(|kind| kind & 1 == 1);
    let full =
        chain.take(MAX_PAGES as usize).filter(|&at| tiff.entries(at).is_some() && !reduced(at));
    (full.count() as u32).max(1)
}

/// Whether the first picture's data reach beyond the file's end.
pub(crate) fn cut(bytes: &[u8]) -> bool {
    let Some(tiff) = Tiff::new(bytes) else { return true };
    let Some(first) = tiff.first_directory() else { return true };
    // Strips, or else tiles: where each starts and how long it is.
    [(273, 279), (324, 325)].into_iter().any(|(places, lengths)| {
        let ends = tiff.values(first, places).into_iter().zip(tiff.values(first, lengths));
        ends.into_iter().any(|(place, length)| place.saturating_add(length) > bytes.len() as u64)
    })
}
