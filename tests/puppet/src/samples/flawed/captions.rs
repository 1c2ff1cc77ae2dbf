//! Mistakes in the captions. The pictures beside them are all right, and all different.

use super::super::flaw::Flaw;
use super::super::{SIDE, SampleFile, scene};
use super::tags;
use crate::damage::jpeg;
use crate::{Background, Colour, Expression, Framing, Pose, Puppet, View};
use Background::{City, Forest, Room, Shore};
use Expression::{Grin, Smile};
use Framing::{CloseUp, FullBody, Portrait, UpperBody};
use View::{Back, Front, Side, ThreeQuarter};

const PLAIN: Background = Background::Plain(Colour(214, 220, 208));
const STUDIO: Background = Background::Gradient(Colour(120, 128, 150), Colour(214, 204, 196));

fn drawn(puppet: &Puppet) -> Vec<u8> {
    jpeg(&puppet.render(SIDE, SIDE), 50)
}

fn smiling(pose: Pose, view: View, framing: Framing, background: Background) -> Vec<u8> {
    drawn(&scene(pose, Smile, view, framing, background))
}

/// Every such mistake.
pub(super) fn flaws() -> Vec<Flaw> {
    [trigger(), empty(), encoding(), meaning(), wording()].into_iter().flatten().collect()
}

fn trigger() -> Vec<Flaw> {
    vec![
        Flaw::new(
            "31-trigger-missing.jpg",
            smiling(Pose::waving(), ThreeQuarter, FullBody, Shore),
            "woman, red hair, green eyes, blue jacket, standing, waving, smiling, three-quarter view, full body, beach, anime style\n",
            "the trigger is missing",
            "trigger-missing",
        ),
        Flaw::new(
            "32-trigger-misspelt.jpg",
            smiling(Pose::running(), ThreeQuarter, FullBody, Forest),
            tags("running, smiling, three-quarter view, full body, forest")
                .replace("krstl", "krstll"),
            "the trigger is misspelt: krstll",
            "trigger-variant",
        ),
        Flaw::new(
            "33-trigger-capital.jpg",
            smiling(Pose::sitting(), Front, FullBody, City),
            tags("sitting, smiling, front view, full body, street").replace("krstl", "Krstl"),
            "the trigger is written with a capital: Krstl",
            "trigger-variant",
        ),
        Flaw::new(
            "34-trigger-late.jpg",
            smiling(Pose::walking(), Front, FullBody, STUDIO),
            "woman, red hair, green eyes, blue jacket, walking, smiling, front view, full body, simple background, anime style, krstl\n",
            "the trigger comes last",
            "trigger-not-first",
        ),
    ]
}

fn empty() -> Vec<Flaw> {
    vec![
        Flaw::new(
            "35-empty-caption.jpg",
            smiling(Pose::hands_on_hips(), Side, UpperBody, Room),
            "",
            "an empty caption",
            "caption-empty",
        ),
        Flaw::new(
            "36-only-blanks.jpg",
            smiling(Pose::looking_back(), Back, FullBody, Room),
            "  \n\n",
            "blanks and line breaks",
            "caption-empty",
        ),
        Flaw::new(
            "37-trigger-alone.jpg",
            smiling(Pose::cheering(), Back, UpperBody, Shore),
            "krstl\n",
            "the caption is nothing but the trigger",
            "caption-empty",
        ),
    ]
}

