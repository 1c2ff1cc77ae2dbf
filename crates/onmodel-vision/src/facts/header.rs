//! What a file says of itself before a pixel is decoded.

use std::fmt;

use serde::{Deserialize, Serialize};

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
    #[must_use]
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
