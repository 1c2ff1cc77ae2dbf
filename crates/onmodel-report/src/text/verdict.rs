//! The verdict in a line, as the gate has it.

use onmodel_engine::{Gate, SetReport};
use onmodel_rules::Severity;
use onmodel_rules::judge::Tally;

use crate::Style;
use crate::style::{self, GOOD};
use crate::words::{count, severities};

/// "Not ready: 3 problems to mend".
pub(super) fn render(set: &SetReport, gate: &Gate, style: &Style) -> String {
    if gate.passes(set) {
        style.paint(GOOD, ready(set, gate))
    } else {
        style.paint(style::of(Severity::Error), not_ready(set, gate))
    }
}

fn ready(set: &SetReport, gate: &Gate) -> String {
    let tally = Tally::of(&set.judgement.findings, 0);
    let found = severities(&tally);
    match gate.fail_on {
        _ if found.is_empty() => "Ready: nothing to mend".to_owned(),
        None if tally.errors > 0 => format!("Let through, as nothing was to fail it: {found}"),
        _ => format!("Ready, with {found} worth a look"),
    }
}

fn not_ready(set: &SetReport, gate: &Gate) -> String {
    let failing = gate.failing(set);
    let mut reasons = Vec::new();
    if failing > 0 {
        reasons.push(format!("{} to mend", count(failing, "problem")));
    }
    if let Some(needed) = gate.needed(set).filter(|_| !gate.score_suffices(set)) {
        let total = set.judgement.score.total;
        reasons.push(format!("the score is {total:.1}, {needed} is needed"));
    }
    format!("Not ready: {}", reasons.join("; "))
}
