//! A summary fit for the comment of a pull request: the verdict, a table of the datasets with their
//! scores before and after, what the change makes milder, and the findings, the worst first.

mod cells;
mod findings;
mod sets;

use onmodel_rules::Severity;

use crate::json::Document;
use crate::words::count;
use cells::{code, text};

/// Where the platform shows a file of the change: what stands before and after its path in a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pictures {
    /// `https://github.com/studio/characters/blob/5f3a…/`
    pub before: String,
    /// `?raw=true`
    pub after: String,
}

/// Most characters of a summary: GitHub refuses a comment of more than 65,536, and whoever posts it
/// may add a word.
const MOST: usize = 60_000;

/// The summary; `fail_on` is the least severity that fails a dataset. With `pictures`, findings about
/// images show them small.
pub fn render(
    document: &Document,
    fail_on: Option<Severity>,
    pictures: Option<&Pictures>,
) -> String {
    let mut out = format!("## {}\n\n", verdict(document));
    if let Some(review) = &document.review {
        out.push_str(&sets::compared(document, review));
    }
    out.push_str(&faults(document));
    out.push_str(&sets::render(document));
    if let Some(review) = &document.review {
        out.push_str(&milder(review));
    }
    let mut left = 0;
    for dataset in &document.datasets {
        let block = findings::render(dataset, fail_on, pictures);
        if out.len() + block.len() > MOST {
            left += dataset.findings.len();
        } else {
            out.push_str(&block);
        }
    }
    if left > 0 {
        out.push_str(&format!(
            "… and {} more; the whole report has them.\n\n",
            count(left, "finding")
        ));
    }
    out.push_str(&closing(document));
    out
}

fn verdict(document: &Document) -> String {
    let waiting = document.datasets.iter().filter(|dataset| !dataset.ready).count();
    match (document.datasets.len(), waiting) {
        _ if !document.is_whole() => "❌ onmodel could not check everything".to_owned(),
        (0, _) => "✅ onmodel: no dataset is touched".to_owned(),
        (1, 0) => "✅ onmodel: the dataset is ready".to_owned(),
        (all, 0) => format!("✅ onmodel: all {all} datasets are ready"),
        (1, 1) => "❌ onmodel: the dataset is not ready".to_owned(),
        (all, some) => format!("❌ onmodel: {some} of {all} datasets are not ready"),
    }
}

/// What is wrong with configurations, and what could not be checked.
fn faults(document: &Document) -> String {
    let errors = document.errors.iter().map(|error| {
        let help = error.help.as_ref().map(|help| format!(" ({})", text(help)));
        let at = code(&format!("{}:{}:{}", error.path, error.line + 1, error.character + 1));
        format!("- {at}: {}{}\n", text(&error.message), help.unwrap_or_default())
    });
    let problems = document.problems.iter().map(|problem| format!("- {}\n", text(problem)));
    let lines: String = errors.chain(problems).collect();
    if lines.is_empty() { lines } else { format!("### To mend first\n\n{lines}\n") }
}

/// What the change lets pass: said before the findings, so that nothing weakens unseen.
fn milder(review: &crate::json::Review) -> String {
    if review.weakened.is_empty() {
        return String::new();
    }
    let rows = review.weakened.iter().map(|one| {
        format!("| {} | {} | {} |\n", code(&one.path), code(&one.about), text(&one.what))
    });
    let rows: String = rows.collect();
    format!("### ⚠️ This change weakens the gate\n\n| File | What | How |\n|---|---|---|\n{rows}\n")
}

/// Everything counted in a line.
fn closing(document: &Document) -> String {
    let summary = &document.summary;
    let each = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.hints, "hint")];
    let mut parts: Vec<String> =
        each.iter().filter(|(number, _)| *number > 0).map(|(n, noun)| count(*n, noun)).collect();
    if parts.is_empty() {
        parts.push("nothing found".to_owned());
    }
    if summary.suppressed > 0 {
        parts.push(format!("{} ignored as configured", summary.suppressed));
    }
    if summary.baselined > 0 {
        parts.push(format!("{} known from the baseline", summary.baselined));
    }
    format!("<sub>{} · onmodel {}</sub>\n", parts.join(" · "), document.tool.version)
}
