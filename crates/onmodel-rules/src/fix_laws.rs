//! The laws every safe fix of a caption obeys, tried on captions put together from nasty pieces.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use onmodel_caption::text::{invisible, words};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::fixture::judgement;
use crate::{Finding, Fix, Safety, Selection};

/// What captions go wrong with.
const PIECES: [&str; 44] = [
    "krstl",
    "krstl woman",
    "Krstl",
    "[trigger]",
    "{name}",
    "red hair",
    "Red_Hair",
    "shirt",
    "white shirt",
    "standing",
    "sitting",
    "close-up",
    "closeup",
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
    "\u{5973}\u{306e}\u{5b50}",
    "e\u{301}clair",
    "\u{1f469}\u{200d}\u{1f680}",
    "\u{645}\u{6cc}\u{200c}\u{62e}",
    "etc.",
];
/// What stands between them.
const GLUE: [&str; 14] =
    [", ", ", ", ", ", ", ", " ", "  ", ",", ",,", " , ", "\u{ff0c}", ". ", "\r\n", "\n", "\u{a0}"];
/// What captions end with.
const ENDS: [&str; 6] = ["", "\n", "\r\n", ".", ", ", "\u{200b}\r\n"];

fn captions() -> impl Strategy<Value = String> {
    let piece = (prop::sample::select(&PIECES[..]), prop::sample::select(&GLUE[..]));
    (prop::collection::vec(piece, 1..6), prop::sample::select(&ENDS[..])).prop_map(
        |(parts, end)| {
            let mut text = String::new();
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

/// What is found in a set of these captions, `0.txt` and on.
fn findings(captions: &[String]) -> Vec<Arc<Finding>> {
    let mut set = "[dataset]\ntrigger = \"krstl\"\n".to_owned();
    for (number, caption) in captions.iter().enumerate() {
        let quoted = toml::Value::String(caption.clone());
        set += &format!("[[image]]\nfile = \"{number}.png\"\ncaption = {quoted}\n");
    }
    judgement(&set, &Selection::default()).findings
}

fn safe_fix(finding: &Arc<Finding>) -> Option<&Fix> {
    finding.fixes.iter().find(|fix| fix.safety == Safety::Safe && !fix.edits.is_empty())
}

/// The number of the caption a path names.
fn number(path: &Path) -> Option<usize> {
    path.file_stem()?.to_str()?.parse().ok()
}

fn applied(captions: &[String], fix: &Fix) -> Vec<String> {
    let mut captions = captions.to_vec();
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.start, edit.end)));
    for edit in edits {
        let at = number(&edit.path).expect("captions are numbered");
        captions[at].replace_range(edit.start..edit.end, &edit.text);
    }
    captions
}

/// How many findings say the same as this one.
fn same(finding: &Finding, among: &[Arc<Finding>]) -> usize {
    let says = |one: &&Arc<Finding>| one.rule == finding.rule && one.message == finding.message;
    among.iter().filter(says).count()
}

fn by_rule(findings: &[Arc<Finding>]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.rule.clone()).or_default() += 1;
    }
    counts
}

/// The text with what nobody sees made plain: it stands inside words and after line ends.
fn visible(text: &str) -> String {
    let mut text = text.to_owned();
    for (span, kind) in invisible(&text).into_iter().rev() {
        text.replace_range(span.start..span.end, kind.replacement());
    }
    text
}

/// The words of a text in lower case, without signs a fix may tidy.
fn words_of(text: &str) -> Vec<String> {
    let text = visible(text);
    words(&text).map(|word| word.of(&text).to_lowercase()).collect()
}

/// Whether a line break ends the text. Which one depends on the line where breaks are mixed.
fn is_ended(text: &str) -> bool {
    text.trim_end_matches([' ', ',']).ends_with(['\r', '\n'])
}

