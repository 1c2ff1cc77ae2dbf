//! Findings about whole files and about the set: a head, the files, and the notes they share.
//!
//! ```text
//! error[image-unreadable]
//!  --> 11-crouching.jpg  the file ends before the picture does
//!  --> 12-zero.png       the file is empty (0 bytes)
//!   = note: Scenario refuses the upload of an image it cannot read
//! ```

use onmodel_rules::{Finding, Severity};

use super::mend;
use super::names::Names;
use crate::Style;
use crate::columns::{pad, shorten, width, wrap};
use crate::harmless::harmless;
use crate::style::{self, BOLD};

/// What stands before a file's name.
const ARROW: &str = " --> ";
/// What stands before a note, and the columns of what stands before its second line.
const NOTE: &str = "  = ";
const NOTE_INDENT: usize = 10;
/// A file's name beside its findings is shortened beyond this many columns.
const MOST_NAME: usize = 40;
/// Words are never pressed into fewer columns than this.
const LEAST_WORDS: usize = 24;

/// The findings on files as blocks: those of one rule that say the same of what follows share one.
pub(super) fn on_files(findings: &[&Finding], names: Names<'_>, style: &Style) -> Vec<String> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings {
        let alike = |group: &&mut Vec<&Finding>| key(group[0]) == key(finding);
        match groups.iter_mut().find(alike) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    groups.iter().map(|group| block(group, names, style)).collect()
}

/// What findings in one block have in common.
fn key(finding: &Finding) -> (Severity, &str, Option<&str>) {
    (finding.severity, &finding.rule, finding.consequence.as_deref())
}

fn block(group: &[&Finding], names: Names<'_>, style: &Style) -> String {
    let named: Vec<String> =
        group.iter().map(|finding| shorten(&names.of(&finding.path), MOST_NAME)).collect();
    let columns = named.iter().map(|name| width(name)).max().unwrap_or(0);
    let mut lines = vec![head(group[0], style)];
    for (finding, name) in group.iter().zip(&named) {
        let name = style.paint(BOLD, pad(name, columns));
        let indent = ARROW.len() + columns + 2;
        let mut words = wrap(&harmless(&finding.message), room(style, indent));
        for text in mend::related(finding, names) {
            words.extend(wrap(&harmless(&text), room(style, indent)));
        }
        let words = words.join(&format!("\n{}", " ".repeat(indent)));
        lines.push(format!("{}{name}  {words}", style.paint(style::ARROW, ARROW)));
    }
    lines.extend(group[0].consequence.iter().map(|text| note("note", text, style)));
    lines.extend(mend::help_of_all(group).map(|text| note("help", &text, style)));
    lines.join("\n") + "\n"
}

/// The findings on the set as blocks.
pub(super) fn on_set(findings: &[&Finding], names: Names<'_>, style: &Style) -> Vec<String> {
    let block = |finding: &&Finding| {
        let before = width(finding.severity.word()) + width(&finding.rule) + "[]: ".len();
        let message = wrap(&harmless(&finding.message), room(style, before));
        let message = message.join(&format!("\n{}", " ".repeat(before)));
        let mut lines = vec![format!("{}: {}", head(finding, style), style.paint(BOLD, message))];
        lines.extend(finding.consequence.iter().map(|text| note("note", text, style)));
        lines.extend(mend::related(finding, names).iter().map(|text| note("note", text, style)));
        lines.extend(mend::help(finding).map(|text| note("help", &text, style)));
        lines.join("\n") + "\n"
    };
    findings.iter().map(block).collect()
}

fn head(finding: &Finding, style: &Style) -> String {
    let head = format!("{}[{}]", finding.severity.word(), harmless(&finding.rule));
    style.paint(style::of(finding.severity), head)
}

fn note(kind: &str, text: &str, style: &Style) -> String {
    let indent = format!("\n{}", " ".repeat(NOTE_INDENT));
    let text = wrap(&harmless(text), room(style, NOTE_INDENT)).join(&indent);
    format!("{}{}: {text}", style.paint(style::ARROW, NOTE), style.paint(BOLD, kind))
}

fn room(style: &Style, taken: usize) -> usize {
    style.width.saturating_sub(taken).max(LEAST_WORDS)
}
