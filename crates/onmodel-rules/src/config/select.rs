//! Names of rules on the command line.

use std::path::Path;

use onmodel_dataset::Settings;

use super::Extra;
use super::names::Known;
use crate::{Selection, declared};

/// Refuses a name or glob of `--select` or `--ignore` that names no rule: neither a built-in one, nor
/// one that a set of `sets` (its settings and its folder) declares, nor one under the prefix of a
/// plugin such a set names. A misspelt name would check nothing and look like success.
///
/// # Errors
/// A sentence with the nearest name.
pub fn refuse_unknown<'a>(
    selection: &Selection,
    sets: impl IntoIterator<Item = (&'a Settings, &'a Path)>,
) -> Result<(), String> {
    let names = selection.select.iter().chain(&selection.ignore);
    let builtin = Known::new(&Settings::default(), &Extra::default());
    let mut unknown: Vec<&String> = names.filter(|name| !builtin.has_match(name)).collect();
    // Only a declared rule or a plugin's has a slash in its name.
    if let Some(name) = unknown.iter().find(|name| !name.contains('/')) {
        return Err(refusal(name, &builtin));
    }
    let mut nearest = None;
    for (settings, root) in sets {
        if unknown.is_empty() {
            return Ok(());
        }
        // What is wrong with its rules is told where they are read to be run.
        let Ok(rules) = declared::rules(settings, root) else { return Ok(()) };
        let known = Known::new(settings, &rules.into());
        unknown.retain(|name| !known.has_match(name));
        nearest = unknown.first().map(|name| refusal(name, &known)).or(nearest);
    }
    match (unknown.is_empty(), nearest) {
        (false, Some(refusal)) => Err(refusal),
        // Without a set nobody knows what it would have declared.
        _ => Ok(()),
    }
}

fn refusal(name: &str, known: &Known) -> String {
    format!("there is no rule `{name}`; {}", known.help(name))
}
