//! The report for a person at a terminal, in rustc's manner.
//!
//! Each dataset is a block: verdict, score, what was checked; the findings in captions with the
//! words marked, those on files as rows, those on the set; then why the score is what it is, and
//! what to do next. Faults of configurations follow, and a line that counts everything when there
//! is more than one set.

mod config_error;
mod finding;
mod header;
mod mend;
mod next;
mod origins;
mod rows;
mod score;
mod snippet;
mod statistics;
pub(crate) mod summary;
mod verdict;
mod window;

use onmodel_engine::{Check, Gate, SetReport};

use crate::Style;

/// The report.
pub fn render(check: &Check, gate: &Gate, style: &Style) -> String {
    let mut blocks: Vec<String> =
        check.sets.iter().flat_map(|set| set_blocks(set, gate, style)).collect();
    blocks.extend(check.errors.iter().map(|error| config_error::render(error, style)));
    if style.statistics {
        blocks.extend(statistics::render(check, style));
    }
    if !style.quiet {
        blocks.extend(closing(check, gate, style));
    }
    blocks.join("\n")
}

/// One dataset's blocks, each ending in a line break.
fn set_blocks(set: &SetReport, gate: &Gate, style: &Style) -> Vec<String> {
    let findings = finding::render(set, style);
    if style.quiet {
        return findings;
    }
    let mut blocks = vec![header::render(set, gate, style)];
    if style.verbose {
        blocks.push(origins::render(set, style));
    }
    blocks.extend(findings);
    blocks.push(score::render(&set.judgement.score, style));
    blocks.extend(next::render(set, style));
    blocks
}

/// What is said of all sets together.
fn closing(check: &Check, gate: &Gate, style: &Style) -> Option<String> {
    let mut lines = Vec::new();
    if check.sets.len() != 1 || !check.errors.is_empty() {
        lines.push(summary::line(check, gate, style));
    }
    if let Some(fault) = &check.cache_fault {
        let fault = crate::harmless::harmless(fault);
        lines.push(format!("What was seen of the images could not be kept for next time: {fault}"));
    }
    (!lines.is_empty()).then(|| lines.join("\n") + "\n")
}
