//! The head of a dataset's block: verdict, score, and what was checked.

use onmodel_engine::{Gate, SetReport};

use super::verdict;
use crate::Style;
use crate::columns::wrap;
use crate::harmless::harmless;
use crate::style::{BOLD, DIM};
use crate::words::count;

pub(super) fn render(set: &SetReport, gate: &Gate, style: &Style) -> String {
    let total = style.paint(BOLD, set.judgement.score.total.floor());
    let lines = [
        verdict::render(set, gate, style),
        format!("Score: {total} of 100"),
        name(set, style),
        facts(set, style),
    ];
    lines.join("\n") + "\n"
}

/// The set's name, and its path where that says more.
fn name(set: &SetReport, style: &Style) -> String {
    let dataset = &set.facts.dataset;
    let name = harmless(&dataset.name);
    let path = style.harmless_path(&dataset.root);
    if path == name {
        return style.paint(BOLD, name);
    }
    format!("{}  {}", style.paint(BOLD, name), style.paint(DIM, path))
}

fn facts(set: &SetReport, style: &Style) -> String {
    let (dataset, settings) = (&set.facts.dataset, &set.facts.context.settings);
    let evidence = harmless(&settings.trainer_evidence);
    let mut facts = vec![format!("checked for: {} ({evidence})", settings.trainer)];
    facts.extend(settings.base.as_ref().map(|base| format!("base {}", harmless(&base.name))));
    facts.push(count(dataset.images.len(), "image"));
    facts.push(count(dataset.captions.len(), "caption"));
    if set.judgement.suppressed > 0 {
        facts.push(format!("{} ignored as configured", count(set.judgement.suppressed, "finding")));
    }
    if set.judgement.baselined > 0 {
        facts
            .push(format!("{} known from the baseline", count(set.judgement.baselined, "finding")));
    }
    let lines = wrap(&facts.join(" · "), style.width);
    lines.iter().map(|line| style.paint(DIM, line)).collect::<Vec<_>>().join("\n")
}
