//! Captions put together from what captions go wrong with, and what no mending may change in them.
//! The laws of fixes are tried on them, those of one fix here and those of a mended set in the engine.

use std::collections::BTreeMap;

use onmodel_caption::text::{invisible, words};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// What captions go wrong with.
const PIECES: [&str; 58] = [
    "krstl",
    "krstl",
    "krstl woman",
    "Krstl",
    "krtsl",
    "krstls",
    "krstl's hat",
    "[trigger]",
    "{name}",
    "red hair",
    "Red_Hair",
    "shirt",
    "white shirt",
    "standing",
    "standng",
    "sitting",
    "close-up",
    "closeup",
    "tight shot",
    "looking_at_viewer",
    "looking at viewer",
    "^_^",
    ">,<",
    "1,000 birds",
    "masterpiece",
    "best quality",
    "beautiful",
    "stunning view",
    "rating:safe",
    "watermark",
    "(hat:1.2)",
    "((hat))",
    "[[hat]]",
    "<lora:krstl:0.8>",
    "hat_\\(red\\)",
    "BREAK",
    "hat AND coat",
    "red::2",
    "|||",
    "{hat|cap}",
    "TODO",
    "null",
    "The image shows",
    "In this image, there is a",
    "arafed",
    "Krstl smiles.",
    "She is running.",
    "possibly",
    "</s>",
    "\u{200b}",
    "\u{a0}",
    "\u{2066}hat\u{2069}",
    "\u{5973}\u{306e}\u{5b50}",
    "e\u{301}clair",
    "\u{e2}\u{20ac}\u{2122}s hat",
    "\u{1f469}\u{200d}\u{1f680}",
    "\u{645}\u{6cc}\u{200c}\u{62e}",
    "etc.",
];
/// What stands between them.
const GLUE: [&str; 16] = [
    ", ", ", ", ", ", ", ", " ", "  ", "\t", ",", ",,", " , ", "\u{ff0c}", ". ", "\r\n", "\n",
    "\r", "\u{a0}",
];
/// What captions begin and end with.
const STARTS: [&str; 7] = ["", "", "", "", "\n", " ", ", "];
const ENDS: [&str; 7] = ["", "\n", "\r\n", "\r", ".", ", ", "\u{200b}\r\n"];

/// A caption of at most five such pieces.
pub(crate) fn caption() -> impl Strategy<Value = String> {
    let piece = (prop::sample::select(&PIECES[..]), prop::sample::select(&GLUE[..]));
    let parts = prop::collection::vec(piece, 0..6);
    (prop::sample::select(&STARTS[..]), parts, prop::sample::select(&ENDS[..])).prop_map(
        |(start, parts, end)| {
            let mut text = start.to_owned();
            for (index, (piece, glue)) in parts.iter().enumerate() {
                if index > 0 {
                    text += glue;
                }
                text += piece;
            }
            text + end
        },
    )
}

/// As many cases as `PROPTEST_CASES` asks for; else the same few on every machine, so that a law that
/// fails for one fails for everybody.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig { rng_seed: RngSeed::Fixed(7), ..ProptestConfig::with_cases(cases) },
    }
}

/// The text as a reader sees it: what nobody sees is gone, or the space or line end it stood for.
fn visible(text: &str) -> String {
    let mut seen = text.trim_start_matches('\u{feff}').to_owned();
    for (span, kind) in invisible(&seen).into_iter().rev() {
        seen.replace_range(span.start..span.end, kind.replacement());
    }
    seen
}

/// How often each word stands in a text, in lower case; an underscore parts words as a space does.
fn words_of(text: &str) -> BTreeMap<String, usize> {
    let text = visible(text).replace('_', " ");
    let mut counts = BTreeMap::new();
    for word in words(&text) {
        *counts.entry(word.of(&text).to_lowercase()).or_default() += 1;
    }
    counts
}

/// Whether a line end closes the text: nothing but spaces and commas stands on the line after it.
fn is_closed(text: &str) -> bool {
    visible(text).trim_end_matches([' ', ',', '\u{ff0c}']).ends_with(['\r', '\n'])
}

/// The line ends of a text, in order.
fn line_ends(text: &str) -> Vec<String> {
    let text = visible(text);
    let mut rest = text.as_str();
    let mut ends = Vec::new();
    while let Some(at) = rest.find(['\r', '\n']) {
        let length = if rest[at..].starts_with("\r\n") { 2 } else { 1 };
        ends.push(rest[at..at + length].to_owned());
        rest = &rest[at + length..];
    }
    ends
}

/// Checks that mending kept what it did not name: every word as often as it stood there, every line
/// end of a line that is left, and whether one closes the text. `named` is what the findings and their
/// fixes tell.
pub(crate) fn keeps_the_rest(before: &str, after: &str, named: &str) -> Result<(), TestCaseError> {
    let told = format!("{before:?} -> {after:?}, told: {named}");
    prop_assert_eq!(is_closed(before), is_closed(after), "the last line end: {}", &told);
    let mut ends = line_ends(before).into_iter();
    let are_kept = line_ends(after).iter().all(|end| ends.any(|known| known == *end));
    prop_assert!(are_kept, "line ends: {}", &told);
    let (old, new, named) = (words_of(before), words_of(after), words_of(named));
    for word in old.keys().chain(new.keys()).filter(|word| !named.contains_key(*word)) {
        prop_assert_eq!(old.get(word), new.get(word), "the word {}: {}", word, &told);
    }
    Ok(())
}
