//! One finding a line, as compilers print: `path:line:column: severity[rule] message`.

use onmodel_engine::{Check, Gate};
use onmodel_rules::Finding;

use crate::Style;
use crate::harmless::harmless;
use crate::style;
use crate::text::summary;

/// All findings, one a line; then the faults of configurations, and a line that counts them all
/// unless only findings are wanted. Lines and columns count from one, columns in UTF-16 units.
pub fn render(check: &Check, gate: &Gate, style: &Style) -> String {
    let findings = check.sets.iter().flat_map(|set| &set.judgement.findings);
    let mut lines: Vec<String> = findings.map(|finding| line(finding, style)).collect();
    lines.extend(check.errors.iter().map(|error| {
        let path = style.harmless_path(&error.place.path);
        let word = style.paint(style::of(onmodel_rules::Severity::Error), "error");
        format!("{path}:{}: {word}[config] {}", error.line_column(), harmless(&error.message))
    }));
    if !style.quiet {
        lines.push(summary::line(check, gate, style));
    }
    if lines.is_empty() { String::new() } else { lines.join("\n") + "\n" }
}

fn line(finding: &Finding, style: &Style) -> String {
    let place = finding.range.map_or_else(String::new, |range| {
        format!(":{}:{}", range.start.line + 1, range.start.character + 1)
    });
    format!(
        "{}{place}: {}[{}] {}",
        style.harmless_path(&finding.path),
        style.paint(style::of(finding.severity), finding.severity.word()),
        harmless(&finding.rule),
        harmless(&finding.message)
    )
}
