//! Mistakes in the pictures and in how the files lie beside each other.

use image::RgbaImage;

use super::super::flaw::Flaw;
use super::super::{SIDE, SampleFile, scene};
use super::tags;
use crate::damage::{self, jpeg, png};
use crate::{Background, Colour, Expression, Framing, Pose, Puppet, View};
use Background::{City, Forest, Room, Shore};
use Expression::{Grin, Laugh, Neutral, Smile};
use Framing::{CloseUp, FullBody, Portrait, UpperBody};
use View::{Back, Front, Side, ThreeQuarter};

const PLAIN: Background = Background::Plain(Colour(238, 236, 232));
const STUDIO: Background = Background::Gradient(Colour(196, 214, 232), Colour(240, 232, 222));

fn drawn(puppet: &Puppet) -> RgbaImage {
    puppet.render(SIDE, SIDE)
}

/// Every such mistake.
pub(super) fn flaws() -> Vec<Flaw> {
    [copies(), sizes(), broken(), modes(), shapes(), files()].into_iter().flatten().collect()
}

fn copies() -> Vec<Flaw> {
    let standing = drawn(&scene(Pose::standing(), Smile, Front, FullBody, PLAIN));
    let waving = drawn(&scene(Pose::waving(), Grin, Front, UpperBody, STUDIO));
    let standing_tags = "standing, smiling, front view, full body, simple background";
    let waving_tags = "standing, waving, grinning, front view, upper body, gradient background";
    let smaller = damage::scaled(&waving, 1030, 1030);
    vec![
        Flaw::new(
            "01-standing.png",
            png(&standing),
            tags(standing_tags),
            "nothing: the picture the next two repeat",
            "",
        ),
        Flaw::new(
            "02-standing-copy.png",
            png(&standing),
            tags(standing_tags),
            "the same bytes as 01",
            "image-duplicate",
        ),
        Flaw::new(
            "03-standing-converted.webp",
            damage::webp(&standing),
            tags(standing_tags),
            "the same pixels as 01 in another format",
            "image-duplicate",
        ),
        Flaw::new(
            "04-waving.png",
            png(&waving),
            tags(waving_tags),
            "nothing: the picture the next two resemble",
            "",
        ),
        Flaw::new(
            "05-waving-resaved.jpg",
            jpeg(&smaller, 60),
            tags(waving_tags),
            "04 a little larger, saved again as a poor JPEG",
            "image-near-duplicate",
        ),
        Flaw::new(
            "06-waving-mirrored.png",
            png(&damage::mirrored(&waving)),
            tags(waving_tags),
            "04 mirrored",
            "image-near-duplicate",
        ),
    ]
}

fn sizes() -> Vec<Flaw> {
    let running = drawn(&scene(Pose::running(), Smile, Side, FullBody, City));
    let portrait = drawn(&scene(Pose::standing(), Smile, ThreeQuarter, Portrait, Shore));
    let blurry = drawn(&scene(Pose::looking_back(), Grin, Back, UpperBody, Forest));
    let poster = damage::enlarged(
        &drawn(&scene(Pose::standing(), Neutral, Side, Portrait, PLAIN)),
        9500,
        9500,
    );
    vec![
        Flaw::new(
            "07-running-700px.png",
            png(&damage::cropped(&running, 215, 30, 700, 700)),
            tags("running, smiling, side view, upper body, street"),
            "700 pixels a side",
            "image-too-small",
        ),
        Flaw::new(
            "08-portrait-500px.png",
            png(&damage::scaled(&portrait, 500, 500)),
            tags("standing, smiling, three-quarter view, portrait, beach"),
            "500 pixels a side, less than half of what is needed",
            "image-too-small",
        ),
        Flaw::new(
            "09-poster-90-megapixels.png",
            damage::grey8_png(poster),
            tags("standing, neutral expression, side view, portrait, simple background"),
            "90 million pixels, more than many programs open",
            "image-too-large",
        ),
        Flaw::new(
            "10-blurry.jpg",
            jpeg(&damage::blurred(&blurry, 9.0), 80),
            tags("walking away, looking back, grinning, back view, upper body, forest"),
            "out of focus",
            "image-low-quality",
        ),
    ]
}

fn broken() -> Vec<Flaw> {
    let crouching =
        jpeg(&drawn(&scene(Pose::crouching(), Smile, ThreeQuarter, FullBody, Forest)), 65);
    let jumping = drawn(&scene(Pose::jumping(), Laugh, Front, FullBody, Shore));
    vec![
        Flaw::new(
            "11-crouching-cut-off.jpg",
            damage::truncated(&crouching, 0.5),
            tags("crouching, smiling, three-quarter view, full body, forest"),
            "a JPEG cut in half, as an interrupted download leaves it",
            "image-unreadable",
        ),
        Flaw::new(
            "12-zero-bytes.png",
            Vec::new(),
            tags("standing, smiling, front view, full body, simple background"),
            "an empty file",
            "image-unreadable",
        ),
        Flaw::new(
            "13-notes.png",
            b"Notes for the next sitting: more side views, no hats.\n".to_vec(),
            tags("sitting, smiling, side view, full body, simple background"),
            "a text file named .png",
            "image-unreadable",
        ),
        Flaw::new(
            "14-jumping.png",
            damage::webp(&jumping),
            tags("jumping, arms raised, laughing, front view, full body, beach"),
            "a WebP named .png",
            "image-extension-mismatch",
        ),
    ]
}

