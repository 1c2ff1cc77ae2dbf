//! What is known of an image, and its picture.

use crate::abi;

/// An image's format, by content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// One that this version of the SDK has no name for.
    Other,
}

/// How an image stores colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the modes' own")]
pub enum Colour {
    Grey,
    GreyAlpha,
    Rgb,
    Rgba,
    Palette,
    Cmyk,
    /// One that this version of the SDK has no name for.
    Other,
}

/// What is known of an image.
#[derive(Clone, Copy)]
pub struct Image<'a> {
    raw: &'a abi::Image,
}

/// What was measured on the upright picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measures {
    /// Perceptual hash (DCT): pictures that look alike differ in few bits.
    pub phash: u64,
    /// The same of the picture in a mirror.
    pub phash_mirrored: u64,
    /// How much structure the hashes rest on; a flat picture has nearly none.
    pub texture: f32,
    /// Mean luma, 0 black to 255 white.
    pub mean: f32,
    /// Standard deviation of luma.
    pub spread: f32,
    /// Share of pixels darker than luma 16, 0 to 1.
    pub dark: f32,
    /// Share of pixels brighter than luma 239, 0 to 1.
    pub bright: f32,
    /// Strength of the finest detail, in luma levels.
    pub sharpness: f32,
    /// Strength of the 8-pixel grid of heavy JPEG compression; about 1 without it.
    pub blockiness: f32,
    /// The factor by which the picture looks enlarged; 1 is not at all.
    pub enlarged: f32,
    /// Share of pixels that are not opaque, 0 to 1.
    pub transparent: f32,
}

impl<'a> Image<'a> {
    pub(crate) fn from_raw(raw: &'a abi::Image) -> Self {
        Self { raw }
    }

    /// Its format.
    pub fn format(self) -> Format {
        match self.raw.format {
            abi::FORMAT_PNG => Format::Png,
            abi::FORMAT_JPEG => Format::Jpeg,
            abi::FORMAT_WEBP => Format::WebP,
            abi::FORMAT_GIF => Format::Gif,
            abi::FORMAT_BMP => Format::Bmp,
            abi::FORMAT_TIFF => Format::Tiff,
            abi::FORMAT_AVIF => Format::Avif,
            abi::FORMAT_HEIC => Format::Heic,
            abi::FORMAT_JXL => Format::Jxl,
            _ => Format::Other,
        }
    }

    /// How it stores colour.
    pub fn colour(self) -> Colour {
        match self.raw.colour {
            abi::COLOUR_GREY => Colour::Grey,
            abi::COLOUR_GREY_ALPHA => Colour::GreyAlpha,
            abi::COLOUR_RGB => Colour::Rgb,
            abi::COLOUR_RGBA => Colour::Rgba,
            abi::COLOUR_PALETTE => Colour::Palette,
            abi::COLOUR_CMYK => Colour::Cmyk,
            _ => Colour::Other,
        }
    }

    /// Bits per channel.
    pub fn bits(self) -> u32 {
        self.raw.bits
    }

    /// The EXIF orientation: 1 upright, to 8.
    pub fn orientation(self) -> u32 {
        self.raw.orientation
    }

    /// Frames; more than one is an animation.
    pub fn frames(self) -> u32 {
        self.raw.frames
    }

    /// The file's size in bytes.
    pub fn file_size(self) -> u64 {
        self.raw.file_size
    }

    /// Whether the file cannot be read as an image.
    pub fn is_broken(self) -> bool {
        self.raw.flags & abi::IMAGE_BROKEN != 0
    }

    /// Whether the file can hold transparency.
    pub fn can_be_transparent(self) -> bool {
        self.raw.flags & abi::IMAGE_ALPHA != 0
    }

    /// What was measured, where the picture was decoded.
    pub fn measures(self) -> Option<Measures> {
        let raw = self.raw;
        (raw.flags & abi::IMAGE_DECODED != 0).then_some(Measures {
            phash: raw.phash,
            phash_mirrored: raw.phash_mirrored,
            texture: raw.texture,
            mean: raw.mean,
            spread: raw.spread,
            dark: raw.dark,
            bright: raw.bright,
            sharpness: raw.sharpness,
            blockiness: raw.blockiness,
            enlarged: raw.enlarged,
            transparent: raw.transparent,
        })
    }
}

/// The picture, shrunk so that its longer side is at most 256: upright, what is transparent on white.
#[derive(Clone, Copy)]
pub struct Pixels<'a> {
    width: usize,
    height: usize,
    stride: usize,
    data: &'a [u8],
}

impl<'a> Pixels<'a> {
    /// `None` for pixels in a form this version does not know.
    ///
    /// # Safety
    /// `raw` keeps the header's promises for as long as `'a`.
    pub(crate) unsafe fn from_raw(raw: &'a abi::Pixels) -> Option<Self> {
        let (width, height) = (raw.width as usize, raw.height as usize);
        let bytes = raw.stride.checked_mul(height)?;
        let is_known = raw.format == abi::PIXELS_RGB8 && raw.stride >= width.checked_mul(3)?;
        if !is_known || raw.data.is_null() {
            return None;
        }
        // SAFETY: the host's pixels are `stride * height` bytes.
        let data = unsafe { std::slice::from_raw_parts(raw.data, bytes) };
        Some(Self { width, height, stride: raw.stride, data })
    }

    /// Pixels across.
    pub fn width(self) -> usize {
        self.width
    }

    /// Pixels down.
    pub fn height(self) -> usize {
        self.height
    }

    /// The pixel at `x`, `y` as red, green, blue.
    pub fn get(self, x: usize, y: usize) -> Option<[u8; 3]> {
        if x >= self.width || y >= self.height {
            return None;
        }
        let at = y * self.stride + x * 3;
        self.data.get(at..at + 3)?.try_into().ok()
    }

    /// All pixels, row by row, as red, green, blue.
    pub fn iter(self) -> impl Iterator<Item = [u8; 3]> + 'a {
        let rows = self.data.chunks_exact(self.stride.max(1));
        rows.flat_map(move |row| {
            row[..self.width * 3].chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2]])
        })
    }
}
