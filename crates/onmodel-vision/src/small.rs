//! A picture shrunk for whoever wants to look at its pixels: upright, on white.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use image::metadata::Orientation;
use image::{DynamicImage, ImageReader, Limits, RgbImage, imageops};

use crate::decode::MAX_FRAME_BYTES;
use crate::probe::probe;
use crate::{Header, MAX_PIXELS};

/// A small picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Small {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Red, green and blue of each pixel, row by row.
    pub rgb: Vec<u8>,
}

/// The picture in a file, shrunk until its longer side is at most `side` pixels. `None` where the file
/// holds none that can be decoded: an [`Examiner`](crate::Examiner) says why.
pub fn small(path: &Path, side: u32) -> Option<Small> {
    let content = crate::read::read(path).ok()?;
    let header = probe(&content.bytes).ok()?;
    if header.size.pixels() > MAX_PIXELS || content.length > content.bytes.len() as u64 {
        return None;
    }
    // A decoder that panics on a damaged file must not take the run with it.
    catch_unwind(AssertUnwindSafe(|| shrunk(&content.bytes, &header, side))).ok().flatten()
}

fn shrunk(bytes: &[u8], header: &Header, side: u32) -> Option<Small> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_FRAME_BYTES);
    reader.limits(limits);
    let picture = on_white(reader.decode().ok()?);
    let scale = f64::from(side) / f64::from(picture.width().max(picture.height()).max(1));
    let shrink = |length: u32| ((f64::from(length) * scale).round() as u32).clamp(1, side);
    let picture = if scale < 1.0 {
        imageops::thumbnail(&picture, shrink(picture.width()), shrink(picture.height()))
    } else {
        picture
    };
    let mut picture = DynamicImage::ImageRgb8(picture);
    picture.apply_orientation(
        Orientation::from_exif(header.orientation.0).unwrap_or(Orientation::NoTransforms),
    );
    let picture = picture.into_rgb8();
    Some(Small { width: picture.width(), height: picture.height(), rgb: picture.into_raw() })
}

/// What is transparent shows white.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0;
        let alpha = u32::from(alpha);
        let mix = |value: u8| ((u32::from(value) * alpha + 255 * (255 - alpha)) / 255) as u8;
        image::Rgb([mix(red), mix(green), mix(blue)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(picture: &DynamicImage) -> tempfile::NamedTempFile {
        let file = tempfile::Builder::new().suffix(".png").tempfile().expect("a file");
        picture.save(file.path()).expect("a picture");
        file
    }

    #[test]
    fn the_longer_side_is_shrunk_and_transparency_is_white() {
        let picture = image::RgbaImage::from_pixel(600, 300, image::Rgba([10, 20, 30, 0]));
        let small = small(written(&picture.into()).path(), 256).expect("it can be decoded");
        assert_eq!((small.width, small.height), (256, 128));
        assert_eq!(small.rgb.len(), 256 * 128 * 3);
        assert!(small.rgb.iter().all(|value| *value == 255));
    }

    #[test]
    fn a_small_picture_stays_as_it_is() {
        let picture = RgbImage::from_fn(3, 2, |x, y| image::Rgb([x as u8, y as u8, 7]));
        let small = small(written(&picture.clone().into()).path(), 256).expect("it can be decoded");
        assert_eq!(small, Small { width: 3, height: 2, rgb: picture.into_raw() });
    }

    #[test]
    fn what_is_no_picture_gives_none() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), "not a picture").expect("written");
        assert_eq!(small(file.path(), 256), None);
    }
}
