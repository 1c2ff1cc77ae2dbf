//! What `onmodel explain` and an editor tell of a declared rule.

use std::fmt::Write;

use super::cases::Case;
use super::reach::Reach;
use super::spec::Check;

/// What the text is made of.
pub(super) struct About<'a> {
    pub(super) check: &'static Check,
    pub(super) reach: Reach,
    pub(super) description: Option<String>,
    pub(super) message: &'a str,
    pub(super) file: &'a str,
}

/// The documentation, in the sections all rules have.
pub(super) fn markdown(about: &About<'_>, cases: &[Case]) -> String {
    let summary = about.description.as_deref().unwrap_or(about.message);
    let mut page = format!(
        "{}\n\n## What it checks\n{} It is declared in `{}` ({}, scope {}) and says:\n\n> {}\n",
        summary.trim(),
        kind(about.check.name),
        about.file,
        about.check.name,
        about.reach.word(),
        about.message,
    );
    if !cases.is_empty() {
        page.push_str("\n## Example\n");
    }
    for case in cases {
        let shows = if case.expect == 0 { "good" } else { "bad" };
        let texts = case.captions.iter().chain(&case.file_name);
        write_block(&mut page, shows, texts);
        write_fixed(&mut page, case);
    }
    page
}

fn write_fixed(page: &mut String, case: &Case) {
    if let Some(fixed) = &case.fixed {
        write_block(page, "fixed", fixed.iter());
    }
}

fn write_block<'t>(page: &mut String, shows: &str, texts: impl Iterator<Item = &'t String>) {
    let _ = writeln!(page, "```caption {shows}");
    for text in texts {
        let _ = writeln!(page, "{text}");
    }
    page.push_str("```\n");
}

fn kind(check: &str) -> &'static str {
    match check {
        "existence" => "Words that must not stand there.",
        "substitution" => "Words that are to be written otherwise.",
        "occurrence" => "How often some words stand there.",
        "conditional" => "Words that ask for others beside them.",
        "consistency" => "Several words for one thing: the set should keep to one.",
        _ => "A number that has to lie within bounds.",
    }
}
