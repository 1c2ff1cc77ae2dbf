//! Damage inside a file that still begins and ends as it should: what is noticed, format by format.

use image::ImageFormat::{Gif, Tiff, WebP};
use onmodel_vision::{Fault, Look};

use crate::pictures::{encoded, jpeg, look, picture, png};

/// One picture, coded in the ways JPEG knows; drawn for these tests.
const CODED: [(&str, &[u8]); 8] = [
    ("4:2:0", include_bytes!("coded/sequential-420.jpg")),
    ("4:2:2", include_bytes!("coded/sequential-422.jpg")),
    ("4:4:4", include_bytes!("coded/sequential-444.jpg")),
    ("restarts", include_bytes!("coded/restarts.jpg")),
    ("progressive", include_bytes!("coded/progressive-420.jpg")),
    ("progressive with restarts", include_bytes!("coded/progressive-444-restarts.jpg")),
    ("grey", include_bytes!("coded/grey-progressive.jpg")),
    ("ink", include_bytes!("coded/cmyk.jpg")),
];

/// Where in a file the damage is, in percent of what may be damaged.
const PLACES: [usize; 4] = [25, 50, 75, 95];

/// What may happen to `length` bytes at a place in a file.
type Damage = fn(&mut Vec<u8>, usize, usize);

const ZEROS: Damage = |file, at, length| file[at..at + length].fill(0);
const OTHERS: Damage = |file, at, length| {
    for (index, byte) in file[at..at + length].iter_mut().enumerate() {
        *byte = (index * index * 31 + 7 * at) as u8 & 0x7f;
    }
};
const LOST: Damage = |file, at, length| drop(file.drain(at..at + length));
/// The end-of-image marker too early, and litter up to the file's own end.
const ENDED: Damage = |file, at, _| {
    file[at..at + 2].copy_from_slice(&[0xff, 0xd9]);
    let end = file.len();
    file[at + 2..end].fill(0);
};
const ZEROS_TO_THE_END: Damage = |file, at, _| {
    let end = file.len() - 2;
    file[at..end].fill(0);
};

fn fault(file: &[u8]) -> Option<Fault> {
    match look(file) {
        Look::Broken(_, fault) => Some(fault),
        _ => None,
    }
}

/// The files with this damage that pass for sound, of all in which it was done.
fn unnoticed(name: &str, file: &[u8], from: usize, damage: Damage, length: usize) -> Vec<String> {
    let mut sound = Vec::new();
    for place in PLACES {
        let mut damaged = file.to_vec();
        let at = from + (file.len() - from - length) * place / 100;
        damage(&mut damaged, at, length);
        if fault(&damaged).is_none() {
            sound.push(format!("{name} at {place} %"));
        }
    }
    sound
}

/// Where a JPEG's first scan begins.
fn scan(file: &[u8]) -> usize {
    file.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap() + 14
}

#[test]
fn a_sound_jpeg_is_sound_however_it_was_coded() {
    for (name, file) in CODED {
        assert_eq!(fault(file), None, "{name}");
    }
    for side in [8, 9, 17, 63] {
        assert_eq!(fault(&jpeg(&picture(3, side), 90)), None, "{side} pixels a side");
    }
}

#[test]
fn damage_inside_a_jpeg_is_noticed_though_it_ends_as_it_should() {
    let cases = CODED.into_iter().flat_map(|(name, file)| {
        [LOST, OTHERS, ZEROS, ZEROS_TO_THE_END, ENDED].map(|damage| (name, file, damage))
    });
    let unnoticed: Vec<String> = cases
        .flat_map(|(name, file, damage)| unnoticed(name, file, scan(file), damage, 150))
        .collect();
    // Of 160. Without restart markers, blocks lost and blocks invented may happen to be as many.
    assert!(unnoticed.len() <= 2, "{unnoticed:?}");
}

#[test]
fn a_few_stray_bytes_before_the_end_are_no_damage() {
    for (name, file) in CODED {
        let mut strayed = file.to_vec();
        let end = strayed.len() - 2;
        strayed.splice(end..end, [0; 7]);
        assert_eq!(fault(&strayed), None, "{name}");
    }
}

#[test]
fn a_picture_that_breaks_off_says_where() {
    let mut file = jpeg(&picture(1, 256), 90);
    let (start, end) = (scan(&file), file.len());
    // The picture's shapes are spread evenly, so half of its bytes are about half of its height.
    ENDED(&mut file, usize::midpoint(start, end), 0);
    let said = fault(&file).unwrap().detail;
    let percent: u32 = said
        .strip_prefix("the picture breaks off at ")
        .and_then(|rest| rest.strip_suffix(" % of its height"))
        .and_then(|percent| percent.parse().ok())
        .unwrap_or_else(|| panic!("{said}"));
    assert!((35..=65).contains(&percent), "{said}");
}

#[test]
fn a_restart_marker_that_is_missing_is_named() {
    let (_, file) = CODED[3];
    let at = file.windows(2).position(|pair| pair == [0xff, 0xd2]).unwrap();
    let without = [&file[..at], &file[at + 2..]].concat();
    assert!(fault(&without).is_some());
    let mut other = file.to_vec();
    other[at + 1] = 0xd5;
    assert_eq!(
        fault(&other).unwrap().detail,
        "the picture's data are damaged (a restart marker is missing at 38 % of its height)"
    );
}

#[test]
fn damage_is_noticed_where_a_format_has_means_for_it() {
    let image = picture(8, 128);
    // Checksums (PNG) and codes that can be wrong (GIF).
    for (name, file) in [("PNG", png(&image)), ("GIF", encoded(&image, Gif))] {
        let start = file.len() / 5;
        for damage in [LOST, OTHERS, ZEROS] {
            assert_eq!(unnoticed(name, &file, start, damage, 60), Vec::<String>::new());
        }
    }
    // A length that does not hold, and no more: what bare pixels or arithmetic codes say is
    // always a picture.
    for (name, file) in [("WebP", encoded(&image, WebP)), ("TIFF", encoded(&image, Tiff))] {
        assert_eq!(unnoticed(name, &file, file.len() / 5, LOST, 60), Vec::<String>::new());
    }
}