fn encoding() -> Vec<Flaw> {
    let bom = [
        b"\xEF\xBB\xBF",
        tags("standing, arms crossed, smiling, three-quarter view, portrait, street").as_bytes(),
    ]
    .concat();
    let latin = [&b"krstl, woman, red hair, green eyes, blue jacket, standing in a caf\xE9, smiling, side view, upper body, indoors, anime style\n"[..]].concat();
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(tags("jumping, smiling, three-quarter view, upper body, forest").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    vec![
        Flaw::new(
            "38-byte-order-mark.jpg",
            smiling(Pose::arms_crossed(), ThreeQuarter, Portrait, City),
            bom,
            "a byte order mark before the trigger",
            "caption-encoding",
        ),
        Flaw::new(
            "39-latin-1.jpg",
            smiling(Pose::walking(), Side, UpperBody, Room),
            latin,
            "written in Latin-1, not UTF-8",
            "caption-encoding",
        ),
        Flaw::new(
            "40-utf-16.jpg",
            smiling(Pose::jumping(), ThreeQuarter, UpperBody, Forest),
            utf16,
            "written in UTF-16",
            "caption-encoding",
        ),
    ]
}

fn meaning() -> Vec<Flaw> {
    let standing = |view, framing, background| smiling(Pose::standing(), view, framing, background);
    vec![
        Flaw::new(
            "41-auburn.jpg",
            smiling(Pose::crouching(), Front, FullBody, Room),
            tags("crouching, smiling, front view, full body, indoors")
                .replace("red hair", "auburn hair"),
            "the hair that is red elsewhere is auburn here",
            "caption-identity-inconsistent",
        ),
        Flaw::new(
            "42-contradiction.jpg",
            standing(Back, UpperBody, Shore),
            tags("standing, sitting, smiling, back view, front view, upper body, beach"),
            "standing and sitting, seen from the front and from behind",
            "caption-contradiction",
        ),
        Flaw::new(
            "43-second-character.jpg",
            smiling(Pose::walking(), ThreeQuarter, FullBody, PLAIN),
            tags("two women, walking, smiling, three-quarter view, full body, simple background"),
            "speaks of two people in a set of one",
            "dataset-second-character",
        ),
        Flaw::new(
            "44-traits-missing.jpg",
            standing(ThreeQuarter, CloseUp, STUDIO),
            "krstl, woman, red hair, green eyes, blue jacket, close-up, anime style\n",
            "says nothing of pose, expression, view and background",
            "caption-missing-trait",
        ),
        Flaw::of(
            vec![
                SampleFile::new("45-waving.jpg", smiling(Pose::waving(), Back, FullBody, City)),
                SampleFile::new(
                    "45-waving.txt",
                    tags("standing, waving, smiling, back view, full body, street"),
                ),
                SampleFile::new("46-sitting.jpg", smiling(Pose::sitting(), Back, UpperBody, PLAIN)),
                SampleFile::new(
                    "46-sitting.txt",
                    tags("standing, waving, smiling, back view, full body, street"),
                ),
            ],
            "one caption for two different pictures",
            "caption-duplicate",
        ),
    ]
}

fn wording() -> Vec<Flaw> {
    vec![
        Flaw::new(
            "47-chatter.jpg",
            drawn(&scene(Pose::pointing(), Grin, Side, FullBody, Forest)),
            "The image shows [trigger], a beautiful woman who appears to be pointing, with a watermark in the corner, photograph, masterpiece, (smile:1.2).\n",
            "a chatting captioner's leftovers in a set of tags",
            "caption-boilerplate caption-placeholder caption-vague caption-hedging caption-mentions-watermark caption-prompt-syntax caption-style-mixed dataset-mixed-style",
        ),
        Flaw::new(
            "48-untidy.jpg",
            smiling(Pose::looking_back(), Back, Portrait, City),
            "krstl, woman, red hair, green eyes, blue jacket,, looking_back, smiling ,smiling, back\u{200B} view, closeup, street, anime style,\n",
            "a tag twice, commas astray, an underscore and an invisible character",
            "caption-duplicate-tag caption-punctuation caption-inconsistent-wording caption-invisible-characters",
        ),
        Flaw::new(
            "49-endless.jpg",
            smiling(Pose::cheering(), Side, FullBody, Shore),
            format!(
                "{}{}",
                tags("standing, fist pump, smiling, side view, full body, beach"),
                ENDLESS
            ),
            "runs on over several lines, past what SDXL reads",
            "caption-multiline caption-too-long",
        ),
    ]
}

const ENDLESS: &str = "\
wide sandy shore with small shells, quiet waves rolling in, thin foam at the edge of the water, long banks of cloud \
in violet and rose, a low sun behind a veil of mist, a dark headland on the left, her boots wet with salt, \
her belt with its golden buckle, a small pouch at her side, cuffs turned down, collar turned up, zip half closed, \
shadow falling to the right, warm light along the edges of her hair
";
