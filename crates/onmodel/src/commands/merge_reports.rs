//! `onmodel merge-reports`

use std::path::Path;

use anyhow::{Context, Result};
use onmodel_report::RuleBook;
use onmodel_report::json::Document;
use onmodel_report::merge::merge;

use super::check::{Written, write};
use crate::args::MergeReports;
use crate::exit::Exit;

pub(super) fn run(args: &MergeReports) -> Result<Exit> {
    let fail_on = args.fail_on.least();
    let reports = args.reports.iter().map(|file| Ok((file.display().to_string(), read(file)?)));
    let mut document = merge(reports.collect::<Result<_>>()?, fail_on)?;
    if args.min_score.is_some() {
        for dataset in &mut document.datasets {
            dataset.score.needed = args.min_score;
            dataset.settle(fail_on);
        }
    }
    let folder = std::env::current_dir().context("the working folder is gone")?;
    let (document, rules, folder) = (&document, &RuleBook::default(), folder.as_path());
    let written = Written { document, rules, fail_on, folder };
    for output in &args.format {
        write(output, &written.as_format(output.format))?;
    }
    Ok(if !document.is_whole() {
        Exit::Failed
    } else if document.passes() {
        Exit::Fine
    } else {
        Exit::Short
    })
}

fn read(file: &Path) -> Result<Document> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("{}: the report cannot be read", file.display()))?;
    serde_json::from_str(&text)
        .with_context(|| format!("{}: this is no report of `check --format json`", file.display()))
}
