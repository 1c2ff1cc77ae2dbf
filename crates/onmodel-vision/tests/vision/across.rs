//! What several sets have in common, against the plain question asked of every two pictures.

use image::{DynamicImage, Rgb, RgbImage};
use onmodel_vision::ImageFacts;
use onmodel_vision::similar::{MOST_MEETINGS, Meeting, Shown, across, likeness};

use crate::pictures::{facts, picture, png};

/// Pictures enough that they do not fit in one tile of the comparison.
const MANY: usize = 600;

/// A patch that makes a small picture another file, hardly another picture.
fn marked(image: &DynamicImage, mark: usize) -> DynamicImage {
    let mut marked: RgbImage = image.to_rgb8();
    for (x, y) in [(0, 0), (1, 0), (0, 1)] {
        marked.put_pixel(x, y, Rgb([(mark % 256) as u8, (mark / 256) as u8, 128]));
    }
    marked.into()
}

fn many() -> Vec<ImageFacts> {
    let one = |number: usize| {
        // Some have a likeness far away, one of three of them in a mirror.
        let drawn = if number.is_multiple_of(22) { number / 2 } else { number };
        let image = picture(drawn as u64, 48);
        let image = if number.is_multiple_of(66) { image.fliph() } else { image };
        facts(&png(&marked(&image, number)))
    };
    (0..MANY).map(one).collect()
}

fn one_by_one(pictures: &[Shown<'_>], asks: impl Fn(usize) -> bool) -> Vec<Meeting> {
    let mut found = Vec::new();
    for (here, one) in pictures.iter().enumerate().filter(|(_, one)| asks(one.set)) {
        let others = pictures.iter().enumerate().filter(|(_, other)| other.set != one.set);
        let mut meetings: Vec<Meeting> = others
            .filter_map(|(there, other)| {
                let (one, other) = (one.facts?, other.facts?);
                // Of two that ask the first is laid over the second.
                let turned = there < here && asks(pictures[there].set);
                let alike = if turned { likeness(other, one) } else { likeness(one, other) }?;
                let (likeness, mirrored) = (alike.likeness, alike.mirrored);
                Some(Meeting { here, there, likeness, mirrored })
            })
            .collect();
        meetings.sort_by_key(|meeting| (meeting.likeness, meeting.there));
        found.extend(meetings.into_iter().take(MOST_MEETINGS));
    }
    found
}

#[test]
fn many_pictures_meet_as_two_at_a_time_do() {
    let facts = many();
    let shown = |(at, facts)| Shown { set: at / 20, facts: Some(facts) };
    let pictures: Vec<Shown<'_>> = facts.iter().enumerate().map(shown).collect();
    let found = across(&pictures, |_| true);
    assert!(found.len() >= 20 && found.iter().any(|meeting| meeting.mirrored), "{found:?}");
    assert_eq!(found, one_by_one(&pictures, |_| true));
    let some = |set: usize| set.is_multiple_of(7);
    assert_eq!(across(&pictures, some), one_by_one(&pictures, some));
}
