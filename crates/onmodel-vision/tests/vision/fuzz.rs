//! No bytes make the crate panic.

use std::sync::LazyLock;

use image::ImageFormat::{Bmp, Gif, Png, Tiff, WebP};
use onmodel_vision::decode::{Budget, decode};
use onmodel_vision::probe::{pointer, probe};
use proptest::prelude::*;

use crate::pictures::{encoded, jpeg, picture, turned_jpeg};

/// A small file of every format that is decoded.
static FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let image = picture(1, 24);
    let mut files: Vec<_> =
        [Png, WebP, Gif, Bmp, Tiff].map(|format| encoded(&image, format)).into();
    files.extend([jpeg(&image, 80), turned_jpeg(&image, 6)]);
    files
});

/// The first bytes that lead into each format's own code.
const STARTS: &[&[u8]] = &[
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    b"\xff\xd8\xff",
    b"RIFF\0\0\0\0WEBPVP8X",
    b"GIF89a",
    b"BM",
    b"II*\0\x08\0\0\0",
    b"MM\0+\0\x08\0\0",
    b"\0\0\0\x18ftypavif",
    b"\xff\x0a",
    b"\0\0\0\x0cJXL \r\n\x87\n",
    b"version https://git-lfs.github.com/spec/v1\n",
];

fn examine(bytes: &[u8]) {
    let _ = pointer(bytes);
    if let Ok(header) = probe(bytes) {
        // A mutation may ask for millions of pixels: allowed, but slow in a test.
        if header.size.pixels() < 1 << 20 {
            let _ = decode(bytes, header, &Budget::default());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn random_bytes_are_survived(start in prop::sample::select(STARTS), rest in prop::collection::vec(any::<u8>(), 0..300)) {
        examine(&[start, &rest].concat());
    }

    #[test]
    fn mutated_files_are_survived(
        file in 0usize..7,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        keep in 1usize..=100,
    ) {
        let mut bytes = FILES[file].clone();
        for (at, byte) in edits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(bytes.len() * keep.max(30) / 100);
        examine(&bytes);
    }
}
