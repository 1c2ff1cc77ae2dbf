//! The findings of one set: in texts, on files, on the set.

use onmodel_engine::SetReport;
use onmodel_rules::Finding;

use super::names::Names;
use super::{rows, snippet};
use crate::Style;
use crate::source::Source;

/// The findings as blocks, each ending in a line break: one for each that marks words, then those on
/// files, then those on the set.
pub(super) fn render(set: &SetReport, style: &Style) -> Vec<String> {
    let names = Names::within(set, style);
    let mut blocks = Vec::new();
    let (mut on_files, mut on_set): (Vec<&Finding>, Vec<&Finding>) = Default::default();
    for finding in set.judgement.findings.iter().map(AsRef::as_ref) {
        if let Some(source) = Source::of(finding, set) {
            blocks.push(snippet::render(finding, source, names, style));
        } else if finding.path == set.facts.dataset.root && !style.quiet {
            on_set.push(finding);
        } else {
            on_files.push(finding);
        }
    }
    blocks.extend(rows::on_files(&on_files, names, style));
    blocks.extend(rows::on_set(&on_set, names, style));
    blocks
}
