//! A check in every format asked for, each where it was asked.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use onmodel_engine::{Check, Gate};
use onmodel_report::json::Document;
use onmodel_report::markdown::Pictures;
use onmodel_report::{
    RuleBook, Style, concise, github, gitlab, json, junit, markdown, sarif, text,
};
use onmodel_rules::Severity;

use super::print;
use crate::args::{self, Format, Output};
use crate::terminal;

/// Writes the check to every output.
pub(super) fn all(check: &Check, gate: &Gate, args: &args::Check) -> Result<()> {
    let folder = std::env::current_dir().context("the working folder is gone")?;
    let style = |output: &Output| Style {
        colour: output.file.is_none() && terminal::stdout_is_coloured(),
        width: terminal::width(),
        quiet: args.quiet,
        verbose: args.verbose,
        statistics: args.statistics,
        folder: folder.clone(),
    };
    for output in &args.format {
        let style = style(output);
        let rendered = match output.format {
            Format::Text => text::render(check, gate, &style),
            Format::Concise => concise::render(check, gate, &style),
            format => Written {
                document: &Document::of(check, gate, &style),
                rules: &RuleBook::of(check),
                fail_on: gate.fail_on,
                folder: &folder,
            }
            .as_format(format),
        };
        write(output, &rendered)?;
    }
    Ok(())
}

/// A document, and what its formats need beside it.
pub(in crate::commands) struct Written<'a> {
    pub(in crate::commands) document: &'a Document,
    pub(in crate::commands) rules: &'a RuleBook,
    pub(in crate::commands) fail_on: Option<Severity>,
    pub(in crate::commands) folder: &'a Path,
}

impl Written<'_> {
    /// The document in one of the formats made of it; those for people are made of more, and JSON
    /// stands in for them.
    pub(in crate::commands) fn as_format(&self, format: Format) -> String {
        match format {
            Format::Text | Format::Concise | Format::Json => json::text(self.document),
            Format::Sarif => sarif::render(self.document, self.rules, self.folder),
            Format::Github => github::render(self.document),
            Format::Gitlab => gitlab::render(self.document),
            Format::Junit => junit::render(self.document, self.fail_on),
            Format::Markdown => {
                markdown::render(self.document, self.fail_on, pictures(self.folder).as_ref())
            }
        }
    }
}

/// Writes a report to its file, or to standard output.
pub(in crate::commands) fn write(output: &Output, text: &str) -> Result<()> {
    match &output.file {
        Some(file) => onmodel_dataset::write::output(file, text.as_bytes())
            .with_context(|| format!("cannot write the report to {}", file.display())),
        None => print(text),
    }
}

/// Where the CI system that runs us shows a file of this commit.
fn pictures(folder: &Path) -> Option<Pictures> {
    let known = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let below = |top: Option<String>| {
        let below = folder.strip_prefix(PathBuf::from(top?)).ok()?.to_str()?.replace('\\', "/");
        Some(if below.is_empty() { below } else { below + "/" })
    };
    let github = || {
        let (server, repository) = (known("GITHUB_SERVER_URL")?, known("GITHUB_REPOSITORY")?);
        let (commit, below) = (known("GITHUB_SHA")?, below(known("GITHUB_WORKSPACE"))?);
        let before = format!("{server}/{repository}/blob/{commit}/{below}");
        Some(Pictures { before, after: "?raw=true".to_owned() })
    };
    let gitlab = || {
        let (project, commit) = (known("CI_PROJECT_URL")?, known("CI_COMMIT_SHA")?);
        let below = below(known("CI_PROJECT_DIR"))?;
        let before = format!("{project}/-/raw/{commit}/{below}");
        Some(Pictures { before, after: String::new() })
    };
    github().or_else(gitlab)
}
