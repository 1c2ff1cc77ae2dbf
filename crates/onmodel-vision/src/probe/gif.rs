//! GIF: a screen, then blocks; every image block is a frame.

use super::bytes::u16_le;
use crate::{ColourMode, Format, Header, Orientation, Profile, Size};

/// What a walk over all blocks found.
#[derive(Default)]
pub(crate) struct Walk {
    frames: u32,
    transparent: bool,
    /// Whether the file ends inside a block. A missing trailer alone harms nobody.
    pub(crate) cut: bool,
}

pub(super) fn header(bytes: &[u8]) -> Option<Header> {
    let size = Size { width: u16_le(bytes, 6)?.into(), height: u16_le(bytes, 8)?.into() };
    let walk = walk(bytes);
    Some(Header {
        format: Format::Gif,
        size,
        colour: ColourMode::Palette,
        bits: 8,
        float: false,
        alpha: walk.transparent,
        orientation: Orientation::UPRIGHT,
        frames: walk.frames.max(1),
        profile: Profile::Srgb,
    })
}

pub(crate) fn walk(bytes: &[u8]) -> Walk {
    let mut walk = Walk::default();
    let mut at = bytes.get(10).map(|flags| 13 + table(*flags));
    while let Some(start) = at {
        at = block(bytes, start, &mut walk);
    }
    walk
}

/// The place after the block at `at`; `None` at the trailer, at the end of the file, and for a
/// block that runs out of bytes, which marks the walk as cut.
fn block(bytes: &[u8], at: usize, walk: &mut Walk) -> Option<usize> {
    let end = match *bytes.get(at)? {
        0x21 => {
            // A graphic control's first data byte says whether a colour is transparent.
            if bytes.get(at + 1) == Some(&0xf9) {
                walk.transparent |= bytes.get(at + 3).is_some_and(|flags| flags & 1 == 1);
            }
            sub_blocks(bytes, at + 2)
        }
        0x2c => {
            walk.frames = walk.frames.saturating_add(1);
            // Descriptor, colour table, one byte of code size, data.
            bytes.get(at + 9).and_then(|flags| sub_blocks(bytes, at + 11 + table(*flags)))
        }
        _ => return None,
    };
    walk.cut |= end.is_none();
    end
}

/// Bytes of the colour table these flags announce.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// The place after a chain of sub-blocks, each led by its length, ended by a zero.
fn sub_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
