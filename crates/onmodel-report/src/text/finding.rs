//! The findings of one set: in texts, on files, on the set.

use onmodel_engine::SetReport;
use onmodel_rules::Finding;

use super::{rows, snippet};
use crate::Style;
use crate::columns::shorten;
use crate::harmless::harmless;
use crate::shown::slashed;
use crate::source::Source;

/// A file's name beside its findings is shortened beyond this many columns.
const MOST_NAME: usize = 32;

/// The findings as blocks, each ending in a line break: one for each that marks words, one for all
/// on files, one for all on the set.
pub(super) fn render(set: &SetReport, style: &Style) -> Vec<String> {
    let mut blocks = Vec::new();
    let (mut on_files, mut on_set) = (Vec::new(), Vec::new());
    for finding in set.judgement.findings.iter().map(AsRef::as_ref) {
        if let Some(source) = Source::of(finding, set) {
            blocks.push(snippet::render(finding, source, style));
        } else if finding.path == set.facts.dataset.root {
            on_set.push((finding, String::new()));
        } else {
            on_files.push((finding, name(finding, set, style)));
        }
    }
    blocks.extend(rows::render(&on_files, style));
    blocks.extend(rows::render(&on_set, style));
    blocks
}

/// The file as the reader knows it: within the set named above; in full where only findings are
/// shown.
fn name(finding: &Finding, set: &SetReport, style: &Style) -> String {
    match set.facts.dataset.relative(&finding.path) {
        Some(inside) if !style.quiet => shorten(&harmless(&slashed(inside)), MOST_NAME),
        _ => style.harmless_path(&finding.path),
    }
}
