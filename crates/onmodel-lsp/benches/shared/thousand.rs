//! A set of 1,000 captions.

use std::path::{Path, PathBuf};

const CAPTIONS: usize = 1_000;

const POSES: [&str; 8] =
    ["standing", "sitting", "running", "jumping", "kneeling", "walking", "lying down", "crouching"];
const FACES: [&str; 5] =
    ["smiling", "neutral expression", "angry expression", "surprised", "laughing"];
const VIEWS: [&str; 4] = ["front view", "side view", "back view", "three-quarter view"];

/// A caption of about 30 words; the numbers make it its own, in more than a single tag.
pub fn caption(index: usize) -> String {
    let pick = |list: &[&'static str], step: usize| list[(index / step) % list.len()];
    format!(
        "krstl, woman, red hair, green eyes, blue jacket with gold buttons, {}, {}, {}, full body, \
         holding lantern number {index}, leaves drifting past {index} boots, cel-shaded illustration",
        pick(&POSES, 1),
        pick(&FACES, 8),
        pick(&VIEWS, 3),
    )
}

/// The set on the disk, each picture tiny and of its own; the caption in its middle, number 500.
pub fn set(root: &Path) -> PathBuf {
    let config = "[dataset]\nname = \"kestrel\"\ntrigger = \"krstl\"\n";
    std::fs::write(root.join("onmodel.toml"), config).unwrap();
    for index in 0..CAPTIONS {
        std::fs::write(root.join(format!("{index:04}.txt")), caption(index)).unwrap();
        let shade = |x: u32, y: u32| {
            let number = index as u32 + 1;
            (((x * number * 7) ^ (y * (number + 3) * 5)) % 256) as u8
        };
        let image = image::GrayImage::from_fn(32, 32, |x, y| image::Luma([shade(x, y)]));
        image.save(root.join(format!("{index:04}.png"))).unwrap();
    }
    root.join("0500.txt")
}
