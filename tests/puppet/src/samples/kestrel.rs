//! The sample that is right: eight different pictures of Kestrel with captions to train on.

use super::{SIDE, SampleFile, scene};
use crate::damage::png;
use crate::{Background, Colour, Expression, Framing, Pose, Puppet, View};

/// What each caption says of the picture, between who she is and how she is drawn; and its framing and view.
const CAPTIONS: [(&str, &str, &str); 8] = [
    (
        "01-hands-on-hips",
        "is standing in a forest with hands on hips, smiling",
        "full body, seen from the front",
    ),
    (
        "02-running",
        "is running down a city street with a determined expression",
        "full body, seen from the side",
    ),
    (
        "03-portrait",
        "is standing with arms at her sides and a neutral expression against a plain background",
        "portrait, three-quarter view",
    ),
    (
        "04-jumping",
        "is jumping on the beach at sunset with arms raised, laughing",
        "full body, three-quarter view",
    ),
    (
        "05-close-up",
        "is tilting her head with a surprised expression against a blue background",
        "close-up, seen from the front",
    ),
    (
        "06-sitting",
        "is sitting on a wooden crate by a window, smirking",
        "full body, three-quarter view",
    ),
    (
        "07-looking-back",
        "is walking away down a forest path, looking back over her shoulder and grinning",
        "upper body, seen from behind",
    ),
    (
        "08-arms-crossed",
        "is standing with arms crossed and an angry expression against a grey background",
        "upper body, seen from the front",
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
    let captions = CAPTIONS.iter().map(|(stem, does, seen)| {
        let who = "krstl, a woman with red hair, green eyes and a blue jacket,";
        SampleFile::new(
            format!("{stem}.txt"),
            format!("{who} {does}. Drawn as a cel-shaded illustration, {seen}.\n"),
        )
    });
    std::iter::once(SampleFile::new("onmodel.toml", CONFIGURATION)).chain(captions).collect()
}

/// All files of the sample.
pub(super) fn files() -> Vec<SampleFile> {
    let mut files = captions_and_configuration();
    for ((stem, ..), picture) in CAPTIONS.iter().zip(pictures()) {
        files.push(SampleFile::new(format!("{stem}.png"), png(&picture.render(SIDE, SIDE))));
    }
    files
}
