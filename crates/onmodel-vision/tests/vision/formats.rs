//! Headers as they are, whatever the format.

use image::ImageFormat::{self, Bmp, Gif, Png, Tiff, WebP};
use image::{DynamicImage, ImageBuffer, Luma, Rgb, Rgba};
use onmodel_vision::probe::probe;
use onmodel_vision::{ColourMode, Format, Look, NotDecoded, Orientation, Profile, Size};

use crate::pictures::{encoded, jpeg, look, picture, png, seen, turned_jpeg, with_chunk};

#[test]
fn formats_are_known_by_content() {
    let image = picture(3, 48);
    let cases: [(ImageFormat, Format); 5] = [
        (Png, Format::Png),
        (WebP, Format::WebP),
        (Gif, Format::Gif),
        (Bmp, Format::Bmp),
        (Tiff, Format::Tiff),
    ];
    for (written, read) in cases {
        let header = probe(&encoded(&image, written)).unwrap();
        assert_eq!((header.format, header.size), (read, Size { width: 48, height: 48 }));
        assert_eq!((header.frames, header.bits), (1, 8));
    }
    assert_eq!(probe(&jpeg(&image, 90)).unwrap().format, Format::Jpeg);
}

#[test]
fn equal_pixels_have_one_digest_in_every_lossless_format() {
    let image = picture(3, 48);
    let digest = seen(&png(&image)).digest;
    for format in [WebP, Bmp, Tiff] {
        assert_eq!(seen(&encoded(&image, format)).digest, digest, "{format:?}");
    }
    assert_eq!(seen(&png(&image.to_rgba8().into())).digest, digest, "an opaque alpha channel");
    assert_ne!(seen(&png(&picture(4, 48))).digest, digest);
}

#[test]
fn colour_modes_and_depths_are_read() {
    let cases: [(DynamicImage, ColourMode, u8, bool); 4] = [
        (ImageBuffer::from_pixel(9, 9, Luma([9u8])).into(), ColourMode::Grey, 8, false),
        (ImageBuffer::from_pixel(9, 9, Luma([999u16])).into(), ColourMode::Grey, 16, false),
        (ImageBuffer::from_pixel(9, 9, Rgb([999u16; 3])).into(), ColourMode::Rgb, 16, false),
        (ImageBuffer::from_pixel(9, 9, Rgba([9u8; 4])).into(), ColourMode::Rgba, 8, true),
    ];
    for (image, colour, bits, alpha) in cases {
        let header = probe(&png(&image)).unwrap();
        assert_eq!((header.colour, header.bits, header.alpha), (colour, bits, alpha));
    }
}

#[test]
fn a_16_bit_picture_looks_like_its_8_bit_twin() {
    let image = picture(5, 96);
    let deep = DynamicImage::from(image.to_rgb16());
    assert_eq!(seen(&png(&deep)).hash, seen(&png(&image)).hash);
}

#[test]
fn a_turned_picture_is_measured_upright() {
    let image = picture(6, 96);
    let upright = seen(&png(&image));
    let stored = [
        image.fliph(),
        image.rotate180(),
        image.flipv(),
        image.rotate90().fliph(),
        image.rotate270(),
    ];
    for (stored, orientation) in stored.iter().zip([2, 3, 4, 5, 6]) {
        let bytes = turned_jpeg(stored, orientation);
        assert_eq!(probe(&bytes).unwrap().orientation, Orientation(orientation));
        let distance = seen(&bytes).hash.distance(upright.hash);
        assert!(distance <= 4, "orientation {orientation}: {distance}");
    }
    for (stored, orientation) in [(image.rotate270().fliph(), 7), (image.rotate90(), 8)] {
        let distance = seen(&turned_jpeg(&stored, orientation)).hash.distance(upright.hash);
        assert!(distance <= 4, "orientation {orientation}: {distance}");
    }
}

#[test]
fn an_orientation_that_does_not_exist_means_upright() {
    assert_eq!(probe(&turned_jpeg(&picture(6, 32), 9)).unwrap().orientation, Orientation::UPRIGHT);
}

#[test]
fn animations_are_counted() {
    let mut file = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut file);
    encoder
        .encode_frames((0..3).map(|seed| image::Frame::new(picture(seed, 24).into_rgba8())))
        .unwrap();
    drop(encoder);
    assert_eq!(probe(&file).unwrap().frames, 3);
    let apng = with_chunk(png(&picture(1, 24)), *b"acTL", &[0, 0, 0, 7, 0, 0, 0, 0]);
    assert_eq!(probe(&apng).unwrap().frames, 7);
}

#[test]
fn a_profile_is_named_unless_it_is_srgb() {
    assert_eq!(probe(&png(&picture(1, 24))).unwrap().profile, Profile::Srgb);
    for (name, profile) in
        [("Display P3", Profile::Other("Display P3".into())), ("sRGB built-in", Profile::Srgb)]
    {
        let mut icc = vec![0; 128];
        icc.extend(1u32.to_be_bytes());
        icc.extend(b"desc");
        icc.extend(144u32.to_be_bytes());
        icc.extend((13 + name.len() as u32).to_be_bytes());
        icc.extend(b"desc\0\0\0\0");
        icc.extend((name.len() as u32 + 1).to_be_bytes());
        icc.extend(name.bytes().chain([0]));
        let mut segment = b"\xff\xe2".to_vec();
        segment.extend((16 + icc.len() as u16).to_be_bytes());
        segment.extend(b"ICC_PROFILE\0\x01\x01");
        segment.extend(icc);
        let mut file = jpeg(&picture(1, 24), 90);
        file.splice(2..2, segment);
        assert_eq!(probe(&file).unwrap().profile, profile);
    }
}

#[test]
fn avif_heic_and_jxl_are_sized_only() {
    let boxed = |brand: &[u8]| {
        let ispe = b"\0\0\0\x14ispe\0\0\0\0\0\0\x05\0\0\0\x04\0";
        let nest = |name: &[u8], head: &[u8], inner: &[u8]| {
            let length = (8 + head.len() + inner.len()) as u32;
            [&length.to_be_bytes()[..], name, head, inner].concat()
        };
        let meta = nest(b"meta", &[0; 4], &nest(b"iprp", &[], &nest(b"ipco", &[], ispe)));
        [nest(b"ftyp", brand, &[0; 4]), meta].concat()
    };
    let size = Size { width: 1280, height: 1024 };
    for (bytes, format) in [(boxed(b"avif"), Format::Avif), (boxed(b"heic"), Format::Heic)] {
        assert!(
            matches!(look(&bytes), Look::Sized(header, NotDecoded::Format) if (header.format, header.size) == (format, size))
        );
    }
    // Not small, height 256 in 9 bits, ratio 1:1.
    let jxl = [0xff, 0x0a, 0b1111_1000, 0b1100_0111 & 0b0000_0111 | 0b0001_0000, 0];
    let header = probe(&jxl).unwrap();
    assert_eq!(header.format, Format::Jxl);
    assert_eq!(header.size.width, header.size.height);
}
