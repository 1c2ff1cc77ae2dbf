//! The laws every safe fix of a caption obeys, tried on captions put together from nasty pieces.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;

use crate::fixture::judgement;
use crate::nasty::{caption, config, keeps_the_rest};
use crate::{Finding, Fix, Safety, Selection};

/// Rules that compare captions. A mistake may hide from them what two captions have in common: mend
/// one of two that differ in nothing else and they are equal; and of two misspelt alike, one mended
/// differs from the other. Neither is the fix's doing, and no fix of one caption can know of it.
const COMPARE: [&str; 4] =
    ["caption-duplicate", "caption-inconsistent-wording", "caption-style-mixed", "trigger-variant"];

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
    let says = |one: &&Arc<Finding>| {
        one.rule == finding.rule && one.path == finding.path && one.message == finding.message
    };
    among.iter().filter(says).count()
}

/// How often each rule speaks of each file.
fn counted(findings: &[Arc<Finding>]) -> BTreeMap<(String, PathBuf), usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry((finding.rule.clone(), finding.path.clone())).or_default() += 1;
    }
    counts
}

/// Tries every safe fix of a set by itself.
fn try_fixes(captions: &[String]) -> Result<(), TestCaseError> {
    let before = findings(captions);
    let known = counted(&before);
    for finding in &before {
        let Some(fix) = safe_fix(finding) else { continue };
        let fixed = applied(captions, fix);
        let after = findings(&fixed);
        let told = format!("{}: {captions:?} -> {fixed:?}", finding.rule);
        prop_assert!(same(finding, &after) < same(finding, &before), "stays: {}", told);
        for (key, count) in counted(&after) {
            let compares = captions.len() > 1 && COMPARE.contains(&key.0.as_str());
            let more = count > known.get(&key).copied().unwrap_or(0);
            prop_assert!(compares || !more, "brings {}: {}", key.0, told);
        }
        let named = format!("{} {}", finding.message, fix.title);
        for (number, (old, new)) in captions.iter().zip(&fixed).enumerate() {
            if self::number(&finding.path) == Some(number) {
                keeps_the_rest(old, new, &named)?;
            } else {
                prop_assert_eq!(old, new, "touches another file: {}", told);
            }
        }
    }
    Ok(())
}

/// Sets that once broke a law.
const BROKE: [&[&str]; 27] = [
    &["krstl, Krstl", "krstl"],
    &["BREAK\u{a0}Krstl smiles.", "krstl"],
    &["krstl woman\r\n\u{200b}, masterpiece"],
    &["hat_\\(red\\)", "hat_\\(red\\), krstl"],
    &["arafed masterpiece", "watermark"],
    &["masterpiece\u{200b}\r\n"],
    &["masterpiece\u{200b}\r\n", ""],
    &[" BREAK, red hair"],
    &[" BREAK", ""],
    &["krstls\r"],
    &["krstls  krstls", ""],
    &["krstls, \u{200b}"],
    &["BREAK\rKrstl smiles.", ""],
    &["", ", \u{200b}, 1,000 birds"],
    &["Red_Hair\u{ff0c}red hair"],
    &["close-up\u{ff0c}closeup"],
    &["close-up, krstl, closeup\u{ff0c}krstl"],
    &["", "Krstl, [trigger],krstl"],
    &["[trigger], krstl >,<"],
    &["hat_\\(red\\), In this image, there is a, Red_Hair, red hair", ""],
    &["Krstl\u{ff0c}krstl,krstl", ""],
    &["krstl, <lora:krstl:0.8> [trigger]"],
    &["kr\u{200b}stl, red hair"],
    &["Krstl, krstl, krstl"],
    &["krstl, masterpiece\n, "],
    &["krstl's hat\r\nmasterpiece\r\nmasterpiece."],
    &["The image shows, tight shot,close-up"],
];

#[test]
fn what_once_broke_a_law_keeps_it() {
    for set in BROKE {
        let set: Vec<String> = set.iter().map(|caption| (*caption).to_owned()).collect();
        try_fixes(&set).unwrap_or_else(|broken| panic!("{set:?}: {broken}"));
    }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn a_safe_fix_mends_its_finding_and_nothing_else(caption in caption()) {
        try_fixes(&[caption])?;
    }

    #[test]
    fn so_does_one_that_depends_on_other_captions(set in prop::collection::vec(caption(), 2..5)) {
        try_fixes(&set)?;
    }

    #[test]
    fn safe_fixes_come_to_an_end(set in prop::collection::vec(caption(), 1..4)) {
        let mut texts = set.clone();
        for _ in 0..24 * set.len() {
            let found = findings(&texts);
            let Some(fix) = found.iter().find_map(safe_fix) else { return Ok(()) };
            texts = applied(&texts, fix);
        }
        prop_assert!(false, "never done: {set:?} -> {texts:?}");
    }
}
