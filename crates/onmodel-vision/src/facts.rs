//! What is known of an image: plain values, kept in the cache, read by rules.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The SHA-256 of a file's bytes: the one name of a content everywhere. SHA-256 and not a faster
/// hash because a Git LFS pointer already carries it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ContentId(pub [u8; 32]);

impl fmt::Display for ContentId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "ContentId({self})")
    }
}

/// An image's format by its content, never by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the formats' own")]
pub enum Format {
    Png,
    Jpeg,
    WebP,
    Gif,
    Bmp,
    Tiff,
    Avif,
    Heic,
    Jxl,
}

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Size {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

impl Size {
    /// The shorter side, in pixels.
    pub fn short(self) -> u32 {
        self.width.min(self.height)
    }

    /// The longer side, in pixels.
    pub fn long(self) -> u32 {
        self.width.max(self.height)
    }

    /// Number of pixels.
    pub fn pixels(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// Width over height.
    pub fn aspect(self) -> f64 {
        f64::from(self.width) / f64::from(self.height.max(1))
    }

    /// Width and height exchanged.
    pub fn transposed(self) -> Self {
        Self { width: self.height, height: self.width }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}×{}", self.width, self.height)
    }
}

/// How a file stores colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the modes' own")]
pub enum ColourMode {
    Grey,
    GreyAlpha,
    Rgb,
    Rgba,
    Palette,
    Cmyk,
}

/// The EXIF orientation tag, 1 (upright) to 8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Orientation(pub u8);

impl Orientation {
    /// Stored as it is to be shown.
    pub const UPRIGHT: Self = Self(1);

    /// Whether showing the picture exchanges width and height.
    pub fn transposes(self) -> bool {
        self.0 >= 5
    }
}

/// The embedded colour profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Profile {
    /// None, or one that says sRGB.
    Srgb,
    /// Another one, by its own description ("Adobe RGB (1998)", "Display P3").
    Other(String),
}

/// What a file's header says, read without decoding a pixel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// By content.
    pub format: Format,
    /// As stored, before any orientation is applied.
    pub size: Size,
    /// Colour model as stored.
    pub colour: ColourMode,
    /// Bits per channel: 1, 2, 4, 8, 16 or 32.
    pub bits: u8,
    /// Whether samples are floating point (TIFF).
    pub float: bool,
    /// Whether the file can hold transparency (an alpha channel, or a transparent palette entry).
    pub alpha: bool,
    /// The EXIF orientation.
    pub orientation: Orientation,
    /// Number of frames; more than one is an animation. An MPO is a JPEG with one picture.
    pub frames: u32,
    /// The embedded colour profile.
    pub profile: Profile,
}

impl Header {
    /// Size as a person sees it: the orientation applied.
    pub fn shown(&self) -> Size {
        if self.orientation.transposes() { self.size.transposed() } else { self.size }
    }
}

/// Why an image cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// What is wrong, for code.
    pub kind: FaultKind,
    /// What is wrong, in words an artist understands, without the file's name: "the file ends
    /// before the picture does (62 % of it is there)".
    pub detail: String,
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
    /// AVIF, HEIC, JPEG XL: recognised and sized only.
    Format,
    /// More pixels than [`crate::facts::MAX_PIXELS`]; a decompression bomb or a poster.
    TooLarge,
}

/// Images of more pixels than this are sized, not decoded: Pillow, which every trainer uses,
/// refuses them as decompression bombs (2 × its `MAX_IMAGE_PIXELS` of 89,478,485).
pub const MAX_PIXELS: u64 = 178_956_970;

/// Side in pixels of the small luma frame kept with the facts.
pub const SMALL_SIDE: usize = 32;

/// A 64-bit perceptual hash (DCT of Rec. 601 luma; upright).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hash64(pub u64);

impl Hash64 {
    /// Hamming distance, 0 to 64 bits.
    pub fn distance(self, other: Self) -> u32 {
        (self.0 ^ other.0).count_ones()
    }
}

/// Figures of quality, each measured on the upright picture.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// Mean luma, 0 black to 255 white.
    pub mean: f32,
    /// Standard deviation of luma, 0 for one flat colour.
    pub spread: f32,
    /// Share of pixels darker than luma 16, 0 to 1.
    pub dark: f32,
    /// Share of pixels brighter than luma 239, 0 to 1.
    pub bright: f32,
    /// Sharpness: how strong the finest detail is, in luma levels; see `quality` for the formula.
    pub sharpness: f32,
    /// Strength of the 8-pixel grid that heavy JPEG compression leaves; about 1 without it.
    pub blockiness: f32,
    /// The factor by which the picture looks enlarged (1 = not; 4 = a 256 px picture at 1024).
    pub enlarged: f32,
}

/// What transparency hides.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Alpha {
    /// Share of pixels that are not opaque, 0 to 1.
    pub transparent: f32,
    /// Share of pixels, 0 to 1, whose colour is clearly another (by more than 24 of 255 in a
    /// channel) once alpha is dropped than when shown on white.
    pub changed: f32,
    /// The mean colour under the transparent pixels: what the trainer will see.
    pub hidden: [u8; 3],
}

/// Bars of one colour round the picture, in pixels of the upright picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the four sides")]
pub struct Border {
    pub left: u32,
    pub top: u32,
    pub right: u32,
    pub bottom: u32,
    /// Colour of the bars.
    pub colour: [u8; 3],
}

/// What decoding an image left behind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PixelFacts {
    /// Digest of the decoded pixels, equal for equal pixels in different lossless formats.
    pub digest: u128,
    /// Perceptual hash of the upright picture.
    pub hash: Hash64,
    /// Perceptual hash of the upright picture seen in a mirror.
    pub mirrored: Hash64,
    /// How much structure the hash rests on; below [`crate::similar`]'s limit it says nothing.
    pub texture: f32,
    /// `SMALL_SIDE`² luma values of the upright picture, row by row, squashed to a square.
    pub small: Vec<u8>,
    /// Quality figures.
    pub quality: Quality,
    /// Transparency, when any pixel is not opaque.
    pub alpha: Option<Alpha>,
    /// Bars round the picture.
    pub border: Option<Border>,
}

/// The outcome of looking at a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Look {
    /// Sound and decoded.
    Seen(Header, PixelFacts),
    /// Sound as far as its header says; not decoded.
    Sized(Header, NotDecoded),
    /// A Git LFS pointer whose content was never seen on this machine.
    Pointer {
        /// SHA-256 of the picture it stands for.
        oid: ContentId,
        /// Bytes of the picture it stands for.
        size: u64,
    },
    /// Unreadable; the header where it could be read.
    Broken(Option<Header>, Fault),
}

/// Everything known of one image file's content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImageFacts {
    /// SHA-256 of the content (of the picture itself for an LFS pointer whose facts are cached).
    pub content: ContentId,
    /// Size in bytes.
    pub bytes: u64,
    /// What was seen.
    pub look: Look,
}

impl ImageFacts {
    /// The header, where one could be read.
    pub fn header(&self) -> Option<&Header> {
        match &self.look {
            Look::Seen(header, _) | Look::Sized(header, _) => Some(header),
            Look::Broken(header, _) => header.as_ref(),
            Look::Pointer { .. } => None,
        }
    }

    /// The pixels' facts, where the image was decoded.
    pub fn pixels(&self) -> Option<&PixelFacts> {
        match &self.look {
            Look::Seen(_, pixels) => Some(pixels),
            _ => None,
        }
    }

    /// Size as a person sees it.
    pub fn shown(&self) -> Option<Size> {
        self.header().map(Header::shown)
    }
}
