//! Look-alikes of a drawn character, whose pictures are known to be the same or not.

use image::{Rgba, RgbaImage};
use onmodel_vision::ImageFacts;
use onmodel_vision::similar::likeness;
use puppet::{Background, Colour, Expression, Framing, Pose, Puppet, View, damage};

use crate::pictures::{facts, seen};

const SIDE: u32 = 256;

fn backgrounds() -> [Background; 3] {
    let gradient = Background::Gradient(Colour(196, 214, 232), Colour(240, 232, 222));
    [Background::Plain(Colour(255, 255, 255)), gradient, Background::Forest]
}

fn draw(puppet: &Puppet) -> ImageFacts {
    facts(&damage::png(&puppet.render(SIDE, SIDE)))
}

fn assert_no_two_alike(pictures: &[(String, ImageFacts)]) {
    for (at, (name, picture)) in pictures.iter().enumerate() {
        for (other, another) in &pictures[at + 1..] {
            assert_eq!(likeness(picture, another), None, "{name} and {other}");
        }
    }
}

#[test]
fn other_poses_and_views_on_one_background_are_other_pictures() {
    let poses = ["standing", "waving", "running", "sitting", "jumping", "cheering"];
    for background in backgrounds() {
        let views = [View::Front, View::Back];
        let shown = poses.iter().flat_map(|pose| views.map(|view| (*pose, view)));
        let pictures: Vec<(String, ImageFacts)> = shown
            .map(|(name, view)| {
                let pose = Pose::by_name(name).unwrap();
                let puppet = Puppet { pose, view, background, ..Puppet::default() };
                (format!("{name} from {view:?}"), draw(&puppet))
            })
            .collect();
        assert_no_two_alike(&pictures);
    }
}

#[test]
fn another_expression_is_another_picture_only_where_it_can_be_seen() {
    let face = |expression, framing| draw(&Puppet { expression, framing, ..Puppet::default() });
    let near = |framing| {
        likeness(&face(Expression::Neutral, framing), &face(Expression::Laugh, framing)).is_some()
    };
    assert!(!near(Framing::CloseUp));
    assert!(near(Framing::FullBody));
}

#[test]
fn close_ups_that_differ_in_expression_are_other_pictures() {
    use Expression::{Angry, Determined, Grin, Laugh, Neutral, Sad, Smile, Smirk, Surprised, Wink};
    let all = [Neutral, Smile, Grin, Laugh, Surprised, Determined, Angry, Sad, Smirk, Wink];
    let (mut pairs, mut alike) = (0, Vec::new());
    for background in backgrounds() {
        let framing = Framing::CloseUp;
        let faces: Vec<ImageFacts> = all
            .iter()
            .map(|&expression| {
                draw(&Puppet { expression, framing, background, ..Puppet::default() })
            })
            .collect();
        for (at, face) in faces.iter().enumerate() {
            for (other, another) in faces.iter().enumerate().skip(at + 1) {
                pairs += 1;
                if likeness(face, another).is_some() {
                    alike.push((all[at], all[other]));
                }
            }
        }
    }
    assert_eq!(pairs, 135);
    // A mouth cast down a little at both ends or at one is a matter of two cells.
    assert!(alike.len() <= 3, "{} of {pairs}: {alike:?}", alike.len());
}

/// What a picture goes through on its way from folder to folder.
fn copies(picture: &RgbaImage) -> Vec<(&'static str, Vec<u8>)> {
    let share = |percent: u32| SIDE * percent / 100;
    let cropped = |percent: u32| {
        let side = SIDE - share(percent);
        damage::cropped(picture, share(percent) / 2, share(percent) / 3, side, side)
    };
    vec![
        ("recompressed", damage::jpeg(picture, 60)),
        ("recompressed badly", damage::jpeg(picture, 30)),
        ("halved", damage::png(&damage::scaled(picture, SIDE / 2, SIDE / 2))),
        ("enlarged", damage::png(&damage::scaled(picture, 400, 400))),
        ("mirrored", damage::jpeg(&damage::mirrored(picture), 85)),
        ("cropped by 5 %", damage::jpeg(&cropped(5), 90)),
        ("cropped by 8 %", damage::jpeg(&cropped(8), 90)),
        ("without its upper edge", damage::png(&damage::cropped(picture, 0, 18, SIDE, SIDE - 18))),
        ("lighter", damage::png(&toned(picture, |level| level.powf(0.75)))),
        ("faded", damage::png(&toned(picture, |level| level * 0.7 + 0.2))),
        ("signed", damage::jpeg(&signed(picture), 85)),
        ("grey", damage::grey8_png(picture.clone())),
        ("for print", damage::cmyk_jpeg(picture, 90)),
    ]
}

fn toned(picture: &RgbaImage, tone: impl Fn(f32) -> f32) -> RgbaImage {
    let mut toned = picture.clone();
    for channel in toned.pixels_mut().flat_map(|pixel| &mut pixel.0[..3]) {
        *channel = (tone(f32::from(*channel) / 255.0) * 255.0).clamp(0.0, 255.0) as u8;
    }
    toned
}

/// The picture with a striped mark of an eighth of its side in a corner.
fn signed(picture: &RgbaImage) -> RgbaImage {
    let mut signed = picture.clone();
    let stripes =
        (0..32).flat_map(|x| (0..32).map(move |y| (x, y))).filter(|(x, y)| (x + y) % 8 < 5);
    for (x, y) in stripes {
        signed.put_pixel(SIDE - 40 + x, SIDE - 40 + y, Rgba([30, 30, 120, 255]));
    }
    signed
}

#[test]
fn a_copy_of_a_drawing_is_a_near_duplicate() {
    for background in backgrounds() {
        for (pose, framing) in [("waving", Framing::FullBody), ("standing", Framing::Portrait)] {
            let pose = Pose::by_name(pose).unwrap();
            let puppet = Puppet { pose, framing, background, ..Puppet::default() };
            let picture = puppet.render(SIDE, SIDE);
            let original = facts(&damage::png(&picture));
            for (name, copy) in copies(&picture) {
                let alike = likeness(&original, &facts(&copy));
                assert!(alike.is_some(), "{name}: {puppet:?}");
            }
        }
    }
}

#[test]
fn ink_and_depth_do_not_change_a_hash() {
    let picture = Puppet::default().render(SIDE, SIDE);
    let [rgb, cmyk] =
        [damage::jpeg(&picture, 90), damage::cmyk_jpeg(&picture, 90)].map(|file| seen(&file));
    assert!(rgb.hash.distance(cmyk.hash) <= 2);
    let [deep, shallow] =
        [damage::grey16_png(&picture), damage::grey8_png(picture)].map(|file| seen(&file));
    assert_eq!(deep.hash, shallow.hash);
}

#[test]
fn sharpness_falls_with_the_radius_of_a_blur() {
    let picture = Puppet::default().render(512, 512);
    let sharpness = |picture: &RgbaImage| seen(&damage::png(picture)).quality.sharpness;
    assert!(sharpness(&picture) > 150.0);
    for (sigma, least, most) in
        [(1.0, 60.0, 90.0), (2.0, 28.0, 45.0), (4.0, 12.0, 23.0), (8.0, 5.0, 13.0)]
    {
        let measured = sharpness(&damage::blurred(&picture, sigma));
        assert!((least..=most).contains(&measured), "blurred by {sigma}: {measured}");
    }
}
