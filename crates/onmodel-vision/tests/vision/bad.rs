//! Bad input: each file gives a value that says what is wrong, none panics.

use image::ImageFormat::{Bmp, Gif, Tiff, WebP};
use onmodel_vision::FaultKind::{Damaged, Empty, NotAnImage, Truncated};
use onmodel_vision::probe::pointer;
use onmodel_vision::{Examiner, FaultKind, Look, NotDecoded};

use crate::pictures::{encoded, fault, jpeg, look, picture, png, png_header, with_chunk};

fn cut(mut bytes: Vec<u8>, share: f64) -> Vec<u8> {
    bytes.truncate((bytes.len() as f64 * share) as usize);
    bytes
}

fn without_last(mut bytes: Vec<u8>, count: usize) -> Vec<u8> {
    bytes.truncate(bytes.len() - count);
    bytes
}

fn flipped(mut bytes: Vec<u8>, at: usize) -> Vec<u8> {
    bytes[at] ^= 0x55;
    bytes
}

#[test]
fn every_bad_file_is_called_what_it_is() {
    let image = picture(1, 128);
    let data = png(&image).windows(4).position(|name| name == b"IDAT").unwrap() + 40;
    let cases: &[(&str, Vec<u8>, FaultKind)] = &[
        ("zero bytes", vec![], Empty),
        ("random bytes", (0..999u32).map(|at| ((at * at * 31) >> 3) as u8).collect(), NotAnImage),
        ("text", b"krstl, smiling".to_vec(), NotAnImage),
        ("a web page", b"<!DOCTYPE html><html>404".to_vec(), NotAnImage),
        ("a drawing", b"<?xml version='1.0'?>\n<svg xmlns=''/>".to_vec(), NotAnImage),
        ("half a JPEG", cut(jpeg(&image, 90), 0.5), Truncated),
        ("95 % of a JPEG", cut(jpeg(&image, 90), 0.95), Truncated),
        ("a JPEG without end", without_last(jpeg(&image, 90), 2), Truncated),
        ("a JPEG without its last byte", without_last(jpeg(&image, 90), 1), Truncated),
        ("a JPEG's header", cut(jpeg(&image, 90), 0.02), Truncated),
        ("half a PNG", cut(png(&image), 0.5), Truncated),
        ("a PNG without IEND", without_last(png(&image), 12), Truncated),
        ("a PNG's signature", png(&image)[..8].to_vec(), Truncated),
        ("a PNG with a wrong bit", flipped(png(&image), data), Damaged),
        ("a PNG with a wrong checksum", flipped(png(&image), png(&image).len() - 14), Damaged),
        ("a PNG of no size", png_header(0, 9), Damaged),
        ("a PNG's first chunk", png_header(9, 9), Truncated),
        ("half a WebP", cut(encoded(&image, WebP), 0.5), Truncated),
        ("half a GIF", cut(encoded(&image, Gif), 0.5), Truncated),
        ("half a BMP", cut(encoded(&image, Bmp), 0.5), Truncated),
        ("half a TIFF", cut(encoded(&image, Tiff), 0.5), Truncated),
    ];
    for (name, bytes, kind) in cases {
        let fault = fault(bytes);
        assert_eq!(fault.kind, *kind, "{name}: {}", fault.detail);
        assert!(!fault.detail.is_empty());
    }
}

#[test]
fn what_follows_a_jpeg_does_not_matter() {
    let mut bytes = jpeg(&picture(1, 64), 90);
    bytes.extend(jpeg(&picture(2, 64), 90));
    bytes.extend(b"litter");
    assert!(matches!(look(&bytes), Look::Seen(header, _) if header.frames == 1));
}

#[test]
fn a_decompression_bomb_is_sized_and_left_alone() {
    let bomb = png_header(20_000, 20_000);
    assert!(
        matches!(look(&bomb), Look::Sized(header, NotDecoded::TooLarge) if header.size.width == 20_000)
    );
}

#[test]
fn a_chunk_that_lies_about_its_length_is_no_panic() {
    let mut bytes = with_chunk(png(&picture(1, 16)), *b"tEXt", b"a\0b");
    bytes[33..37].copy_from_slice(&u32::MAX.to_be_bytes());
    assert!(matches!(look(&bytes), Look::Broken(..)));
}

#[test]
fn a_pointer_is_read_only_where_it_is_one() {
    let oid = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
    let text =
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize 12345\n");
    let (content, size) = pointer(text.as_bytes()).unwrap();
    assert_eq!((content.to_string().as_str(), size), (oid, 12345));
    assert_eq!(pointer(text.replace("4d7a", "4d7").as_bytes()), None);
    assert_eq!(pointer(text.replace("4d7a", "4dé").as_bytes()), None);
    assert_eq!(pointer(text.replace("size 12345", "size many").as_bytes()), None);
    assert_eq!(pointer(b"version https://example.org"), None);
}

#[test]
fn what_the_system_does_not_give_is_said_in_its_words() {
    let folder = tempfile::tempdir().unwrap();
    let examiner = Examiner::without_cache();
    let detail = |path: &std::path::Path| match &examiner.examine(path).look {
        Look::Broken(None, fault) if fault.kind == FaultKind::Unopenable => fault.detail.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(detail(folder.path()), "it is a folder with an image's name");
    assert!(detail(&folder.path().join("gone.png")).starts_with("it cannot be opened: "));
    #[cfg(unix)]
    {
        let link = folder.path().join("link.png");
        std::os::unix::fs::symlink("nowhere.png", &link).unwrap();
        assert_eq!(detail(&link), "it is a link to a file that is not there");
    }
}
