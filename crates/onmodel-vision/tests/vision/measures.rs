//! What is measured on pixels.

use image::imageops::FilterType;
use image::{DynamicImage, Rgb, RgbImage, Rgba, RgbaImage};
use onmodel_vision::{Border, Quality};

use crate::pictures::{figure, jpeg, picture, png, seen};

fn quality(image: &DynamicImage) -> Quality {
    seen(&png(image)).quality
}

#[test]
fn a_small_picture_blown_up_is_seen() {
    let image = picture(7, 1024);
    assert!(quality(&image).enlarged < 2.0);
    let small = image.resize(128, 128, FilterType::Lanczos3);
    for filter in [FilterType::Triangle, FilterType::CatmullRom, FilterType::Lanczos3] {
        assert!(quality(&small.resize(1024, 1024, filter)).enlarged > 4.0, "{filter:?}");
    }
}

#[test]
fn a_blurred_picture_is_less_sharp() {
    let image = picture(7, 512);
    assert!(quality(&image.fast_blur(6.0)).sharpness < quality(&image).sharpness / 3.0);
}

#[test]
fn heavy_compression_leaves_a_grid() {
    let image = picture(7, 512).fast_blur(3.0);
    assert!(quality(&image).blockiness < 1.3);
    assert!(seen(&jpeg(&image, 5)).quality.blockiness > 1.8);
}

#[test]
fn light_and_dark_are_told() {
    let flat = |level: u8| quality(&RgbImage::from_pixel(64, 64, Rgb([level; 3])).into());
    assert_eq!((flat(0).dark, flat(0).bright, flat(0).spread), (1.0, 0.0, 0.0));
    assert_eq!((flat(255).dark, flat(255).bright, flat(255).mean), (0.0, 1.0, 255.0));
}

#[test]
fn a_hidden_colour_is_found() {
    let image = RgbaImage::from_fn(10, 10, |x, _| {
        if x < 5 { Rgba([255, 0, 255, 0]) } else { Rgba([9, 9, 9, 255]) }
    });
    let alpha = seen(&png(&image.into())).alpha.unwrap();
    assert_eq!((alpha.transparent, alpha.changed, alpha.hidden), (0.5, 0.5, [255, 0, 255]));
    let harmless = RgbaImage::from_pixel(10, 10, Rgba([255, 255, 255, 0]));
    assert_eq!(seen(&png(&harmless.into())).alpha.unwrap().changed, 0.0);
    assert_eq!(seen(&png(&picture(1, 10).to_rgba8().into())).alpha, None);
}

fn framed(
    image: &DynamicImage,
    [left, top, right, bottom]: [u32; 4],
    colour: [u8; 3],
) -> DynamicImage {
    let size = (image.width() + left + right, image.height() + top + bottom);
    let mut frame = DynamicImage::from(RgbImage::from_pixel(size.0, size.1, Rgb(colour)));
    image::imageops::overlay(&mut frame, image, left.into(), top.into());
    frame
}

#[test]
fn bars_are_measured_to_the_pixel() {
    let image = picture(8, 300).brighten(40);
    for sides in [[0, 40, 0, 40], [33, 0, 31, 0], [20, 20, 20, 20]] {
        let [left, top, right, bottom] = sides;
        let expected = Border { left, top, right, bottom, colour: [0; 3] };
        assert_eq!(seen(&png(&framed(&image, sides, [0; 3]))).border, Some(expected));
    }
}

#[test]
fn a_figure_on_a_plain_ground_has_no_border() {
    for pose in 0..9 {
        assert_eq!(seen(&png(&figure(pose, 256))).border, None, "pose {pose}");
    }
    assert_eq!(seen(&png(&picture(9, 256))).border, None);
    assert_eq!(seen(&png(&RgbImage::from_pixel(64, 64, Rgb([200; 3])).into())).border, None);
}
