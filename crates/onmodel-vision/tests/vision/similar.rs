//! Who looks like whom.

use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use onmodel_vision::ImageFacts;
use onmodel_vision::similar::{Likeness, Similarity, compare, likeness};
use proptest::prelude::*;

use crate::pictures::{encoded, facts, figure, jpeg, picture, png};

fn compared(images: &[ImageFacts]) -> Similarity {
    compare(&images.iter().map(Some).collect::<Vec<_>>())
}

fn cropped(image: &DynamicImage, cut: u32) -> DynamicImage {
    let side = image.width();
    image.crop_imm(cut / 3, cut / 2, side - cut, side - cut)
}

/// Grey by Rec. 601, as Pillow and most programs make it. Rec. 709 weighs colours so differently that
/// a picture as gaudy as these is another one.
fn grey(image: &DynamicImage) -> DynamicImage {
    let mut grey = image.to_rgb8();
    for pixel in grey.pixels_mut() {
        let [red, green, blue] = pixel.0.map(f32::from);
        *pixel = Rgb([(0.299 * red + 0.587 * green + 0.114 * blue) as u8; 3]);
    }
    grey.into()
}

#[test]
fn a_reworked_picture_is_a_near_duplicate() {
    let image = picture(20, 512);
    let mut retouched = image.to_rgb8();
    for (x, y) in (0..40).flat_map(|x| (0..40).map(move |y| (x, y))) {
        retouched.put_pixel(400 + x, 300 + y, Rgb([255, 0, 0]));
    }
    let cases: &[(&str, Vec<u8>)] = &[
        ("recompressed", jpeg(&image, 40)),
        ("halved", png(&image.resize(256, 256, FilterType::Triangle))),
        ("squashed", png(&image.resize_exact(300, 500, FilterType::Triangle))),
        ("another format", encoded(&image.fast_blur(1.0), ImageFormat::WebP)),
        ("brighter", png(&image.brighten(25))),
        ("more contrast", png(&image.adjust_contrast(20.0))),
        ("grey", png(&grey(&image))),
        ("retouched", png(&retouched.into())),
        ("cropped", png(&cropped(&image, 512 / 20))),
        ("mirrored", jpeg(&image.fliph(), 80)),
        ("mirrored and cropped", jpeg(&cropped(&image, 20).fliph(), 80)),
    ];
    let original = facts(&png(&image));
    for (name, bytes) in cases {
        let alike = likeness(&original, &facts(bytes));
        assert_eq!(alike.map(|alike| alike.likeness), Some(Likeness::NearDuplicate), "{name}");
        assert_eq!(alike.map(|alike| alike.mirrored), Some(name.starts_with("mirrored")), "{name}");
    }
}

#[test]
fn other_pictures_and_other_poses_are_not_alike() {
    let pictures: Vec<_> = (0..12).map(|seed| facts(&png(&picture(seed + 40, 256)))).collect();
    assert_eq!(compared(&pictures).pairs, []);
    // Poses 0, 4 and 8 are symmetrical; of the others each has a twin in the mirror.
    let poses: Vec<_> = [0, 1, 2, 4, 5, 8].map(|pose| facts(&png(&figure(pose, 256)))).into();
    assert_eq!(compared(&poses).pairs, []);
}

#[test]
fn flat_pictures_are_duplicates_or_nothing() {
    let flat = |level| facts(&png(&RgbImage::from_pixel(64, 64, Rgb([level; 3])).into()));
    assert_eq!(likeness(&flat(0), &flat(255)), None);
    assert_eq!(likeness(&flat(7), &flat(7)).map(|alike| alike.likeness), Some(Likeness::Duplicate));
}

#[test]
fn equal_pixels_in_another_format_are_a_duplicate() {
    let image = picture(21, 64);
    let found = compared(&[facts(&png(&image)), facts(&encoded(&image, ImageFormat::Bmp))]);
    assert_eq!(found.pairs[0].likeness, Likeness::Duplicate);
    assert_eq!((found.groups[0].keep, found.distinct), (0, 1.0));
}

#[test]
fn unreadable_files_are_not_duplicates_of_each_other() {
    let broken = facts(b"");
    assert_eq!(compared(&[broken.clone(), broken]).pairs, []);
}

#[test]
fn the_largest_is_kept() {
    let image = picture(22, 512);
    let small = facts(&png(&image.resize(200, 200, FilterType::Triangle)));
    let found = compared(&[small, facts(&jpeg(&image, 80))]);
    assert_eq!((found.groups[0].keep, &found.groups[0].members[..]), (1, &[0, 1][..]));
}

#[test]
fn a_worn_copy_is_not_kept_for_a_few_pixels_more() {
    let image = picture(22, 512);
    let worn = facts(&jpeg(&image.resize(516, 516, FilterType::Triangle), 12));
    assert_eq!(compared(&[worn, facts(&png(&image))]).groups[0].keep, 1);
}

#[test]
fn a_thousand_copies_are_no_half_million_pairs() {
    let copy = facts(&png(&picture(23, 64)));
    let found = compared(&vec![copy; 1000]);
    assert_eq!((found.pairs.len(), found.groups.len(), found.distinct), (999, 1, 1.0));
}

#[test]
fn different_pictures_count_nearly_one_each() {
    let pictures: Vec<_> = (0..8).map(|seed| facts(&png(&picture(seed + 60, 256)))).collect();
    let distinct = compared(&pictures).distinct;
    assert!((7.4..=8.001).contains(&distinct), "{distinct}");
}

#[test]
fn nothing_compared_is_nothing() {
    assert_eq!(compare(&[]).distinct, 0.0);
    assert_eq!(compare(&[None, None]), Similarity::default());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn removing_what_is_not_kept_changes_nothing(seeds in prop::collection::vec(0u64..5, 1..7), remove in any::<prop::sample::Index>()) {
        let quality = |at: usize| 60 + (at as u8 * 7) % 35;
        let set: Vec<_> = seeds.iter().enumerate().map(|(at, &seed)| facts(&jpeg(&picture(seed, 96), quality(at)))).collect();
        let before = compared(&set);
        let copies: Vec<usize> = before.groups.iter().flat_map(|group| group.members.iter().copied().filter(|&member| member != group.keep)).collect();
        if copies.is_empty() {
            return Ok(());
        }
        let gone = copies[remove.index(copies.len())];
        let left: Vec<_> = set.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, facts)| facts.clone()).collect();
        prop_assert!((compared(&left).distinct - before.distinct).abs() < 1e-6);
    }
}