/// The captions with what hides words from the rules made plain: a full-width comma, a character
/// nobody sees, a trigger the rules do not take for one, an opening that makes a sentence of a tag. To show a mistake is not to make one.
fn plain(captions: &[String]) -> Vec<String> {
    let plain = |caption: &String| {
        caption
            .replace('\u{ff0c}', ", ")
            .replace('\u{200b}', "")
            .replace('\u{a0}', " ")
            .replace(" </s>", "")
            .replace("Krstl", "krstl")
            .replace("The image shows ", "")
            .replace("In this image, there is a ", "")
            .replace("arafed ", "")
            .replace(" <lora:krstl:0.8>", "")
    };
    captions.iter().map(plain).collect()
}

/// Rules that compare captions: one whose style a mistake left in doubt is compared once mended, and
/// two that differed in a mistake alone are equal without it. One of two equally misspelt tags, mended
/// alone, differs from the other.
const COMPARE: [&str; 3] =
    ["caption-duplicate", "caption-inconsistent-wording", "caption-style-mixed"];

/// Tries every safe fix of a set.
fn try_fixes(captions: &[String]) -> Result<(), TestCaseError> {
    let before = findings(captions);
    let counted = by_rule(&before);
    let mut shown = by_rule(&findings(&plain(captions)));
    shown.extend(counted.clone());
    for finding in &before {
        let Some(fix) = safe_fix(finding) else { continue };
        let fixed = applied(captions, fix);
        let after = by_rule(&findings(&fixed));
        let told = format!("{}: {captions:?} -> {fixed:?}: {counted:?} -> {after:?}", finding.rule);
        let is_known = |rule: &String| shown.contains_key(rule) || COMPARE.contains(&rule.as_str());
        prop_assert!(after.keys().all(is_known), "introduces: {}", told);
        // One fault of a kind may stand behind another: each has its own words.
        prop_assert!(same(finding, &findings(&fixed)) < same(finding, &before), "stays: {}", told);
        for (number, (old, new)) in captions.iter().zip(&fixed).enumerate() {
            if self::number(&finding.path) == Some(number) {
                keeps_its_words(finding, fix, old, new, &told)?;
            } else {
                prop_assert_eq!(old, new, "touches another file: {}", told);
            }
        }
    }
    Ok(())
}

fn keeps_its_words(
    finding: &Finding,
    fix: &Fix,
    old: &str,
    new: &str,
    told: &str,
) -> Result<(), TestCaseError> {
    // As written, or as seen: an invisible character may be all that stands on the last line.
    let seen = is_ended(&visible(old)) == is_ended(&visible(new));
    prop_assert!(seen || is_ended(old) == is_ended(new), "{}", told);
    let left = words_of(new);
    let named = words_of(&format!("{} {}", finding.message, fix.title));
    for word in words_of(old) {
        let is_kept = left.contains(&word) || named.contains(&word);
        prop_assert!(is_kept, "loses {}: {}", word, told);
    }
    Ok(())
}

/// As many cases as `PROPTEST_CASES` asks for; else the same few on every machine, so that a law that
/// fails for one fails for everybody.
fn config() -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig { rng_seed: RngSeed::Fixed(7), ..ProptestConfig::with_cases(400) },
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_safe_fix_mends_its_finding_and_nothing_else(caption in captions()) {
        try_fixes(&[caption])?;
    }

    #[test]
    fn so_does_one_that_depends_on_other_captions(set in prop::collection::vec(captions(), 2..5)) {
        try_fixes(&set)?;
    }

    #[test]
    fn safe_fixes_come_to_an_end(set in prop::collection::vec(captions(), 1..4)) {
        let mut texts = set.clone();
        for _ in 0..24 * set.len() {
            let found = findings(&texts);
            let Some(fix) = found.iter().find_map(safe_fix) else { return Ok(()) };
            texts = applied(&texts, fix);
        }
        prop_assert!(false, "never done: {set:?} -> {texts:?}");
    }
}
