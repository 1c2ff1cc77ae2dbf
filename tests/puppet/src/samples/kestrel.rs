//! The sample that is right: eight different pictures of Kestrel with captions to train on.

use super::{SIDE, SampleFile, scene};
use crate::damage::png;
use crate::{Background, Colour, Expression, Framing, Pose, Puppet, View};

/// What each caption says of the picture between who she is and how she is drawn.
const CAPTIONS: [(&str, &str); 8] = [
    (
        "01-hands-on-hips",
        "standing with hands on hips, smiling, front view, full body, forest background",
    ),
    ("02-running", "running, determined expression, side view, full body, city street background"),
    (
        "03-portrait",
        "standing with arms at her sides, neutral expression, three-quarter view, portrait, plain background",
    ),
    (
        "04-jumping",
        "jumping with arms raised, laughing, three-quarter view, full body, beach at sunset background",
    ),
    (
        "05-close-up",
        "standing, head tilt, surprised expression, front view, close-up, blue background",
    ),
    (
        "06-sitting",
        "sitting on a wooden crate, smirking, three-quarter view, full body, indoors by a window",
    ),
    (
        "07-looking-back",
        "walking away, looking back over her shoulder, grinning, back view, upper body, forest path background",
    ),
    (
        "08-arms-crossed",
        "standing with arms crossed, angry expression, front view, upper body, grey background",
    ),
];

/// `onmodel.toml` as an artist would keep it.
const CONFIGURATION: &str = r#"[dataset]
name = "kestrel"
trigger = "krstl"
class = "woman"
base = "flux.1-dev"

[traits]
vary = ["pose", "expression", "view", "framing", "background"]
identity = ["red hair", "green eyes", "blue jacket"]

[score]
min = 80
"#;

/// The pictures, in the order of their captions.
fn pictures() -> [Puppet; 8] {
    use Framing::{CloseUp, FullBody, Portrait, UpperBody};
    let pale = Background::Plain(Colour(232, 226, 216));
    let blue = Background::Gradient(Colour(150, 188, 222), Colour(206, 224, 238));
    let grey = Background::Gradient(Colour(158, 160, 170), Colour(212, 210, 212));
    let leaning = Pose { head: crate::Head { turn: 0.0, tilt: -12.0 }, ..Pose::standing() };
    let looking_back =
        scene(Pose::looking_back(), Expression::Grin, View::Back, UpperBody, Background::Forest);
    [
        scene(Pose::hands_on_hips(), Expression::Smile, View::Front, FullBody, Background::Forest),
        scene(Pose::running(), Expression::Determined, View::Side, FullBody, Background::City),
        scene(Pose::standing(), Expression::Neutral, View::ThreeQuarter, Portrait, pale),
        scene(Pose::jumping(), Expression::Laugh, View::ThreeQuarter, FullBody, Background::Shore),
        scene(leaning, Expression::Surprised, View::Front, CloseUp, blue),
        scene(Pose::sitting(), Expression::Smirk, View::ThreeQuarter, FullBody, Background::Room),
        looking_back,
        scene(Pose::arms_crossed(), Expression::Angry, View::Front, UpperBody, grey),
    ]
}

/// The text files of the sample.
pub(super) fn captions_and_configuration() -> Vec<SampleFile> {
    let captions = CAPTIONS.iter().map(|(stem, varied)| {
        let who = "krstl woman, red hair, green eyes, blue jacket";
        SampleFile::new(
            format!("{stem}.txt"),
            format!("{who}, {varied}, cel-shaded illustration\n"),
        )
    });
    std::iter::once(SampleFile::new("onmodel.toml", CONFIGURATION)).chain(captions).collect()
}

/// All files of the sample.
pub(super) fn files() -> Vec<SampleFile> {
    let mut files = captions_and_configuration();
    for ((stem, _), picture) in CAPTIONS.iter().zip(pictures()) {
        files.push(SampleFile::new(format!("{stem}.png"), png(&picture.render(SIDE, SIDE))));
    }
    files
}
