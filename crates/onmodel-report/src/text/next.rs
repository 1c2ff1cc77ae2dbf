//! What to do next: the few commands that help most.

use std::collections::BTreeMap;

use onmodel_engine::SetReport;
use std::sync::Arc;

use onmodel_rules::{Finding, Safety};

use crate::Style;
use crate::columns::{pad, width, wrap};
use crate::style::BOLD;

/// How many commands are named.
const MOST: usize = 3;
/// Commands longer than this have their reason below instead of beside them.
const LONG: usize = 44;

/// The commands that help most, each with what it does; nothing where nothing was found.
pub(super) fn render(set: &SetReport, style: &Style) -> Option<String> {
    let findings = &set.judgement.findings;
    if findings.is_empty() {
        return None;
    }
    let path = argument(&style.harmless_path(&set.facts.dataset.root));
    let mut steps = Vec::new();
    let safe = best(findings, Safety::Safe);
    if safe > 0 {
        steps.push((
            format!("onmodel fix{path}"),
            format!("mends {} by itself", of(safe, findings)),
        ));
    }
    let review = best(findings, Safety::Unsafe);
    if review > 0 {
        let shows =
            format!("shows how {} could be mended, for you to review", of(review, findings));
        steps.push((format!("onmodel fix --unsafe --diff{path}"), shows));
    }
    let explained = worst_rule(findings);
    steps.extend(explained.map(|rule| {
        (format!("onmodel explain {rule}"), "says why it matters and how to mend it".to_owned())
    }));
    steps.truncate(MOST);
    Some(format!("{}\n{}", style.paint(BOLD, "What to do next"), table(&steps, style)))
}

/// How many findings have their best fix of this safety.
fn best(findings: &[Arc<Finding>], safety: Safety) -> usize {
    findings.iter().filter(|one| one.fixes.first().is_some_and(|fix| fix.safety == safety)).count()
}

fn of(some: usize, findings: &[Arc<Finding>]) -> String {
    match findings.len() {
        1 => "it".to_owned(),
        2 if some == 2 => "both".to_owned(),
        all if all == some => format!("all {all}"),
        _ => format!("{some} of these"),
    }
}

/// The rule that says the worst, and most often, among findings nothing mends by itself.
fn worst_rule(findings: &[Arc<Finding>]) -> Option<&str> {
    let by_hand = |one: &&Arc<Finding>| one.fixes.first().is_none_or(|fix| fix.safety != Safety::Safe);
    let mut rules = BTreeMap::new();
    for finding in findings.iter().filter(by_hand) {
        let said = rules.entry(finding.rule.as_str()).or_insert((finding.severity, 0_usize));
        *said = (said.0.max(finding.severity), said.1 + 1);
    }
    // Of equals, the first by name.
    let worst = rules.into_iter().rev().max_by_key(|(_, said)| *said);
    worst.map(|(rule, _)| rule)
}

/// The path as an argument; nothing for the working directory, quotes where a shell needs them.
fn argument(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+@,:".contains(c);
    match path {
        "." => String::new(),
        path if path.chars().all(plain) => format!(" {path}"),
        path => format!(" '{}'", path.replace('\'', "'\\''")),
    }
}

fn table(steps: &[(String, String)], style: &Style) -> String {
    let widest = steps.iter().map(|(command, _)| width(command)).max().unwrap_or(0);
    let beside = widest <= LONG && style.width >= widest + LONG;
    let lines = steps.iter().map(|(command, does)| {
        let before = if beside { widest + 4 } else { 6 };
        let does = wrap(does, style.width.saturating_sub(before).max(LONG / 2))
            .join(&format!("\n{}", " ".repeat(before)));
        if beside {
            format!("  {}  {does}\n", pad(command, widest))
        } else {
            format!("  {command}\n      {does}\n")
        }
    });
    lines.collect()
}
