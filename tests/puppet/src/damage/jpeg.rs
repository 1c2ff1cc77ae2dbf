//! JPEG files: ordinary ones, ones with an orientation, and CMYK ones.

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, GrayImage, RgbaImage};

/// A JPEG at the given quality (1 to 100).
///
/// # Panics
/// When the picture has no pixels, or more than 65,535 a side.
pub fn jpeg(picture: &RgbaImage, quality: u8) -> Vec<u8> {
    let rgb = DynamicImage::from(picture.clone()).to_rgb8();
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode(&rgb, rgb.width(), rgb.height(), ExtendedColorType::Rgb8)
        .expect("a picture with pixels can be encoded to memory");
    bytes
}

/// The JPEG with an EXIF block that says which way up it is to be shown (1 to 8).
pub fn with_orientation(jpeg: &[u8], orientation: u16) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01".to_vec();
    exif.extend_from_slice(&[0x01, 0x12, 0, 3, 0, 0, 0, 1]); // the orientation tag: one short
    exif.extend_from_slice(&orientation.to_be_bytes());
    exif.extend_from_slice(&[0, 0, 0, 0, 0, 0]);
    let (start, rest) = jpeg.split_at(2.min(jpeg.len()));
    [start, &segment(0xE1, &exif), rest].concat()
}

/// The picture as a print shop's JPEG: four inks, inverted as Adobe's programs write them.
///
/// Each ink is encoded as a grey JPEG; the four have the same tables, so their scans can stand one after the other
/// in one file.
pub fn cmyk_jpeg(picture: &RgbaImage, quality: u8) -> Vec<u8> {
    let inks = separate(picture).map(|ink| grey_jpeg(&ink, quality));
    let Some(tables) = Segments::of(&inks[0]) else { return Vec::new() };
    let mut file = vec![0xFF, 0xD8];
    file.extend(segment(0xEE, b"Adobe\0\x64\0\0\0\0\0"));
    for (marker, body) in tables.filter(|(marker, _)| matches!(marker, 0xDB | 0xC4)) {
        file.extend(segment(marker, body));
    }
    file.extend(segment(0xC0, &frame_header(picture.width() as u16, picture.height() as u16)));
    for (id, ink) in (1_u8..).zip(&inks) {
        file.extend(segment(0xDA, &[1, id, 0, 0, 63, 0]));
        file.extend_from_slice(scan_of(ink));
    }
    file.extend([0xFF, 0xD9]);
    file
}

/// Cyan, magenta, yellow and black, 255 meaning no ink.
fn separate(picture: &RgbaImage) -> [GrayImage; 4] {
    let black = |x: u32, y: u32| {
        let [red, green, blue, _] = picture.get_pixel(x, y).0;
        red.max(green).max(blue)
    };
    let ink = |channel: usize| {
        GrayImage::from_fn(picture.width(), picture.height(), |x, y| {
            let share =
                f64::from(picture.get_pixel(x, y).0[channel]) / f64::from(black(x, y).max(1));
            image::Luma([(share * 255.0).round() as u8])
        })
    };
    let key =
        GrayImage::from_fn(picture.width(), picture.height(), |x, y| image::Luma([black(x, y)]));
    [ink(0), ink(1), ink(2), key]
}

fn grey_jpeg(ink: &GrayImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode(ink, ink.width(), ink.height(), ExtendedColorType::L8)
        .expect("a picture with pixels can be encoded to memory");
    bytes
}

/// Baseline, eight bits, four components that are all sampled once and use the first quantisation table.
fn frame_header(width: u16, height: u16) -> Vec<u8> {
    let [wide_high, wide_low] = width.to_be_bytes();
    let [tall_high, tall_low] = height.to_be_bytes();
    let mut body = vec![8, tall_high, tall_low, wide_high, wide_low, 4];
    for id in 1..=4 {
        body.extend([id, 0x11, 0]);
    }
    body
}

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u16 + 2).to_be_bytes();
    [&[0xFF, marker], &length[..], body].concat()
}

/// A JPEG's segments up to its first scan.
struct Segments<'a> {
    rest: &'a [u8],
}

impl<'a> Segments<'a> {
    fn of(jpeg: &'a [u8]) -> Option<Self> {
        jpeg.strip_prefix(&[0xFF, 0xD8]).map(|rest| Self { rest })
    }
}

impl<'a> Iterator for Segments<'a> {
    type Item = (u8, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let &[0xFF, marker, high, low, ref rest @ ..] = self.rest else { return None };
        let length = usize::from(u16::from_be_bytes([high, low])).checked_sub(2)?;
        let (body, rest) = rest.split_at_checked(length)?;
        self.rest = if marker == 0xDA { &[] } else { rest };
        Some((marker, body))
    }
}

/// The compressed data of a JPEG with a single scan.
fn scan_of(jpeg: &[u8]) -> &[u8] {
    let Some(segments) = Segments::of(jpeg) else { return &[] };
    let headers: usize = segments.map(|(_, body)| body.len() + 4).sum();
    jpeg.get(2 + headers..jpeg.len() - 2).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Puppet;

    #[test]
    fn a_cmyk_jpeg_decodes_to_nearly_the_same_picture() {
        let picture = Puppet::default().render(96, 96);
        let decoded = image::load_from_memory(&cmyk_jpeg(&picture, 95)).unwrap().to_rgb8();
        let off = decoded.pixels().zip(picture.pixels()).map(|(a, b)| a.0[0].abs_diff(b.0[0]));
        assert!(off.map(u64::from).sum::<u64>() < 96 * 96 * 12);
    }

    #[test]
    fn an_orientation_is_read_back() {
        use image::ImageDecoder as _;
        let bytes = with_orientation(&jpeg(&Puppet::default().render(32, 32), 80), 6);
        let mut decoder = image::ImageReader::new(std::io::Cursor::new(bytes))
            .with_guessed_format()
            .unwrap()
            .into_decoder()
            .unwrap();
        assert_eq!(decoder.orientation().unwrap().to_exif(), 6);
    }
}
