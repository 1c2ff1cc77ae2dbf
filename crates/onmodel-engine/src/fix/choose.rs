//! Which fixes of a judgement are applied together.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use onmodel_rules::{FileEdit, Finding, Fix, Operation, Safety};

use super::settle::LeftOut;

/// Text edits of each file, those of one fix, each with the fix's title.
pub(super) type Edits = BTreeMap<PathBuf, Vec<(String, FileEdit)>>;

/// What to do in one round.
pub(super) struct Chosen {
    pub(super) edits: Edits,
    /// The rule each file is mended by.
    pub(super) rules: BTreeMap<PathBuf, String>,
    pub(super) operations: Vec<(String, Operation)>,
}

/// Takes each finding's best fix that is allowed, whole or not at all, in the findings' order, one for
/// each file: a fix is made for the text as it stands, and what two of them would leave together
/// nobody has looked at. The others wait for the next round. Unsafe text fixes wait until no safe one
/// is left, and file operations until no text changes. What is left out is not offered.
pub(super) fn choose(findings: &[Arc<Finding>], unsafe_too: bool, left_out: &LeftOut) -> Chosen {
    let mut chosen = taken(findings, Safety::Safe, left_out);
    if unsafe_too && chosen.edits.is_empty() {
        chosen = taken(findings, Safety::Unsafe, left_out);
    }
    let operations = &mut chosen.operations;
    if unsafe_too && chosen.edits.is_empty() {
        let fixes = findings.iter().filter_map(|finding| best(finding, Safety::Unsafe));
        for fix in fixes.filter(|fix| fix.edits.is_empty()) {
            for operation in &fix.operations {
                if !operations.iter().any(|(_, known)| known == operation) {
                    operations.push((fix.title.clone(), operation.clone()));
                }
            }
        }
    }
    chosen
}

fn best(finding: &Finding, safety: Safety) -> Option<&Fix> {
    finding.fixes.iter().find(|fix| fix.safety == safety)
}

fn taken(findings: &[Arc<Finding>], safety: Safety, left_out: &LeftOut) -> Chosen {
    let (mut edits, mut rules) = (Edits::new(), BTreeMap::new());
    let fixes = findings.iter().filter_map(|finding| Some((&finding.rule, best(finding, safety)?)));
    for (rule, fix) in fixes {
        let is_free =
            |edit: &FileEdit| !edits.contains_key(&edit.path) && !left_out.has(rule, &edit.path);
        if fix.operations.is_empty() && fix.edits.iter().all(is_free) {
            for edit in &fix.edits {
                rules.insert(edit.path.clone(), rule.clone());
                edits.entry(edit.path.clone()).or_default().push((fix.title.clone(), edit.clone()));
            }
        }
    }
    Chosen { edits, rules, operations: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onmodel_rules::{Severity, Source};

    fn finding(safety: Safety, path: &str, start: usize, end: usize) -> Arc<Finding> {
        let edit = FileEdit { path: path.into(), start, end, text: String::new() };
        let fix =
            Fix { title: format!("{start}"), safety, edits: vec![edit], operations: Vec::new() };
        Arc::new(Finding {
            rule: "caption-punctuation".to_owned(),
            severity: Severity::Hint,
            path: path.into(),
            range: None,
            message: String::new(),
            consequence: None,
            related: Vec::new(),
            fixes: vec![fix],
            fingerprint: String::new(),
            source: Source::Builtin,
        })
    }

    fn titles(findings: &[Arc<Finding>], unsafe_too: bool) -> Vec<String> {
        let edits = choose(findings, unsafe_too, &LeftOut::default()).edits;
        edits.into_values().flatten().map(|(title, _)| title).collect()
    }

    #[test]
    fn each_file_is_mended_by_one_fix_a_round() {
        let safe = |path, start, end| finding(Safety::Safe, path, start, end);
        let findings = [safe("a.txt", 0, 5), safe("a.txt", 9, 9), safe("b.txt", 3, 8)];
        assert_eq!(titles(&findings, false), ["0", "3"]);
    }

    #[test]
    fn unsafe_fixes_come_last_and_only_when_asked_for() {
        let findings =
            [finding(Safety::Unsafe, "a.txt", 0, 1), finding(Safety::Safe, "a.txt", 5, 6)];
        assert_eq!(titles(&findings, true), ["5"]);
        assert_eq!(titles(&findings[..1], true), ["0"]);
        assert!(titles(&findings[..1], false).is_empty());
        assert!(titles(&[finding(Safety::Assist, "a.txt", 0, 1)], true).is_empty());
    }
}
