//! Several fixes at once: of a file, or of one rule in a set.

use std::path::Path;
use std::sync::Arc;

use onmodel_engine::workspace::SetView;
use onmodel_rules::{Finding, Safety};
use tower_lsp::ls_types::WorkspaceEdit;

use super::Edits;
use super::difference::difference;
use super::fix::shown;
use crate::diagnostics::Worded;

/// Every safe fix of a file, of one rule or of all, until there are none.
pub(super) fn in_file(
    worded: Worded<'_>,
    file: &Path,
    rule: Option<&str>,
) -> Option<WorkspaceEdit> {
    let set = worded.snapshot.view.captioned(file)?;
    let wants = |finding: &Finding| rule.is_none_or(|rule| finding.rule == rule);
    let after = set.mended(file, &wants)?;
    let change = difference(&set.body(file)?.text, &after);
    let mut edits = Edits::new(worded);
    edits.replace(file, change.span, &change.text)?;
    edits.finish()
}

/// Every fix of one rule in a set that is as safe as its safest, to be reviewed where the client
/// shows changes first.
pub(super) fn in_set(worded: Worded<'_>, set: &Arc<SetView>, rule: &str) -> Option<WorkspaceEdit> {
    let mut edits = Edits::new(worded);
    edits.review(format!("{rule}: in all captions of {}", set.facts.dataset.name));
    for (path, changes) in set.fixes_of(rule, safest(set, rule)?) {
        for change in changes {
            if let Some(span) = shown(worded.snapshot, &change) {
                edits.replace(&path, span, &change.text)?;
            }
        }
    }
    edits.finish()
}

/// How many findings of a rule have a fix of text, in one file of a set and in all of it.
pub(super) fn counts(set: &SetView, rule: &str, file: &Path) -> (usize, usize) {
    let Some(safety) = safest(set, rule) else { return (0, 0) };
    let fixable = |finding: &&Arc<Finding>| {
        let mut fixes = finding.fixes.iter();
        finding.rule == rule && fixes.any(|fix| fix.safety == safety && fix.operations.is_empty())
    };
    let findings = set.judgement.findings.iter().filter(fixable);
    let here = |finding: &&Arc<Finding>| finding.path == file && safety == Safety::Safe;
    (findings.clone().filter(here).count(), findings.count())
}

/// Whether some finding of the file has a safe fix of its text.
pub(super) fn is_fixable(worded: Worded<'_>, set: &SetView, file: &Path) -> bool {
    let mut findings = set.judgement.findings.iter().filter(|finding| finding.path == file);
    findings.any(|finding| {
        let safe = finding.fixes.iter().find(|fix| fix.safety == Safety::Safe);
        safe.is_some_and(|fix| {
            fix.operations.is_empty()
                && fix.edits.iter().all(|edit| shown(worded.snapshot, edit).is_some())
        })
    })
}

/// The safest class of fix a rule offers in a set; choices are for a person, one by one.
fn safest(set: &SetView, rule: &str) -> Option<Safety> {
    let findings = set.judgement.findings.iter().filter(|finding| finding.rule == rule);
    let fixes = findings.flat_map(|finding| &finding.fixes);
    let of_text = fixes.filter(|fix| fix.operations.is_empty()).map(|fix| fix.safety);
    of_text.min().filter(|safety| *safety != Safety::Assist)
}
