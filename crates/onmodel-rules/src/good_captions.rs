//! Captions as experienced people write them, in the styles there are: no rule may warn of one.

mod abroad;
mod names;
mod wide;

use std::fmt::Write;

use crate::fixture::judgement;
use crate::{Selection, Severity};

/// A set with nothing wrong in it.
struct Good {
    /// What it is, for the message of the test.
    what: &'static str,
    /// Keys of `[dataset]`, and more tables.
    config: &'static str,
    captions: &'static [&'static str],
}

const SETS: [Good; 12] = [
    Good {
        what: "booru tags for Pony",
        config: "trigger = \"krstl\"\nbase = \"pony\"\ntrainer = \"kohya\"\ncaption-extension = \".txt\"",
        captions: &[
            "krstl, score_9, score_8_up, score_7_up, source_anime, rating_safe, 1girl, solo, red hair, long hair, green eyes, blue jacket, standing, looking at viewer, smile, outdoors, cherry blossoms",
            "krstl, score_9, score_8_up, score_7_up, source_anime, rating_safe, 1girl, solo, red hair, long hair, green eyes, blue jacket, sitting, wooden chair, from side, closed mouth, indoors, window",
            "krstl, score_9, score_8_up, source_anime, rating_safe, 1girl, solo, red hair, long hair, green eyes, blue jacket, running, open mouth, motion blur, city street, night",
            "krstl, score_9, score_8_up, source_anime, rating_safe, 1girl, solo, red hair, long hair, green eyes, blue jacket, close-up, portrait, simple background, :d, ^_^",
            "krstl, score_9, score_8_up, source_anime, rating_safe, 1girl, solo, red hair, long hair, green eyes, blue jacket, from behind, looking back, rooftop, sunset, wind",
        ],
    },
    Good {
        what: "booru tags for Illustrious, underscores and names with parentheses",
        config: "trigger = \"mira_voss\"\nbase = \"illustrious\"\ntrainer = \"kohya\"\ncaption-extension = \".txt\"",
        captions: &[
            "mira_voss, 1girl, solo, white_hair, short_hair, blue_eyes, thigh-highs, standing, arms_behind_back, looking_at_viewer, white_background, masterpiece, best_quality, very_aesthetic",
            "mira_voss, 1girl, solo, white_hair, short_hair, blue_eyes, holding_sword, katana, fighting_stance, serious, night_sky, full_moon, masterpiece, best_quality",
            "mira_voss, 1girl, solo, white_hair, short_hair, blue_eyes, sitting, crossed_legs, teacup, smile, garden, depth_of_field, masterpiece, best_quality",
            "mira_voss, 1girl, solo, white_hair, short_hair, blue_eyes, from_above, lying, on_back, field, closed_eyes, petals, masterpiece, best_quality",
            "mira_voss, 1girl, solo, white_hair, short_hair, blue_eyes, cosplay, saber (fate), holding_microphone, stage, open_mouth, masterpiece, best_quality",
        ],
    },
    Good {
        what: "booru tags for NoobAI, a male character",
        config: "trigger = \"drvn\"\nbase = \"noobai\"",
        captions: &[
            "drvn, 1boy, male focus, solo, black hair, beard, scar across eye, armor, cape, standing, castle, cloudy sky, newest, absurdres, highres",
            "drvn, 1boy, male focus, solo, black hair, beard, scar across eye, armor, sitting on throne, crown, looking at viewer, frown, newest, absurdres",
            "drvn, 1boy, male focus, solo, black hair, beard, scar across eye, armor, upper body, side view, campfire, night, newest",
            "drvn, 1boy, male focus, solo, black hair, beard, scar across eye, armor, lying, on stomach, grass, from above, asleep, newest",
            "drvn, 1boy, male focus, solo, black hair, beard, scar across eye, armor, swinging sword, dynamic pose, dust, battlefield, newest, highres",
        ],
    },
    Good {
        what: "prose for FLUX",
        config: "trigger = \"krstl\"\nclass = \"woman\"\nbase = \"flux.1\"\ntrainer = \"ai-toolkit\"",
        captions: &[
            "krstl, a woman with long red hair and green eyes, stands on a rocky shore at dawn. She wears a navy blue jacket over a white shirt and looks out over the grey sea, her hair blown to the left by the wind.",
            "krstl sits at a small round table in a dim cafe, both hands wrapped around a cup of coffee. A woman with long red hair and green eyes, she wears a navy blue jacket and smiles faintly at someone outside the frame.",
            "A close-up of krstl, a woman with long red hair and green eyes, laughing with her eyes half closed. Warm light from a paper lantern falls on the left side of her face; the background is a blurred night market.",
            "krstl runs through a narrow alley seen from a low angle. The woman's long red hair and the tails of her navy blue jacket fly behind her, and puddles splash around her boots.",
            "In a full-body view from behind, krstl walks up a stone staircase covered in moss. Her long red hair hangs down over a navy blue jacket. Soft green light filters through the trees above her.",
        ],
    },
    Good {
        what: "short captions by hand",
        config: "trigger = \"krstl\"\nbase = \"sdxl\"",
        captions: &[
            "a photo of krstl, standing in the rain, smiling",
            "a photo of krstl, sitting on a bench in a park, side view",
            "a photo of krstl, close-up, serious expression, studio lighting",
            "a photo of krstl, walking a dog, full body, city street",
            "a photo of krstl, laughing, upper body, kitchen",
        ],
    },
    Good {
        what: "a dog",
        config: "trigger = \"sks\"\nclass = \"dog\"\nbase = \"sdxl\"\ntrainer = \"musubi\"\ncaption-extension = \".txt\"",
        captions: &[
            "a photo of sks dog in a park",
            "a photo of sks dog sleeping on a blue sofa",
            "a photo of sks dog running along the beach, side view",
            "a close-up photo of sks dog with its tongue out",
            "a photo of sks dog sitting in front of a red door, looking at the camera",
        ],
    },
    Good {
        what: "a robot in prose",
        config: "trigger = \"unit kx\"\nclass = \"robot\"\nbase = \"flux.2-dev\"",
        captions: &[
            "unit kx, a squat yellow robot with one round lens and three fingers on each hand, stands in a workshop and holds up a wrench. Sparks fall from the ceiling.",
            "unit kx, a squat yellow robot with one round lens, rolls across a desert on two wide treads, seen from the side at noon. A trail of dust hangs behind it.",
            "unit kx, a squat yellow robot with one round lens, leans over a sleeping cat and reaches out with one finger. The room is dark but for a lamp on the floor.",
            "unit kx, a squat yellow robot with one round lens, waters a row of plants in a greenhouse. The view is from above and the glass roof throws stripes of shadow.",
            "unit kx, a squat yellow robot with one round lens, has fallen on its back in the snow. Its treads are in the air and its lens glows a faint orange.",
        ],
    },
    Good {
        what: "a creature in tags",
        config: "trigger = \"grmbl\"\nclass = \"dragon\"\nbase = \"sdxl\"\ntrainer = \"onetrainer\"",
        captions: &[
            "grmbl, small green dragon, yellow belly, curled horns, sleeping on gold coins, cave, dim light",
            "grmbl, small green dragon, yellow belly, curled horns, flying, spread wings, blue sky, from below",
            "grmbl, small green dragon, yellow belly, curled horns, breathing fire, open mouth, night, close-up",
            "grmbl, small green dragon, yellow belly, curled horns, perched on a branch, side view, forest, fog",
            "grmbl, small green dragon, yellow belly, curled horns, eating an apple, happy, sitting, white background",
        ],
    },
    Good {
        what: "several outfits under one trigger",
        config: "trigger = \"krstl\"\nbase = \"sdxl\"\n[traits]\nvary = [\"outfit\", \"pose\", \"framing\"]",
        captions: &[
            "krstl, woman, red hair, school uniform, pleated skirt, standing, full body, classroom",
            "krstl, woman, red hair, plate armor, cape, kneeling, upper body, cathedral",
            "krstl, woman, red hair, summer dress, straw hat, walking, full body, beach",
            "krstl, woman, red hair, kimono, holding a fan, sitting, cowboy shot, garden",
            "krstl, woman, red hair, hoodie, jeans, leaning on a wall, upper body, alley",
        ],
    },
    Good {
        what: "an object",
        config: "trigger = \"ohwx\"\nclass = \"backpack\"\nbase = \"flux.1\"",
        captions: &[
            "a photo of ohwx backpack on a wooden table, front view, soft daylight from a window",
            "a photo of ohwx backpack hanging on a hook beside a yellow raincoat",
            "a photo of ohwx backpack lying in the snow, seen from above",
            "a photo of ohwx backpack on the back of a man who walks through a train station",
            "a photo of ohwx backpack with its front pocket open, close-up, pencils inside",
        ],
    },
    Good {
        what: "words that could be taken for mistakes",
        config: "trigger = \"zxkla\"\nclass = \"man\"\nbase = \"flux.1\"",
        captions: &[
            "zxkla, a man in his forties with a grey beard, poses as if to throw a ball. A sign behind him reads SALT AND PEPPER.",
            "zxkla stands in front of a shop window at 10:30 in the evening. The cool blue light of a screen falls on his coat (a long one, with brass buttons).",
            "zxkla holds a framed photo of an older woman and smiles; there are two cats on the sofa beside him.",
            "zxkla, seen from behind, walks down a hotel corridor with a suitcase in each hand \u{2014} one red, one black.",
            "zxkla sits cross-legged on the floor, a half-eaten sandwich in his left hand, and reads a letter. His T-shirt says \u{201c}No. 1\u{201d}.",
        ],
    },
    Good {
        what: "anime tags for an SD 1.5 model",
        config: "trigger = \"hnk\"\nbase = \"sd15\"\ntrainer = \"kohya\"\ncaption-extension = \".txt\"\nresolution = 512",
        captions: &[
            "hnk, 1girl, solo, twintails, pink hair, heterochromia, sailor collar, hands on hips, smirk, looking at viewer, school rooftop",
            "hnk, 1girl, solo, twintails, pink hair, heterochromia, sailor collar, arms up, open mouth, :d, sunflower field, from below",
            "hnk, 1girl, solo, twintails, pink hair, heterochromia, sailor collar, hugging own legs, crying, rain, window, night",
            "hnk, 1girl, solo, twintails, pink hair, heterochromia, swimsuit, floating on water, inner tube, from above, closed eyes",
            "hnk, 1girl, solo, twintails, pink hair, heterochromia, apron, holding ladle, steam, kitchen, >_<, upper body",
        ],
    },
];

