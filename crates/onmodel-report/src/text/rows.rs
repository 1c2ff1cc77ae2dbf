//! Findings about whole files and about the set: compact rows.

use onmodel_rules::Finding;

use super::mend;
use crate::Style;
use crate::columns::{pad, width, wrap};
use crate::harmless::harmless;
use crate::style::{self, BOLD, DIM};

/// Columns of the severity: `warning`, and two between columns.
const SEVERITY: usize = 7;
const GAP: usize = 2;
/// Where less than this is left for the words, they go below the head instead of beside it.
const LEAST_WORDS: usize = 36;
/// How far words below the head are set in.
const INDENT: usize = 4;

/// Widths of the columns before the words.
struct Columns {
    rule: usize,
    name: usize,
    /// Columns before the words, and for them.
    before: usize,
    words: usize,
}

/// The findings as aligned rows, each with its file's name; without names where these are empty.
pub(super) fn render(findings: &[(&Finding, String)], style: &Style) -> Option<String> {
    let columns = Columns::fitting(findings, style.width);
    let rows = findings.iter().map(|(finding, name)| row(finding, name, &columns, style));
    let rows: String = rows.collect();
    (!rows.is_empty()).then_some(rows)
}

impl Columns {
    fn fitting(findings: &[(&Finding, String)], available: usize) -> Self {
        let rule = findings.iter().map(|(finding, _)| width(&finding.rule)).max().unwrap_or(0);
        let name = findings.iter().map(|(_, name)| width(name)).max().unwrap_or(0);
        let named = if name == 0 { 0 } else { name + GAP };
        let before = SEVERITY + GAP + rule + GAP + named;
        if available.saturating_sub(before) >= LEAST_WORDS {
            return Self { rule, name, before, words: available - before };
        }
        let words = available.saturating_sub(INDENT).max(LEAST_WORDS);
        Self { rule: 0, name: 0, before: INDENT, words }
    }
}

fn row(finding: &Finding, name: &str, columns: &Columns, style: &Style) -> String {
    let severity = pad(finding.severity.word(), SEVERITY);
    let rule = harmless(&finding.rule);
    let gap = " ".repeat(GAP);
    let mut head = format!(
        "{}{gap}{}",
        style.paint(style::of(finding.severity), severity),
        pad(&rule, columns.rule),
    );
    if !name.is_empty() {
        head = format!("{head}{gap}{}", style.paint(BOLD, pad(name, columns.name)));
    }
    let words =
        words(finding, columns.words, style).join(&format!("\n{}", " ".repeat(columns.before)));
    let between = if columns.before == INDENT { format!("\n{}", " ".repeat(INDENT)) } else { gap };
    format!("{head}{between}{words}\n")
}

/// Message, consequence, related places and help, each wrapped.
fn words(finding: &Finding, columns: usize, style: &Style) -> Vec<String> {
    let mut lines = wrap(&harmless(&finding.message), columns);
    let related = mend::related(finding, style);
    for text in finding.consequence.iter().chain(&related) {
        lines.extend(wrap(&harmless(text), columns).iter().map(|line| style.paint(DIM, line)));
    }
    if let Some(help) = mend::help(finding) {
        lines.extend(wrap(&harmless(&format!("help: {help}")), columns));
    }
    lines
}
