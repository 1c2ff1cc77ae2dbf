//! `onmodel plugin test DIR [PATH…]`
//!
//! Each example becomes a small set of its own in a temporary folder, with the library beside it, and
//! is checked and mended as any set is: what the test shows is what users will see.

mod cases;
mod given;
mod library;
mod stage;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use onmodel_rules::{Finding, Safety};

use crate::args::plugin::Test;
use crate::commands::check::tell_config_error;
use crate::exit::Exit;
use cases::{Case, Cases};
use library::Built;
use stage::{Outcome, Stage};

pub(super) fn run(args: &Test) -> Result<Exit> {
    let built = Built::find(&args.folder, args.library.as_deref())?;
    let cases = match Cases::read(&args.folder)? {
        Ok(cases) => cases,
        Err(errors) => {
            errors.iter().for_each(tell_config_error);
            return Ok(Exit::Failed);
        }
    };
    outln!("testing {} with {}", built.name, built.path.display());
    let stage = Stage::set_up(&built)?;
    if !args.paths.is_empty() {
        return show(&stage, &cases, &args.paths);
    }
    if cases.all.is_empty() {
        bail!(
            "{} has no examples: write some into cases.toml, or name captions to run it on",
            args.folder.display()
        );
    }
    examples(&stage, &cases)
}

/// Runs all examples and says which are not as expected.
fn examples(stage: &Stage, cases: &Cases) -> Result<Exit> {
    let (mut wrong, mut exit) = (0, Exit::Fine);
    for (index, case) in cases.all.iter().enumerate() {
        let outcome =
            stage.run(&format!("case-{}", index + 1), &cases.set_of(case), case.fixed.is_some())?;
        if let Some(failure) = outcome.failure() {
            outln!("  FAIL  {}: {failure}", cases.place(case));
            exit = Exit::Failed;
        } else if let Some(told) = not_as_expected(case, &outcome) {
            outln!("  FAIL  {}: {}: {told}", cases.place(case), case.shown());
            wrong += 1;
        } else {
            outln!("  ok    {}", case.shown());
        }
    }
    let verdict = match wrong {
        _ if exit == Exit::Failed => "the plugin failed".to_owned(),
        0 => "all as expected".to_owned(),
        wrong => format!("{wrong} not as expected"),
    };
    outln!("\n{}: {verdict}", counted(cases.all.len(), "example"));
    Ok(exit.max(if wrong > 0 { Exit::Short } else { Exit::Fine }))
}

/// What is wrong with an outcome, if anything.
fn not_as_expected(case: &Case, outcome: &Outcome) -> Option<String> {
    let found = outcome.findings.len();
    if found != case.expect {
        let messages: Vec<&str> = outcome.findings.iter().map(|one| one.message.as_str()).collect();
        let messages =
            if messages.is_empty() { String::new() } else { format!(": {}", messages.join("; ")) };
        return Some(format!("{} expected, {found} found{messages}", case.expect));
    }
    let fixed = case.fixed.as_ref().filter(|fixed| **fixed != outcome.fixed)?;
    Some(format!("fixed to {:?}, expected {fixed:?}", outcome.fixed))
}

/// Runs the plugin on captions given and shows what it finds.
fn show(stage: &Stage, cases: &Cases, paths: &[PathBuf]) -> Result<Exit> {
    let set = given::set(paths, cases)?;
    let outcome = stage.run("given", &set, false)?;
    for finding in &outcome.findings {
        let path = finding.path.strip_prefix(&outcome.root).unwrap_or(&finding.path);
        show_finding(finding, set.shown.get(path).map_or(path, PathBuf::as_path));
    }
    if let Some(failure) = outcome.failure() {
        bail!("{failure}");
    }
    let captions = set.files.iter().filter(|file| file.caption.is_some()).count();
    let found = outcome.findings.len();
    outln!("{} in {}", counted(found, "finding"), counted(captions, "caption"));
    Ok(Exit::Fine)
}

fn show_finding(finding: &Finding, path: &Path) {
    let place = finding.range.map_or_else(String::new, |range| {
        format!(":{}:{}", range.start.line + 1, range.start.character + 1)
    });
    outln!(
        "{}{place}: {}[{}] {}",
        path.display(),
        finding.severity.word(),
        finding.rule,
        finding.message
    );
    for fix in &finding.fixes {
        let safety = match fix.safety {
            Safety::Safe => "safe",
            Safety::Unsafe => "review first",
            Safety::Assist => "choice",
        };
        outln!("    fix ({safety}): {}", fix.title);
    }
}

/// `1 finding`, `2 findings`.
fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Reads a file of the user's.
fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