fn modes() -> Vec<Flaw> {
    let sitting =
        damage::turned(&drawn(&scene(Pose::sitting(), Smile, ThreeQuarter, FullBody, Room)));
    let pointing = drawn(&scene(Pose::pointing(), Smile, Front, FullBody, PLAIN));
    let folded = drawn(&scene(Pose::arms_crossed(), Smile, Front, UpperBody, Room));
    let proud = drawn(&scene(Pose::hands_on_hips(), Smile, ThreeQuarter, FullBody, City));
    let profile = drawn(&scene(Pose::standing(), Smile, Side, CloseUp, STUDIO));
    let wave = [Pose::cheering(), Pose::standing()]
        .map(|pose| drawn(&scene(pose, Smile, ThreeQuarter, UpperBody, PLAIN)));
    let steps = [Pose::walking(), Pose::walking().swapped()]
        .map(|pose| drawn(&scene(pose, Neutral, Side, FullBody, STUDIO)));
    vec![
        Flaw::new(
            "16-sitting-turned.jpg",
            damage::with_orientation(&jpeg(&sitting, 60), 6),
            tags("sitting, smiling, three-quarter view, full body, indoors"),
            "lies on its side; only the EXIF orientation sets it upright",
            "image-exif-rotated",
        ),
        Flaw::new(
            "17-pointing-cut-out.png",
            damage::png_with_alpha(&damage::cut_out(&pointing, [238, 236, 232], [255, 0, 255])),
            tags("standing, pointing, smiling, front view, full body, transparent background"),
            "transparent, with magenta hidden under it",
            "image-alpha",
        ),
        Flaw::new(
            "18-arms-crossed-grey16.png",
            damage::grey16_png(&folded),
            tags("standing, arms crossed, smiling, front view, upper body, indoors"),
            "16 bits of grey",
            "image-color-mode",
        ),
        Flaw::new(
            "19-hands-on-hips-cmyk.jpg",
            damage::cmyk_jpeg(&proud, 55),
            tags("standing, hands on hips, smiling, three-quarter view, full body, street"),
            "inks (CMYK) instead of screen colours",
            "image-color-mode",
        ),
        Flaw::new(
            "20-profile-wide-gamut.png",
            damage::png_with_profile(&profile, damage::wide_gamut_profile()),
            tags("standing, smiling, side view, close-up, gradient background"),
            "a colour profile that is not sRGB",
            "image-color-profile",
        ),
        Flaw::new(
            "21-cheering.gif",
            damage::gif(&wave),
            tags("standing, fist pump, smiling, three-quarter view, upper body, simple background"),
            "an animation",
            "image-animated",
        ),
        Flaw::new(
            "22-walk-cycle.png",
            damage::apng(&steps),
            tags("walking, neutral expression, side view, full body, gradient background"),
            "an animated PNG",
            "image-animated",
        ),
    ]
}

fn shapes() -> Vec<Flaw> {
    let walking = drawn(&scene(Pose::walking(), Smile, Side, FullBody, Shore));
    let tall = scene(Pose::standing(), Neutral, Back, FullBody, Forest).render(1024, 1536);
    let panorama = scene(Pose::running(), Smile, Side, FullBody, Shore).render(2688, 1024);
    vec![
        Flaw::new(
            "23-walking-letterboxed.png",
            png(&damage::letterboxed(&walking, 0.14)),
            tags("walking, smiling, side view, full body, beach"),
            "black bars above and below",
            "image-letterboxed",
        ),
        Flaw::new(
            "24-back-portrait-format.png",
            png(&tall),
            tags("standing, neutral expression, back view, full body, forest"),
            "taller than wide",
            "image-not-square",
        ),
        Flaw::new(
            "25-panorama.jpg",
            jpeg(&panorama, 55),
            tags("running, smiling, side view, wide shot, beach"),
            "more than twice as wide as high",
            "image-extreme-aspect",
        ),
    ]
}

fn files() -> Vec<Flaw> {
    let side = jpeg(&drawn(&scene(Pose::sitting(), Smile, Side, FullBody, PLAIN)), 60);
    let leap = jpeg(&drawn(&scene(Pose::jumping(), Smile, Side, FullBody, Forest)), 58);
    let face = jpeg(&drawn(&scene(Pose::waving(), Grin, ThreeQuarter, CloseUp, Room)), 58);
    let pointing = jpeg(&drawn(&scene(Pose::pointing(), Smile, ThreeQuarter, UpperBody, City)), 60);
    let low = jpeg(&drawn(&scene(Pose::crouching(), Smile, Side, FullBody, STUDIO)), 60);
    vec![
        Flaw::of(vec![SampleFile::new("26-no-caption.jpg", side)], "no caption", "caption-missing"),
        Flaw::of(
            vec![
                SampleFile::new("27-hero.jpg", leap),
                SampleFile::new("27-hero.jpeg", face),
                SampleFile::new(
                    "27-hero.txt",
                    tags("jumping, smiling, side view, full body, forest"),
                ),
            ],
            "two pictures share one caption",
            "dataset-shared-stem",
        ),
        Flaw::of(
            vec![
                SampleFile::new("28-pointing.jpg", pointing),
                SampleFile::new(
                    "28-pointing.txt",
                    tags("standing, pointing, smiling, three-quarter view, upper body, street"),
                ),
                SampleFile::new(
                    "28-pointing.caption",
                    tags("standing, pointing, angry, front view, upper body, street"),
                ),
            ],
            "two captions that say different things",
            "dataset-mixed-caption-extensions",
        ),
        Flaw::new(
            "29-crouching-masklabel.jpg",
            low,
            tags("crouching, smiling, side view, full body, gradient background"),
            "a name whose ending OneTrainer keeps for masks",
            "file-name-clash",
        ),
        Flaw::of(
            vec![SampleFile::new(
                "30-deleted-picture.txt",
                tags("kneeling, smiling, front view, full body, garden"),
            )],
            "a caption without a picture",
            "caption-orphan",
        ),
    ]
}
