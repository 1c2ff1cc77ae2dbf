//! The rules a folder's configuration declares, and the run of their examples.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use onmodel_dataset::config::{ConfigError, FILE_NAME, Overlay, configure};
use onmodel_rules::declared::{self, Declared, Outcome};
use onmodel_rules::{ActiveRule, Selection};

use crate::args::Plugging;
use crate::commands::plugins;
use crate::exit::Exit;

/// The rules declared for the dataset at `path`, or by the file at `path` and what it extends.
pub(super) fn rules(path: &Path) -> Result<Result<Vec<Declared>, Vec<ConfigError>>> {
    let Some((folder, file)) = target(path) else {
        bail!("{} is neither a folder nor a file", path.display());
    };
    let configuration = configure(&folder, file.as_deref(), &Overlay::new());
    let rules = declared::read(&configuration.settings, &folder);
    if configuration.errors.is_empty() {
        return Ok(rules);
    }
    let mut errors = configuration.errors;
    errors.extend(rules.err().unwrap_or_default());
    Ok(Err(errors))
}

/// The rules that the plugins of the dataset at `path` bring. Those that do not run are told of.
pub(super) fn of_plugins(path: &Path, plugging: &Plugging) -> Result<(Vec<ActiveRule>, Exit)> {
    let Some((folder, file)) = target(path) else { return Ok((Vec::new(), Exit::Fine)) };
    let settings = configure(&folder, file.as_deref(), &Overlay::new()).settings;
    match plugins::plugins(plugging)?.bring(&settings, &Selection::default()) {
        Ok(brought) => {
            let is_absent = plugins::tell(brought.absent());
            Ok((brought.rules, if is_absent { Exit::Failed } else { Exit::Fine }))
        }
        Err(errors) => {
            errors.iter().for_each(super::check::tell_config_error);
            Ok((Vec::new(), Exit::Failed))
        }
    }
}

/// The folder configured, and the one file read where a file was named.
fn target(path: &Path) -> Option<(PathBuf, Option<PathBuf>)> {
    if path.is_dir() {
        return Some((path.to_owned(), None));
    }
    if !path.is_file() {
        return None;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).to_owned();
    let is_found_anyway = path.file_name().is_some_and(|name| name == FILE_NAME);
    Some((folder, (!is_found_anyway).then(|| path.to_owned())))
}

/// `onmodel rules --test`: runs every example and says which rules keep their word.
pub(super) fn test(path: &Path, rules: &[Declared]) -> Result<Exit> {
    if rules.is_empty() {
        bail!("no rule is declared for {}; `[[rule]]` in {FILE_NAME} declares one", path.display());
    }
    let width = rules.iter().map(|one| one.rule.meta.name.len()).max().unwrap_or_default();
    let failed: usize = rules.iter().map(|rule| test_rule(rule, width)).sum();
    let cases: usize = rules.iter().map(|rule| rule.cases.len()).sum();
    let verdict = if failed == 0 {
        "all as expected".to_owned()
    } else {
        format!("{failed} not as expected")
    };
    outln!("\n{} rules, {cases} examples: {verdict}", rules.len());
    Ok(if failed == 0 { Exit::Fine } else { Exit::Short })
}

/// Runs one rule's examples and returns how many failed.
fn test_rule(declared: &Declared, width: usize) -> usize {
    let outcomes: Vec<Outcome> =
        declared.cases.iter().map(|case| case.run(&declared.rule)).collect();
    let failed = outcomes.iter().filter(|outcome| **outcome != Outcome::Fine).count();
    let (green, red) = (colour(anstyle::AnsiColor::Green), colour(anstyle::AnsiColor::Red));
    let name = &declared.rule.meta.name;
    match (outcomes.len(), failed) {
        (0, _) => outln!("  --    {name:width$}  no example"),
        (all, 0) => outln!("  {green}ok{green:#}    {name:width$}  {}", examples(all)),
        (all, _) => {
            outln!("  {red}FAIL{red:#}  {name:width$}  {failed} of {}", examples(all));
        }
    }
    for (case, outcome) in declared.cases.iter().zip(&outcomes) {
        if let Some(told) = case.told(outcome) {
            outln!("          {}: {told}", declared.place(case));
        }
    }
    failed
}

fn colour(colour: anstyle::AnsiColor) -> anstyle::Style {
    anstyle::Style::new().bold().fg_color(Some(colour.into()))
}

/// `1 example`, `2 examples`.
fn examples(number: usize) -> String {
    if number == 1 { "1 example".to_owned() } else { format!("{number} examples") }
}
