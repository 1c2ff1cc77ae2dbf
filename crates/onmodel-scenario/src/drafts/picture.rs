//! A picture as it is sent: shrunk, upright, on white, as JPEG.

use std::io::Cursor;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, Rgb, RgbImage, imageops};

/// The longest side in pixels of a picture that is sent to be described: what the models look at.
pub const LONGEST_SIDE: u32 = 1024;

/// Pixels along a side above which a file is not opened.
const LARGEST_SIDE: u32 = 16_384;
/// Bytes a decoder may take: a picture of that size.
const MOST_BYTES: u64 = 1 << 30;
/// Of 100: no artefact a describing model could take for something.
const QUALITY: u8 = 88;

/// Why a picture cannot be shown.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct PictureError(String);

/// The picture at `path` as a data URL, no side longer than [`LONGEST_SIDE`].
///
/// # Errors
/// It cannot be read or decoded.
pub fn data_url(path: &Path) -> Result<String, PictureError> {
    let bytes =
        std::fs::read(path).map_err(|error| PictureError(onmodel_dataset::words(&error)))?;
    Ok(as_data_url(&shrunk(&bytes, LONGEST_SIDE)?))
}

/// A JPEG as a data URL.
pub fn as_data_url(jpeg: &[u8]) -> String {
    format!("data:image/jpeg;base64,{}", STANDARD.encode(jpeg))
}

/// A picture as JPEG: upright, transparency on white, no side longer than `longest`.
///
/// # Errors
/// It cannot be decoded.
pub fn shrunk(bytes: &[u8], longest: u32) -> Result<Vec<u8>, PictureError> {
    let fault = |error: image::ImageError| PictureError(format!("cannot be decoded: {error}"));
    let upright = decoded(bytes).map_err(fault)?;
    let is_large = upright.width().max(upright.height()) > longest;
    let small = if is_large {
        upright.resize(longest, longest, imageops::FilterType::CatmullRom)
    } else {
        upright
    };
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    on_white(&small).write_with_encoder(encoder).map_err(fault)?;
    Ok(jpeg)
}

fn decoded(bytes: &[u8]) -> image::ImageResult<DynamicImage> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    limits.max_alloc = Some(MOST_BYTES);
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let mut out = RgbImage::new(picture.width(), picture.height());
    for (to, from) in out.pixels_mut().zip(picture.to_rgba8().pixels()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        let over = |channel: u32| ((channel * alpha + 255 * (255 - alpha)) / 255) as u8;
        *to = Rgb([over(red), over(green), over(blue)]);
    }
    out
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, Rgba, RgbaImage};

    use super::*;

    fn png(picture: &RgbaImage) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_large_picture_is_shrunk_and_a_small_one_keeps_its_size() {
        for (size, expected) in [((2048, 1024), (1024, 512)), ((300, 200), (300, 200))] {
            let bytes = png(&RgbaImage::from_pixel(size.0, size.1, Rgba([9, 9, 9, 255])));
            let jpeg = image::load_from_memory(&shrunk(&bytes, LONGEST_SIDE).unwrap()).unwrap();
            assert_eq!((jpeg.width(), jpeg.height()), expected);
        }
    }

    #[test]
    fn what_is_transparent_is_white() {
        let bytes = png(&RgbaImage::from_pixel(8, 8, Rgba([0, 0, 0, 0])));
        let jpeg = image::load_from_memory(&shrunk(&bytes, 64).unwrap()).unwrap().to_rgb8();
        assert!(jpeg.pixels().all(|pixel| pixel.0.iter().all(|channel| *channel > 250)));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert!(shrunk(b"not a picture", 64).is_err());
    }
}
