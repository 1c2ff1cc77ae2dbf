//! All sets in one line.

use onmodel_engine::{Check, Gate};

use crate::Style;
use crate::style::BOLD;
use crate::words::{count, list, severities};

/// "3 datasets: 2 ready, 1 not; 4 errors and 1 hint".
pub(crate) fn line(check: &Check, gate: &Gate, style: &Style) -> String {
    let (all, tally) = (check.sets.len(), check.tally());
    let ready = check.sets.iter().filter(|set| gate.passes(set)).count();
    let ready = match (ready, all) {
        (_, 0) if check.review.is_some() => "none touched".to_owned(),
        (_, 0) => "none checked".to_owned(),
        (ready, all) if ready == all => (if all == 1 { "ready" } else { "all ready" }).to_owned(),
        (0, 1) => "not ready".to_owned(),
        (0, _) => "none ready".to_owned(),
        (ready, all) => format!("{ready} ready, {} not", all - ready),
    };
    let found = severities(&tally);
    let found = if found.is_empty() { "nothing found".to_owned() } else { found };
    let mut aside = Vec::new();
    if tally.suppressed > 0 {
        aside.push(format!("{} ignored as configured", tally.suppressed));
    }
    if tally.baselined > 0 {
        aside.push(format!("{} known from the baseline", tally.baselined));
    }
    if !check.errors.is_empty() {
        aside.push(format!("{} in configurations", count(check.errors.len(), "fault")));
    }
    let aside = if aside.is_empty() { String::new() } else { format!(" ({})", list(&aside)) };
    let head = style.paint(BOLD, count(all, "dataset"));
    format!("{head}: {ready}; {found}{aside}")
}
