//! Why an image was not decoded: what is wrong with it, or too much of it.

use serde::{Deserialize, Serialize};

/// Why an image cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// What is wrong, for code.
    pub kind: FaultKind,
    /// What is wrong, in words an artist understands, without the file's name: "the file ends
    /// before the picture does (62 % of it is there)".
    pub detail: String,
}

impl Fault {
    /// A fault of this kind, in these words.
    pub fn new(kind: FaultKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into() }
    }

    /// The file ends before its header does.
    pub(crate) fn header_cut() -> Self {
        Self::new(FaultKind::Truncated, "the file ends inside its own header")
    }
}

/// The kinds of [`Fault`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FaultKind {
    /// Zero bytes.
    Empty,
    /// The operating system would not give it (permissions, dangling link, gone).
    Unopenable,
    /// Not an image: text, HTML, SVG, random bytes.
    NotAnImage,
    /// Cut off: the data ends before the picture does.
    Truncated,
    /// Damaged: a checksum or the coded data is wrong.
    Damaged,
}

/// Why a sound image was not decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NotDecoded {
    /// AVIF, HEIC, JPEG XL, and variants hardly anyone writes (arithmetic-coded or 12-bit JPEG):
    /// recognised and sized only.
    Format,
    /// More pixels than [`MAX_PIXELS`], or so many that the whole frame would not fit the memory
    /// an image may take: a decompression bomb or a poster.
    TooLarge,
}

/// Images of more pixels than this are sized, not decoded: Pillow, which every trainer uses,
/// refuses them as decompression bombs (2 × its `MAX_IMAGE_PIXELS` of 89,478,485).
pub const MAX_PIXELS: u64 = 178_956_970;
