//! The findings of one dataset.

use onmodel_rules::Severity;

use super::Pictures;
use super::cells::{code, text, url};
use crate::json::{Dataset, Finding};
use crate::words::count;

/// Most findings shown of one dataset.
const MOST: usize = 40;
/// Width of a picture in pixels.
const WIDTH: usize = 72;
/// Formats that every browser shows.
const SHOWABLE: [&str; 6] = ["png", "jpg", "jpeg", "webp", "gif", "avif"];

/// A foldable table, the worst first; open where the dataset is not ready.
pub(super) fn render(
    dataset: &Dataset,
    fail_on: Option<Severity>,
    pictures: Option<&Pictures>,
) -> String {
    let findings = dataset.worst_first();
    if findings.is_empty() {
        return String::new();
    }
    let failing = dataset.failing(fail_on);
    let open = if failing > 0 { " open" } else { "" };
    let head = match failing {
        0 => count(findings.len(), "finding"),
        failing => format!("{}, {failing} to mend", count(findings.len(), "finding")),
    };
    let rows: String = findings.iter().take(MOST).map(|one| row(one, pictures)).collect();
    let (column, line) = if pictures.is_some() { (" |", "---|") } else { ("", "") };
    let more = findings.len().saturating_sub(MOST);
    let more = if more > 0 {
        format!("\n… and {} more.\n", count(more, "finding"))
    } else {
        String::new()
    };
    let path = html(&dataset.path);
    format!(
        "<details{open}><summary><code>{path}</code>: {head}</summary>\n\n\
         | | Where | What |{column}\n|---|---|---|{line}\n{rows}{more}\n</details>\n\n"
    )
}

fn row(finding: &Finding, pictures: Option<&Pictures>) -> String {
    let mark = match finding.severity {
        Severity::Error => "🔴",
        Severity::Warning => "🟡",
        Severity::Hint => "🔵",
    };
    let at = finding.range.map(|range| format!(":{}", range.start.line + 1)).unwrap_or_default();
    let place = code(&format!("{}{at}", finding.path));
    let consequence = finding.consequence.as_ref().map(|says| format!("<br>*{}*", text(says)));
    let fix = finding.fixes.first().map(|fix| format!("<br>→ {}", text(&fix.title)));
    let what = format!(
        "{} {}{}{}",
        code(&finding.rule),
        text(&finding.message),
        consequence.unwrap_or_default(),
        fix.unwrap_or_default()
    );
    let picture = pictures.map(|pictures| picture(finding, pictures)).unwrap_or_default();
    format!("| {mark} | {place} | {what} |{picture}\n")
}

/// The picture a finding is about, and the one it is compared with, small.
fn picture(finding: &Finding, pictures: &Pictures) -> String {
    let paths = std::iter::once(&finding.path).chain(finding.related.iter().map(|one| &one.path));
    let shown = paths.filter(|path| is_shown(path)).take(2).map(|path| {
        let Pictures { before, after } = pictures;
        format!("<img src=\"{before}{}{after}\" width=\"{WIDTH}\" alt=\"\">", url(path))
    });
    format!(" {} |", shown.collect::<String>())
}

/// Whether a path is a picture in the repository that a browser shows.
fn is_shown(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    !path.starts_with('/') && SHOWABLE.contains(&ending.as_str())
}

fn html(text: &str) -> String {
    let text = crate::harmless::harmless(text);
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
