//! The sample a kohya user would recognise: what its folders, its extensions and a habit of one pose do to a set.

use super::flaw::Flaw;
use super::{SampleFile, scene};
use crate::damage::{self, jpeg, png};
use crate::{Background, Colour, Expression, Framing, Pose, Puppet, View};
use Background::{Forest, Room};
use Expression::{Grin, Neutral, Smile};
use Framing::{FullBody, UpperBody};
use View::{Front, Side};

/// The side this set is trained at.
const SIDE: u32 = 768;
const PLAIN: Background = Background::Plain(Colour(232, 234, 238));

/// `onmodel.toml` of somebody who has read half of a guide.
const CONFIGURATION: &str = r#"# What a kohya folder can get wrong: ../README.md lists it.
[dataset]
name = "kestrel-kohya"
trigger = "falcon"
class = "woman"
base = "flux.1-dev"
caption-extension = ".txt"
resolution = 768

[traits]
vary = ["pose", "expression", "view", "framing", "background"]
identity = ["red hair", "green eyes", "blue jacket"]
identity-captions = "unmentioned"

[rules]
dataset-too-small = { min = 8 }
caption-tag-order = { order = ["trigger", "class", "pose", "expression", "view", "framing", "background"] }

[[ignore]]
files = ["**/12-*.txt"]
rules = ["caption-vague"]
reason = "the picture it spoke of was deleted long ago"
"#;

/// The file that is no mistake by itself.
pub(super) fn configuration() -> SampleFile {
    SampleFile::new("onmodel.toml", CONFIGURATION)
}

/// Every mistake.
pub(super) fn flaws() -> Vec<Flaw> {
    let mut flaws = repeated();
    flaws.extend(misplaced());
    flaws.push(Flaw::whole(
        "onmodel.toml",
        "a trigger that is a word already, the hair named in every caption, a silence nobody needs, six pictures of the eight wanted",
        "trigger-common-word caption-identity-leak ignore-unused dataset-too-small dataset-trait-dominant",
    ));
    flaws
}

fn drawn(pose: Pose, expression: Expression, view: View, background: Background) -> Puppet {
    scene(pose, expression, view, FullBody, background)
}

/// A caption as this set writes them, from what varies: pose, expression, view, framing, background.
fn tags(varied: &str) -> String {
    format!("falcon, woman, red hair, {varied}, anime style\n")
}

fn repeated() -> Vec<Flaw> {
    let standing = drawn(Pose::standing(), Smile, Front, PLAIN).render(SIDE, SIDE);
    let same = tags("standing, smiling, front view, full body, simple background");
    vec![
        Flaw::new(
            "10_falcon woman/01-standing.png",
            png(&standing),
            same.clone(),
            "one pose, view and framing, as in the next two",
            "dataset-repeated-composition",
        ),
        Flaw::new(
            "10_falcon woman/02-standing-mirrored.png",
            png(&damage::mirrored(&standing)),
            same,
            "01 in a mirror",
            "image-near-duplicate dataset-repeated-composition",
        ),
        Flaw::new(
            "10_falcon woman/03-standing-in-a-room.png",
            png(&drawn(Pose::standing(), Grin, Front, Room).render(SIDE, SIDE)),
            tags("standing, grinning, front view, full body, simple background"),
            "a room, captioned as a simple background",
            "caption-image-disagree dataset-repeated-composition",
        ),
    ]
}

fn misplaced() -> Vec<Flaw> {
    let waving = drawn(Pose::waving(), Grin, Front, Forest).render(SIDE, SIDE);
    let banner = scene(Pose::running(), Smile, Side, UpperBody, Forest).render(3072, 256);
    let crossed = drawn(Pose::arms_crossed(), Neutral, Front, Forest).render(SIDE, SIDE);
    vec![
        Flaw::new(
            "10_falcon woman/04-waving.Jpg",
            jpeg(&waving, 88),
            tags("standing, waving, grinning, front view, full body, forest"),
            "an ending in mixed case, which kohya does not look for",
            "image-ignored-extension",
        ),
        Flaw::new(
            "10_falcon woman/05-banner.png",
            png(&banner),
            tags("running, smiling, side view, upper body, forest"),
            "twelve times as wide as high",
            "image-crop-loss",
        ),
        Flaw::of(
            vec![
                SampleFile::new("10_falcon woman/06-arms-crossed.png", png(&crossed)),
                SampleFile::new(
                    "10_falcon woman/06-arms-crossed.caption",
                    tags(
                        "standing, arms crossed, neutral expression, front view, full body, forest",
                    ),
                ),
            ],
            "a caption whose ending this set does not use",
            "dataset-mixed-caption-extensions",
        ),
        Flaw::new(
            "10_falcon woman/07-looking-back.png",
            png(&drawn(Pose::looking_back(), Smile, Front, Room).render(SIDE, SIDE)),
            "falcon, standing, red hair, woman, smiling, front view, full body, indoors\n",
            "tags in another order, and no style",
            "caption-tag-order caption-style-unnamed",
        ),
        Flaw::new(
            "10_falcon woman/08-blank-first-line.png",
            png(&drawn(Pose::pointing(), Smile, Front, PLAIN).render(SIDE, SIDE)),
            format!("\n{}", tags("pointing, smiling, front view, full body, simple background")),
            "a caption that begins with a blank line, all that kohya reads",
            "caption-empty",
        ),
        Flaw::new(
            "09-left-outside.png",
            png(&drawn(Pose::sitting(), Smile, Front, PLAIN).render(SIDE, SIDE)),
            tags("sitting, smiling, front view, full body, simple background"),
            "lies beside the numbered folder, where kohya never looks",
            "dataset-ignored-location",
        ),
    ]
}
