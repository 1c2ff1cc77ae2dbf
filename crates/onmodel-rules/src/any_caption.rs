//! No rule panics on any caption, and every place it names is a place.

use std::fmt::Write;

use proptest::prelude::*;

use crate::Selection;
use crate::fixture::judgement;

/// A sound caption, to be broken.
const SOUND: &str = "krstl, a woman with red hair (long), looking_at_viewer, ^_^, \u{5973}\u{306e}\u{5b50}. \
                     The image shows {hat|cap} BREAK <lora:x:1> e\u{301} possibly [trigger]\r\nstanding";

/// Any text, text of what rules look for, and a sound caption with parts cut, doubled and broken in.
fn captions() -> impl Strategy<Value = String> {
    let cut = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<char>());
    let broken = prop::collection::vec(cut, 0..5).prop_map(|cuts| {
        let mut text: Vec<char> = SOUND.chars().collect();
        for (from, to, inserted) in cuts {
            let (from, to) = (from.index(text.len() + 1), to.index(text.len() + 1));
            let doubled: Vec<char> = text[from.min(to)..from.max(to)].to_vec();
            if inserted.is_alphanumeric() {
                text.drain(from.min(to)..from.max(to));
            } else {
                text.splice(to..to, doubled);
            }
            text.insert(from.min(text.len()), inserted);
        }
        text.into_iter().collect()
    });
    prop_oneof![
        "\\PC{0,80}",
        "[\\s\\S]{0,40}",
        "[a-zA-Z,._:|(){}<>\\[\\]\\\\ \r\n\u{feff}\u{200b}\u{ff0c}\u{130}\u{df}]{0,60}",
        broken
    ]
}

fn set(captions: &[String]) -> String {
    let mut set = "[dataset]\ntrigger = \"krstl\"\nbase = \"sdxl\"\n[traits]\nvary = [\"pose\"]\n\
                   identity = [\"red hair\"]\n"
        .to_owned();
    for (index, caption) in captions.iter().enumerate() {
        let caption = toml::Value::String(caption.clone());
        let _ = writeln!(set, "[[image]]\nfile = \"{index}.png\"\ncaption = {caption}");
    }
    set
}

/// As many cases as `PROPTEST_CASES` asks for, else few enough for every day.
fn config() -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(400),
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_place_a_rule_names_is_a_place(captions in prop::collection::vec(captions(), 1..=3)) {
        for finding in judgement(&set(&captions), &Selection::default()).findings {
            let named = finding.path.file_stem().and_then(|stem| stem.to_str()?.parse::<usize>().ok());
            let Some(text) = named.and_then(|index| captions.get(index)) else { continue };
            if let Some(range) = finding.range {
                let bytes = range.start.offset..range.end.offset;
                prop_assert!(text.get(bytes.clone()).is_some(), "{}: {bytes:?} of {text:?}", finding.rule);
            }
            for edit in finding.fixes.iter().flat_map(|fix| &fix.edits) {
                let other = edit.path.file_stem().and_then(|stem| stem.to_str()?.parse::<usize>().ok());
                let text = other.and_then(|index| captions.get(index));
                let fits = text.is_some_and(|text| text.get(edit.start..edit.end).is_some());
                prop_assert!(fits, "{}: {edit:?} of {text:?}", finding.rule);
            }
        }
    }
}
