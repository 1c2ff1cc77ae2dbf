//! The ways pictures and files are spoilt in real datasets, on purpose.
//!
//! Every function is a pure one from pictures to pictures or bytes, so that a test can spoil the same picture in
//! several ways and know exactly what it should hear about.

mod formats;
mod icc;
mod jpeg;

use image::imageops::{self, FilterType};
use image::{Rgba, RgbaImage};

pub use formats::{apng, gif, grey8_png, grey16_png, png, png_with_alpha, png_with_profile, webp};
pub use icc::wide_gamut_profile;
pub use jpeg::{cmyk_jpeg, jpeg, with_orientation};

/// The picture at another size.
pub fn scaled(picture: &RgbaImage, width: u32, height: u32) -> RgbaImage {
    imageops::resize(picture, width, height, FilterType::Lanczos3)
}

/// The picture enlarged without smoothing, as by a careless tool.
pub fn enlarged(picture: &RgbaImage, width: u32, height: u32) -> RgbaImage {
    imageops::resize(picture, width, height, FilterType::Nearest)
}

/// The part of the picture from (`x`, `y`), `width` by `height` pixels, cut off at the picture's edge.
pub fn cropped(picture: &RgbaImage, x: u32, y: u32, width: u32, height: u32) -> RgbaImage {
    imageops::crop_imm(picture, x, y, width, height).to_image()
}

/// The picture, left and right exchanged.
pub fn mirrored(picture: &RgbaImage) -> RgbaImage {
    imageops::flip_horizontal(picture)
}

/// The picture turned a quarter counter-clockwise: with orientation 6 in its metadata a viewer shows it upright again.
pub fn turned(picture: &RgbaImage) -> RgbaImage {
    imageops::rotate270(picture)
}

/// The picture out of focus by `sigma` pixels.
pub fn blurred(picture: &RgbaImage, sigma: f32) -> RgbaImage {
    imageops::blur(picture, sigma)
}

/// The picture with black bars of `share` of its height at top and bottom, its size kept.
pub fn letterboxed(picture: &RgbaImage, share: f64) -> RgbaImage {
    let bar = (f64::from(picture.height()) * share) as u32;
    let mut boxed = picture.clone();
    for (_, y, pixel) in boxed.enumerate_pixels_mut() {
        if y < bar || y >= picture.height() - bar {
            *pixel = Rgba([0, 0, 0, 255]);
        }
    }
    boxed
}

/// The picture with every pixel of the given colour made transparent, and another colour hidden under it.
pub fn cut_out(picture: &RgbaImage, backdrop: [u8; 3], hidden: [u8; 3]) -> RgbaImage {
    let mut cut = picture.clone();
    for pixel in cut.pixels_mut() {
        if pixel.0[..3] == backdrop {
            let [red, green, blue] = hidden;
            *pixel = Rgba([red, green, blue, 0]);
        }
    }
    cut
}

/// The first `share` of a file: what an interrupted download leaves.
pub fn truncated(bytes: &[u8], share: f64) -> Vec<u8> {
    let keep = (bytes.len() as f64 * share.clamp(0.0, 1.0)) as usize;
    bytes[..keep.min(bytes.len())].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Puppet;

    #[test]
    fn mirroring_twice_changes_nothing() {
        let picture = Puppet::default().render(64, 64);
        assert_eq!(mirrored(&mirrored(&picture)), picture);
    }

    #[test]
    fn a_cut_out_hides_its_colour_under_full_transparency() {
        let picture = Puppet::default().render(64, 64);
        let cut = cut_out(&picture, [238, 236, 232], [255, 0, 255]);
        assert_eq!(cut.get_pixel(0, 0).0, [255, 0, 255, 0]);
        assert_eq!(cut.get_pixel(32, 32).0[3], 255);
    }

    #[test]
    fn half_a_file_is_half_a_file() {
        assert_eq!(truncated(&[1, 2, 3, 4], 0.5), [1, 2]);
    }
}
