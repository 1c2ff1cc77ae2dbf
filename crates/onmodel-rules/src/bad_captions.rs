//! Captions with one planted mistake each: the rule it belongs to finds it.

use crate::fixture::findings;

/// The rule, keys of the set beside its trigger, and captions of the set, the bad one first.
type Planted = (&'static str, &'static str, &'static [&'static str]);

/// What a sound caption of the set looks like.
const SOUND: [&str; 3] = [
    "krstl, woman, red hair, sitting, smiling, forest",
    "krstl, woman, red hair, running, laughing, beach",
    "krstl, woman, red hair, kneeling, angry, alley",
];

const PLANTED: [Planted; 60] = [
    ("trigger-missing", "", &["woman, red hair, standing, rooftop"]),
    ("trigger-missing", "", &["She stands on a rooftop and looks down."]),
    ("trigger-variant", "", &["Krstl, woman, red hair, standing"]),
    ("trigger-variant", "", &["krstll, woman, red hair, standing"]),
    ("trigger-variant", "", &["krtsl, woman, red hair, standing"]),
    ("trigger-variant", "", &["krstls red hair, standing on a roof"]),
    ("trigger-variant", "", &["kr\u{200b}stl, woman, red hair, standing"]),
    ("trigger-not-first", "", &["woman, red hair, standing, krstl, rooftop"]),
    ("caption-empty", "", &[""]),
    ("caption-empty", "", &["   \n\n"]),
    ("caption-empty", "", &["krstl"]),
    ("caption-encoding", "", &["krstl, woman in a caf\u{c3}\u{a9}, standing"]),
    ("caption-encoding", "", &["krstl, woman\u{fffd}s hat, standing"]),
    ("caption-identity-inconsistent", "", &["krstl, woman, blonde hair, standing, rooftop"]),
    ("caption-contradiction", "", &["krstl, woman, red hair, standing, sitting on a chair"]),
    ("caption-contradiction", "", &["krstl, woman, red hair, indoors, outdoors, standing"]),
    ("caption-contradiction", "", &["krstl, full body, close-up, red hair"]),
    ("caption-contradiction", "", &["krstl, from behind, front view, red hair"]),
    ("caption-boilerplate", "", &["The image shows krstl standing on a rooftop."]),
    ("caption-boilerplate", "", &["In this image, krstl is standing on a rooftop."]),
    ("caption-boilerplate", "", &["arafed image of krstl standing on a rooftop"]),
    (
        "caption-boilerplate",
        "",
        &["I'm sorry, I can't help with identifying people. krstl stands."],
    ),
    ("caption-duplicate", "", &["krstl, woman, red hair, sitting, smiling, forest"]),
    ("caption-duplicate", "", &["krstl, sitting, woman, Red_Hair, forest, smiling"]),
    ("caption-style-mixed", "", &["krstl is a woman with red hair. She is standing on a rooftop."]),
    ("caption-duplicate-tag", "", &["krstl, red hair, standing, red_hair"]),
    ("caption-duplicate-tag", "", &["krstl, closeup, standing, close-up"]),
    ("caption-punctuation", "", &["krstl,, red hair, standing"]),
    ("caption-punctuation", "", &["krstl,red hair , standing,"]),
    ("caption-punctuation", "", &["krstl\u{ff0c}red hair\u{ff0c}standing"]),
    ("caption-vague", "", &["krstl, masterpiece, best quality, 8k, standing"]),
    ("caption-vague", "", &["krstl, stunning, beautiful, standing"]),
    ("caption-vague", "", &["krstl, rating:safe, commentary request, standing"]),
    ("caption-invisible-characters", "", &["krstl,\u{a0}red hair, standing\u{200b}"]),
    ("caption-multiline", "trainer = \"kohya\"", &["krstl, red hair\nstanding, rooftop"]),
    ("caption-placeholder", "", &["[trigger], red hair, standing"]),
    ("caption-placeholder", "", &["krstl, TODO"]),
    ("caption-hedging", "", &["krstl appears to be standing on what looks like a rooftop."]),
    ("caption-mentions-watermark", "", &["krstl, red hair, standing, watermark, artist name"]),
    ("caption-prompt-syntax", "", &["krstl, (red hair:1.3), standing"]),
    ("caption-prompt-syntax", "", &["krstl, red hair, standing, <lora:detail:0.6>"]),
    ("caption-prompt-syntax", "", &["krstl, artoria \\(fate\\), standing"]),
    ("caption-inconsistent-wording", "", &["krstl, woman, red_hair, standing"]),
    (
        "caption-too-long",
        "base = \"sdxl\"",
        &[
            "krstl, woman, red hair, standing at the stall of a fish market in an old harbour town, wet cobblestones, red lanterns, nets, baskets, barrels, ropes, gulls on the roofs, washing between the houses, a cart with oranges, two sleeping cats, a blue door, a green door, flower pots, drifting smoke, distant masts, pale morning light, long shadows, puddles with reflections",
        ],
    ),
    (
        "caption-missing-trait",
        "[traits]\nvary = [\"pose\", \"expression\"]",
        &["krstl, woman, red hair, rooftop"],
    ),
    ("dataset-second-character", "", &["krstl, 2girls, red hair, standing, rooftop"]),
    ("trigger-variant", "", &["kr stl, woman, red hair, standing"]),
    ("caption-contradiction", "", &["krstl, woman, red hair, long hair, short hair, standing"]),
    ("caption-contradiction", "", &["krstl, solo, 2girls, red hair, standing"]),
    ("caption-boilerplate", "", &["Here is a caption for the image: krstl stands on a rooftop."]),
    ("caption-boilerplate", "", &["krstl stands on a roof. Let me know if you need more!"]),
    ("caption-placeholder", "", &["krstl, <character>, standing"]),
    ("caption-prompt-syntax", "", &["krstl, red hair, (standing), rooftop"]),
    ("caption-prompt-syntax", "", &["krstl, red hair, {{standing}}, rooftop"]),
    ("caption-prompt-syntax", "", &["krstl, red hair, [standing:sitting:0.5]"]),
    ("caption-prompt-syntax", "", &["krstl, red hair, standing --ar 16:9"]),
    ("caption-mentions-watermark", "", &["krstl stands on a roof with a signature at the bottom."]),
    ("dataset-second-character", "", &["krstl and another woman are talking on a rooftop."]),
    ("dataset-second-character", "", &["krstl, 1girl, 1boy, red hair, standing, rooftop"]),
    ("caption-missing-trait", "class = \"woman\"", &["krstl, red hair, standing, rooftop"]),
];