fn all() -> impl Iterator<Item = &'static Good> {
    SETS.iter().chain(&wide::SETS).chain(&abroad::SETS).chain(&names::SETS)
}

fn set(good: &Good) -> String {
    let mut text = format!("[dataset]\n{}\n", good.config);
    for (index, caption) in good.captions.iter().enumerate() {
        let caption = toml::Value::String((*caption).to_owned());
        let _ = writeln!(text, "[[image]]\nfile = \"{index:02}.png\"\ncaption = {caption}");
    }
    text
}

/// What is said of a set at this severity or above, a line each.
fn said(good: &Good, least: Severity) -> Vec<String> {
    let findings = judgement(&set(good), &Selection::default()).findings;
    let loud = findings.iter().filter(|one| one.severity >= least);
    loud.map(|one| format!("{}: {}: {}", good.what, one.rule, one.message)).collect()
}

#[test]
fn no_rule_warns_of_a_good_caption() {
    let said: Vec<String> = all().flat_map(|good| said(good, Severity::Warning)).collect();
    assert!(said.is_empty(), "{said:#?}");
}

#[test]
fn captions_lie_in_kohyas_folders_as_well() {
    for good in all().filter(|good| good.config.contains("kohya")) {
        let set = set(good).replace("file = \"", "repeats = 10\nfile = \"10_krstl/");
        let findings = judgement(&format!("layout = \"kohya\"\n{set}"), &Selection::default());
        let loud: Vec<_> =
            findings.findings.iter().filter(|one| one.severity > Severity::Hint).collect();
        assert!(loud.is_empty(), "{}: {loud:#?}", good.what);
    }
}

#[test]
fn hints_on_good_captions_are_few() {
    let said: Vec<String> = all().flat_map(|good| said(good, Severity::Hint)).collect();
    assert!(said.len() <= all().count(), "{said:#?}");
}
