//! How much a change makes the baseline grow.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use onmodel_rules::baseline::Baseline;
use onmodel_rules::weakened::Weakening;

use super::Changed;
use super::before::Past;

/// What the baseline knows beyond what it knew, counted by rule.
pub(super) fn find(past: &mut Past, change: &Changed, file: &Path) -> Option<(PathBuf, Weakening)> {
    let real = file.canonicalize().ok()?;
    if !change.names(&real) {
        return None;
    }
    let parse = |bytes: Vec<u8>| Baseline::parse(&String::from_utf8(bytes).ok()?).ok();
    let before = past.read(&real).and_then(parse).unwrap_or_default();
    let now = parse(onmodel_dataset::read_text(&real).ok()?)?;
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, known) in now.grown(&before) {
        *rules.entry(&known.rule).or_default() += 1;
    }
    let count: usize = rules.values().sum();
    let listed: Vec<String> =
        rules.iter().map(|(rule, count)| format!("{count} × {rule}")).collect();
    let findings = if count == 1 { "finding" } else { "findings" };
    let what = format!("knows {count} more {findings}: {}", listed.join(", "));
    let about = "baseline".to_owned();
    (count > 0).then_some((real, Weakening { about, what }))
}