fn set(config: &str, captions: &[&str]) -> String {
    let mut text = format!("[dataset]\ntrigger = \"krstl\"\n{config}\n");
    for (number, caption) in captions.iter().chain(&SOUND).enumerate() {
        let caption = toml::Value::String((*caption).to_owned());
        text += &format!("[[image]]\nfile = \"{number}.png\"\ncaption = {caption}\n");
    }
    text
}

#[test]
fn every_planted_mistake_is_found() {
    let missed: Vec<_> = PLANTED
        .iter()
        .filter(|(rule, config, captions)| findings(rule, &set(config, captions)).is_empty())
        .map(|(rule, _, captions)| format!("{rule}: {captions:?}"))
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

/// Mistakes that show twice: what is planted is not said twice of one caption.
#[test]
fn no_mistake_is_told_twice_of_one_caption() {
    for (rule, config, captions) in PLANTED {
        let found = findings(rule, &set(config, captions));
        let of_first = found.iter().filter(|one| one.path.ends_with("0.txt")).count();
        assert!(of_first <= 1, "{rule}: {found:#?}");
    }
}

#[test]
fn beside_sound_captions_no_rule_of_them_speaks() {
    for (rule, config, _) in PLANTED {
        let said = findings(rule, &set(config, &[]));
        assert!(said.is_empty(), "{rule}: {said:#?}");
    }
}
