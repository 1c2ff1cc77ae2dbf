//! How often each rule spoke.

use std::collections::BTreeMap;

use onmodel_engine::Check;
use onmodel_rules::Severity;

use crate::Style;
use crate::harmless::harmless;
use crate::style::{self, BOLD};

/// Findings by rule, the most frequent first; nothing where nothing was found.
pub(super) fn render(check: &Check, style: &Style) -> Option<String> {
    let mut rules: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
    for finding in check.sets.iter().flat_map(|set| &set.judgement.findings) {
        *rules.entry((&finding.rule, finding.severity)).or_default() += 1;
    }
    let mut rules: Vec<_> = rules.into_iter().collect();
    // The sort is stable, so that equals stay in the order of their names.
    rules.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let rows = rules.iter().map(|((rule, severity), count)| {
        let word = style.paint(style::of(*severity), format!("{:<7}", severity.word()));
        format!("  {count:>4}  {word}  {}\n", harmless(rule))
    });
    let rows: String = rows.collect();
    (!rows.is_empty()).then(|| format!("{}\n{rows}", style.paint(BOLD, "Findings by rule")))
}
