//! The table of datasets.

use onmodel_rules::Severity::{Error, Hint, Warning};

use super::cells::{code, text};
use crate::json::{Dataset, Document, Review};
use crate::words::count;

/// What the change is held against, and what it took away.
pub(super) fn compared(document: &Document, review: &Review) -> String {
    let against = match (&review.since, &review.base) {
        (Some(since), Some(base)) => {
            format!("since {} ({})", code(since), code(base.get(..10).unwrap_or(base)))
        }
        (Some(since), None) => format!("since {}", code(since)),
        (None, _) => "staged".to_owned(),
    };
    let touched = count(document.datasets.len(), "dataset");
    let mut out = format!("{touched} touched {against}.");
    if !review.gone.is_empty() {
        let gone: Vec<String> = review.gone.iter().map(|path| code(path)).collect();
        out.push_str(&format!(" Gone: {}.", gone.join(", ")));
    }
    out + "\n\n"
}

/// Every dataset in a row, those that are not ready first.
pub(super) fn render(document: &Document) -> String {
    if document.datasets.is_empty() {
        return String::new();
    }
    let compared = document.datasets.iter().any(|dataset| dataset.before.is_some());
    let mut datasets: Vec<&Dataset> = document.datasets.iter().collect();
    datasets.sort_by_key(|dataset| dataset.ready);
    let rows: String = datasets.iter().map(|dataset| row(dataset, compared)).collect();
    let (before, line) = if compared { (" Before |", "---:|") } else { ("", "") };
    format!(
        "| | Dataset | Images |{before} Score | Findings |\n|---|---|---:|{line}---:|---|\n{rows}\n"
    )
}

fn row(dataset: &Dataset, compared: bool) -> String {
    let mark = if dataset.ready { "✅" } else { "❌" };
    let (name, path) = (text(&dataset.name), code(&dataset.path));
    let name = if dataset.path == dataset.name { path } else { format!("{name}<br>{path}") };
    let before = match (compared, &dataset.before) {
        (false, _) => String::new(),
        (true, None) => " new |".to_owned(),
        (true, Some(before)) => format!(" {:.1} |", before.score),
    };
    let (images, score) = (dataset.images, score(dataset));
    format!("| {mark} | {name} | {images} |{before} {score} | {} |\n", found(dataset))
}

/// The score, and where it went.
fn score(dataset: &Dataset) -> String {
    let total = dataset.score.total;
    let needed = dataset.score.needed.filter(|_| !dataset.score_suffices());
    let needed = needed.map(|needed| format!(" of {needed} needed")).unwrap_or_default();
    let trend = match dataset.before.map(|before| total - before.score) {
        Some(change) if change >= 0.05 => format!(" ▲ {change:.1}"),
        Some(change) if change <= -0.05 => format!(" ▼ {:.1}", -change),
        _ => String::new(),
    };
    format!("**{total:.1}**{needed}{trend}")
}

fn found(dataset: &Dataset) -> String {
    let of = |severity| dataset.findings.iter().filter(|one| one.severity == severity).count();
    let each = [(of(Error), "error"), (of(Warning), "warning"), (of(Hint), "hint")];
    let there: Vec<String> =
        each.iter().filter(|(number, _)| *number > 0).map(|(n, noun)| count(*n, noun)).collect();
    let mut found = if there.is_empty() { "none".to_owned() } else { there.join(", ") };
    if let Some(before) = dataset.before {
        found.push_str(&format!("<br>{} new, {} mended", before.new, before.mended));
    }
    found
}
