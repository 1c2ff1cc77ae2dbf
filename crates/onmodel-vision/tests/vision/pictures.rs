//! Pictures to test with, drawn and encoded on the spot.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use onmodel_vision::decode::{Budget, decode};
use onmodel_vision::probe::probe;
use onmodel_vision::{ContentId, Fault, ImageFacts, Look, PixelFacts};

/// A stream of numbers, the same for the same seed (xorshift).
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn next(&mut self, below: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as u32 % below
    }
}

/// A picture of shapes on a shaded ground, another for every seed.
pub(crate) fn picture(seed: u64, side: u32) -> DynamicImage {
    let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    for _ in 0..8 {
        numbers.next(2);
    }
    let ground: [u32; 6] = std::array::from_fn(|_| numbers.next(200));
    let mut image = RgbImage::from_fn(side, side, |x, y| {
        let shade = |a: u32, b: u32| ((a * (side - x) + b * y) / side).min(255) as u8;
        Rgb([shade(ground[0], ground[1]), shade(ground[2], ground[3]), shade(ground[4], ground[5])])
    });
    for _ in 0..14 {
        let colour = Rgb(std::array::from_fn(|_| numbers.next(256) as u8));
        let (x, y, radius) =
            (numbers.next(side), numbers.next(side), side / 24 + numbers.next(side / 5));
        disc(&mut image, [x, y], radius, colour);
    }
    image.into()
}

/// A figure of a few strokes on white; the arms move with the pose.
pub(crate) fn figure(pose: u32, side: u32) -> DynamicImage {
    let mut image = RgbImage::from_pixel(side, side, Rgb([255; 3]));
    let unit = side / 16;
    disc(&mut image, [8 * unit, 4 * unit], 2 * unit, Rgb([230, 180, 150]));
    for step in 0..40 {
        disc(&mut image, [8 * unit, 6 * unit + step * unit / 8], unit, Rgb([40, 60, 160]));
        let reach = step * unit / 9;
        let [left, right] = [pose % 3, pose / 3 % 3].map(|arm| match arm {
            0 => 7 * unit + reach,
            1 => 7 * unit,
            _ => (7 * unit).saturating_sub(reach),
        });
        disc(&mut image, [8 * unit - reach, left], unit * 3 / 4, Rgb([30, 40, 120]));
        disc(&mut image, [8 * unit + reach, right], unit * 3 / 4, Rgb([30, 40, 120]));
    }
    image.into()
}

fn disc(image: &mut RgbImage, [x, y]: [u32; 2], radius: u32, colour: Rgb<u8>) {
    for row in y.saturating_sub(radius)..(y + radius).min(image.height()) {
        for column in x.saturating_sub(radius)..(x + radius).min(image.width()) {
            if column.abs_diff(x).pow(2) + row.abs_diff(y).pow(2) < radius * radius {
                image.put_pixel(column, row, colour);
            }
        }
    }
}

pub(crate) fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, format).unwrap();
    file.into_inner()
}

pub(crate) fn png(image: &DynamicImage) -> Vec<u8> {
    encoded(image, ImageFormat::Png)
}

pub(crate) fn jpeg(image: &DynamicImage, quality: u8) -> Vec<u8> {
    let mut file = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut file, quality);
    image.to_rgb8().write_with_encoder(encoder).unwrap();
    file
}

/// A JPEG with this EXIF orientation.
pub(crate) fn turned_jpeg(image: &DynamicImage, orientation: u8) -> Vec<u8> {
    let mut exif =
        b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    let mut file = jpeg(image, 95);
    file.splice(2..2, exif);
    file
}

/// Chunks put into a PNG before its data, with right checksums.
pub(crate) fn with_chunk(mut png: Vec<u8>, name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut chunk = (data.len() as u32).to_be_bytes().to_vec();
    chunk.extend(name);
    chunk.extend(data);
    chunk.extend(crc(&chunk[4..]).to_be_bytes());
    png.splice(33..33, chunk);
    png
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 }
        })
    })
}

/// A PNG header chunk alone, of any size.
pub(crate) fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut data = [width.to_be_bytes(), height.to_be_bytes()].concat();
    data.extend([8, 2, 0, 0, 0]);
    file.extend(13u32.to_be_bytes());
    file.extend(b"IHDR");
    file.extend(&data);
    let checksum = crc(&file[12..]);
    file.extend(checksum.to_be_bytes());
    file
}

pub(crate) fn look(bytes: &[u8]) -> Look {
    match probe(bytes) {
        Ok(header) => decode(bytes, header, &Budget::default()),
        Err(fault) => Look::Broken(None, fault),
    }
}

pub(crate) fn facts(bytes: &[u8]) -> ImageFacts {
    ImageFacts { content: ContentId::of(bytes), bytes: bytes.len() as u64, look: look(bytes) }
}

pub(crate) fn seen(bytes: &[u8]) -> PixelFacts {
    match look(bytes) {
        Look::Seen(_, pixels) => pixels,
        other => panic!("not seen: {other:?}"),
    }
}

pub(crate) fn fault(bytes: &[u8]) -> Fault {
    match look(bytes) {
        Look::Broken(_, fault) => fault,
        other => panic!("nothing wrong: {other:?}"),
    }
}
