//! One cause, one finding: a rule silences others on the same image or caption.

use std::sync::Arc;

use crate::{ActiveRule, Draft, RuleSet, Severity};

use super::hearing::{Drafts, Subject};

/// What is left of the drafts about one subject, each with its rule and its severity: those another
/// rule supersedes are gone if that rule spoke of the same image or caption.
pub(super) fn supersede(
    drafts: Drafts,
    rules: &RuleSet,
) -> impl Iterator<Item = (usize, Severity, Arc<Draft>)> {
    let rules = rules.rules();
    let speaks_up = |(rule, draft): &&(usize, Arc<Draft>)| {
        let is_file = Subject::of(&draft.place) != Subject::Set;
        is_file && !draft.beside && !rules[*rule].meta.supersedes.is_empty()
    };
    let silencers: Vec<usize> = drafts.iter().filter(speaks_up).map(|(rule, _)| *rule).collect();
    let is_silenced = move |rule: usize| {
        let mut others = silencers.iter().filter(|by| **by != rule);
        others.any(|by| names(rules[*by].meta.supersedes, &rules[rule]))
    };
    let left = drafts.into_iter().filter(move |(rule, _)| !is_silenced(*rule));
    left.map(|(rule, draft)| (rule, severity(&rules[rule], &draft), draft))
}

/// Whether a list of names, each of which may end in `*`, names the rule.
fn names(list: &[&str], rule: &ActiveRule) -> bool {
    list.iter().any(|name| match name.strip_suffix('*') {
        Some(prefix) => rule.meta.name.starts_with(prefix),
        None => rule.meta.name == *name,
    })
}

/// The level a user set wins; else what the case deserves; else the rule's own.
fn severity(rule: &ActiveRule, draft: &Draft) -> Severity {
    if rule.level_is_set { rule.level } else { draft.severity.unwrap_or(rule.level) }
}
