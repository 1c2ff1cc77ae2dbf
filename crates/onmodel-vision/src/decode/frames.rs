//! WebP, GIF, BMP and TIFF through `image`: the first frame, whole.

use std::io::{Cursor, ErrorKind};

use image::error::ImageError;
use image::{DynamicImage, ImageFormat, ImageReader, Limits};

use super::{Budget, MAX_FRAME_BYTES, Refusal, damaged, feed, truncated};
use crate::survey::{Layout, Survey};
use crate::{ColourMode, Format, Header, NotDecoded, PixelFacts};

pub(super) fn survey(
    bytes: &[u8],
    header: &Header,
    budget: &Budget,
) -> Result<PixelFacts, Refusal> {
    let needed = frame_bytes(header);
    if needed > MAX_FRAME_BYTES {
        return Err(Refusal::Not(NotDecoded::TooLarge));
    }
    let _share = budget.take(needed);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format(header.format)?);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_FRAME_BYTES);
    reader.limits(limits);
    let picture = reader.decode().map_err(refusal)?;
    let actual = (picture.width(), picture.height());
    if actual != (header.size.width, header.size.height) {
        return Err(damaged(&"its parts name different sizes").into());
    }
    let (layout, samples) = eight_bits(picture);
    Ok(feed(Survey::new(header, layout), &samples, header.size.width as usize * layout.channels()))
}

fn format(format: Format) -> Result<ImageFormat, Refusal> {
    match format {
        Format::WebP => Ok(ImageFormat::WebP),
        Format::Gif => Ok(ImageFormat::Gif),
        Format::Bmp => Ok(ImageFormat::Bmp),
        Format::Tiff => Ok(ImageFormat::Tiff),
        _ => Err(Refusal::Not(NotDecoded::Format)),
    }
}

/// What decoder and frame take together, at most: two copies of four channels.
fn frame_bytes(header: &Header) -> u64 {
    let channels = if header.colour == ColourMode::Grey { 1 } else { 4 };
    header.size.pixels() * channels * u64::from(header.bits.div_ceil(8).max(1))
}

fn eight_bits(picture: DynamicImage) -> (Layout, Vec<u8>) {
    match picture {
        DynamicImage::ImageLuma8(frame) => (Layout::Grey, frame.into_raw()),
        DynamicImage::ImageLumaA8(frame) => (Layout::GreyAlpha, frame.into_raw()),
        DynamicImage::ImageRgb8(frame) => (Layout::Rgb, frame.into_raw()),
        DynamicImage::ImageRgba8(frame) => (Layout::Rgba, frame.into_raw()),
        other if other.color().has_alpha() => (Layout::Rgba, other.into_rgba8().into_raw()),
        other => (Layout::Rgb, other.into_rgb8().into_raw()),
    }
}

fn refusal(error: ImageError) -> Refusal {
    match error {
        ImageError::Limits(_) => Refusal::Not(NotDecoded::TooLarge),
        ImageError::Unsupported(_) => Refusal::Not(NotDecoded::Format),
        ImageError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => {
            truncated(None).into()
        }
        error => damaged(&error).into(),
    }
}
