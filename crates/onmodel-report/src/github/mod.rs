//! Annotations for GitHub Actions: one workflow command a finding, which GitHub shows at its line.

use onmodel_rules::{FileRange, Severity};

use crate::json::{Document, Finding};

/// All findings as workflow commands; then the faults of configurations, and what could not be
/// checked.
pub fn render(document: &Document) -> String {
    let findings = document.datasets.iter().flat_map(|dataset| &dataset.findings);
    let mut lines: Vec<String> = findings.map(finding).collect();
    lines.extend(document.errors.iter().map(|error| {
        let at = format!(",line={},col={}", error.line + 1, error.character + 1);
        let help = error.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
        let message = format!("{}{help}", error.message);
        command("error", &file(&error.path), &at, "configuration", &message)
    }));
    lines.extend(
        document.problems.iter().map(|problem| command("error", "", "", "onmodel", problem)),
    );
    lines.concat()
}

fn finding(finding: &Finding) -> String {
    let word = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let at = finding.range.map(place).unwrap_or_default();
    let consequence = finding.consequence.as_ref().map(|says| format!("\n{says}"));
    let message = format!("{}{}", finding.message, consequence.unwrap_or_default());
    command(word, &file(&finding.path), &at, &finding.rule, &message)
}

/// A range counts from one; its columns are shown only within a line.
fn place(range: FileRange) -> String {
    let (start, end) = (range.start, range.end);
    let lines = format!(",line={},endLine={}", start.line + 1, end.line + 1);
    if start.line == end.line {
        let last = end.character.max(start.character + 1);
        format!("{lines},col={},endColumn={last}", start.character + 1)
    } else {
        lines
    }
}

/// The working directory is no file to mark.
fn file(path: &str) -> String {
    if path == "." { String::new() } else { format!("file={},", property(path)) }
}

fn command(word: &str, file: &str, place: &str, title: &str, message: &str) -> String {
    let place = if file.is_empty() { "" } else { place.trim_start_matches(',') };
    let comma = if place.is_empty() { "" } else { "," };
    format!("::{word} {file}{place}{comma}title={}::{}\n", property(title), data(message))
}

/// What a workflow command's message may hold, as the runner's own toolkit writes it; it is shown in a
/// log, to people.
fn data(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(crate::harmless).collect();
    lines.join("\n").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The same for a property, where a colon and a comma mean something too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
