//! The laws every safe fix of a caption obeys, tried on captions put together from nasty pieces.

use std::collections::BTreeMap;
use std::sync::Arc;

use onmodel_caption::text::{invisible, words};
use proptest::prelude::*;

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

fn findings(caption: &str) -> Vec<Arc<Finding>> {
    let quoted = toml::Value::String(caption.to_owned()).to_string();
    let set = format!(
        "[dataset]\ntrigger = \"krstl\"\n[[image]]\nfile = \"01.png\"\ncaption = {quoted}\n"
    );
    judgement(&set, &Selection::default()).findings
}

fn safe_fix(finding: &Finding) -> Option<&Fix> {
    let of_caption = finding.rule.starts_with("caption-");
    finding
        .fixes
        .iter()
        .find(|fix| of_caption && fix.safety == Safety::Safe && !fix.edits.is_empty())
}

fn applied(text: &str, fix: &Fix) -> String {
    let mut text = text.to_owned();
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.start, edit.end)));
    for edit in edits {
        text.replace_range(edit.start..edit.end, &edit.text);
    }
    text
}

fn by_rule(findings: &[Arc<Finding>]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.rule.clone()).or_default() += 1;
    }
    counts
}

/// The words of a text in lower case, without signs a fix may tidy. What nobody sees stands inside
/// and between them.
fn words_of(text: &str) -> Vec<String> {
    let mut text = text.to_owned();
    for (span, _) in invisible(&text).into_iter().rev() {
        let shown = if span.of(&text) == "\u{200b}" { "" } else { " " };
        text.replace_range(span.start..span.end, shown);
    }
    words(&text).map(|word| word.of(&text).to_lowercase()).collect()
}

fn line_end(text: &str) -> &str {
    &text[text.trim_end_matches(['\r', '\n']).len()..]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_safe_fix_mends_its_finding_and_nothing_else(caption in captions()) {
        let before = findings(&caption);
        let counted = by_rule(&before);
        // A full-width comma or a character nobody sees hides words from every rule: to show a
        // mistake in them is not to make one.
        let plain = caption.replace('\u{ff0c}', ", ").replace('\u{200b}', "").replace('\u{a0}', " ");
        let mut shown = by_rule(&findings(&plain));
        shown.extend(counted.clone());
        for finding in &before {
            let Some(fix) = safe_fix(finding) else { continue };
            let fixed = applied(&caption, fix);
            let after = by_rule(&findings(&fixed));
            let told = format!("{}: {:?} -> {fixed:?}: {counted:?} -> {after:?}", finding.rule, caption);
            prop_assert!(after.keys().all(|rule| shown.contains_key(rule)), "introduces: {told}");
            prop_assert!(after.get(&finding.rule) < counted.get(&finding.rule), "stays: {told}");
            prop_assert_eq!(line_end(&caption), line_end(&fixed), "{}", told);
            let left = words_of(&fixed);
            let named = words_of(&format!("{} {}", finding.message, fix.title));
            for word in words_of(&caption) {
                let is_kept = left.contains(&word) || named.contains(&word);
                prop_assert!(is_kept, "loses {word}: {told}");
            }
        }
    }

    #[test]
    fn safe_fixes_come_to_an_end(caption in captions()) {
        let mut text = caption.clone();
        for _ in 0..24 {
            let found = findings(&text);
            let Some(fix) = found.iter().find_map(|finding| safe_fix(finding)) else { return Ok(()) };
            text = applied(&text, fix);
        }
        prop_assert!(false, "never done: {caption:?} -> {text:?}");
    }
}
