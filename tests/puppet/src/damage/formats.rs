//! Encoders for everything but JPEG. They write to memory and cannot fail on a picture that has pixels.

use std::io::Cursor;

use image::codecs::gif::{GifEncoder, Repeat};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::codecs::webp::WebPEncoder;
use image::{
    Delay, DynamicImage, ExtendedColorType, Frame, ImageBuffer, ImageEncoder, Luma, RgbaImage,
};

/// Why writing a picture to memory is expected to work.
const IN_MEMORY: &str = "a picture with pixels can be encoded to memory";

/// A PNG without alpha, well compressed.
pub fn png(picture: &RgbaImage) -> Vec<u8> {
    encode_png(&DynamicImage::from(picture.clone()).to_rgb8().into(), None)
}

/// A PNG with its alpha channel.
pub fn png_with_alpha(picture: &RgbaImage) -> Vec<u8> {
    encode_png(&picture.clone().into(), None)
}

/// A PNG without alpha that carries a colour profile.
pub fn png_with_profile(picture: &RgbaImage, profile: Vec<u8>) -> Vec<u8> {
    encode_png(&DynamicImage::from(picture.clone()).to_rgb8().into(), Some(profile))
}

/// A PNG of 8 bits of grey a pixel.
pub fn grey8_png(picture: RgbaImage) -> Vec<u8> {
    encode_png(&DynamicImage::from(picture).to_luma8().into(), None)
}

/// A PNG of 16 bits of grey a pixel.
pub fn grey16_png(picture: &RgbaImage) -> Vec<u8> {
    let grey: ImageBuffer<Luma<u16>, Vec<u16>> = DynamicImage::from(picture.clone()).to_luma16();
    encode_png(&grey.into(), None)
}

fn encode_png(picture: &DynamicImage, profile: Option<Vec<u8>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile).expect("PNG carries colour profiles");
    }
    picture.write_with_encoder(encoder).expect(IN_MEMORY);
    bytes
}

/// A lossless WebP without alpha.
///
/// # Panics
/// When the picture has no pixels.
pub fn webp(picture: &RgbaImage) -> Vec<u8> {
    let rgb = DynamicImage::from(picture.clone()).to_rgb8();
    let mut bytes = Vec::new();
    WebPEncoder::new_lossless(&mut bytes)
        .write_image(&rgb, rgb.width(), rgb.height(), ExtendedColorType::Rgb8)
        .expect(IN_MEMORY);
    bytes
}

/// An endless GIF of the frames.
///
/// # Panics
/// When a frame has no pixels.
pub fn gif(frames: &[RgbaImage]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    encoder.set_repeat(Repeat::Infinite).expect(IN_MEMORY);
    for frame in frames {
        let delay = Delay::from_numer_denom_ms(200, 1);
        encoder.encode_frame(Frame::from_parts(frame.clone(), 0, 0, delay)).expect(IN_MEMORY);
    }
    drop(encoder);
    bytes
}

/// An animated PNG of the frames; no bytes when there is none.
///
/// # Panics
/// When the frames are not of one size, or have no pixels.
pub fn apng(frames: &[RgbaImage]) -> Vec<u8> {
    let Some(first) = frames.first() else { return Vec::new() };
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = png::Encoder::new(&mut bytes, first.width(), first.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    encoder.set_animated(frames.len() as u32, 0).expect(IN_MEMORY);
    encoder.set_frame_delay(1, 5).expect(IN_MEMORY);
    let mut writer = encoder.write_header().expect(IN_MEMORY);
    for frame in frames {
        let rgb = DynamicImage::from(frame.clone()).to_rgb8();
        writer.write_image_data(&rgb).expect(IN_MEMORY);
    }
    writer.finish().expect(IN_MEMORY);
    bytes.into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Puppet;

    #[test]
    fn every_format_is_known_by_its_content() {
        let picture = Puppet::default().render(32, 32);
        let frames = [picture.clone(), picture.clone()];
        for (bytes, format) in [
            (png(&picture), image::ImageFormat::Png),
            (grey16_png(&picture), image::ImageFormat::Png),
            (apng(&frames), image::ImageFormat::Png),
            (webp(&picture), image::ImageFormat::WebP),
            (gif(&frames), image::ImageFormat::Gif),
        ] {
            assert_eq!(image::guess_format(&bytes).unwrap(), format);
            assert!(image::load_from_memory(&bytes).is_ok(), "{format:?}");
        }
    }
}
