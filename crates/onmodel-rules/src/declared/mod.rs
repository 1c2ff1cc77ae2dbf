//! Rules declared in `onmodel.toml`, or in a file it extends, by people who compile nothing.
//!
//! A `[[rule]]` is one of six checks ([`check`](self)): *existence* (these words must not stand
//! there), *substitution* (write this, not that), *occurrence* (so many of these), *conditional*
//! (this asks for that), *consistency* (one word for one thing over the set) and *metric* (a number
//! within bounds). `spec` reads the table, each check's file reads its own keys and is the rule;
//! `pattern` and `finder` look for words, `template` fills the message, `cases` runs the
//! `[[rule.case]]` examples.
//!
//! Nothing declared can run code, and every pattern is matched in linear time, so that a stranger's
//! configuration can be linted without trust.

mod bounds;
mod cases;
mod conditional;
mod consistency;
mod doc;
mod existence;
mod filter;
mod finder;
mod metric;
mod occurrence;
mod pattern;
mod reach;
mod schema;
mod spec;
mod substitution;
mod template;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use onmodel_dataset::Settings;
use onmodel_dataset::config::{ConfigError, Layer, Sink, TableReader};

pub use cases::{Case, Outcome};
pub use schema::schema;

use crate::ActiveRule;
use onmodel_dataset::paths::slashed;

/// More rules than this in one file are a mistake, or an attempt to exhaust memory.
const MOST_RULES: usize = 500;

/// A declared rule, ready to run, with the examples that test it.
pub struct Declared {
    /// The rule.
    pub rule: ActiveRule,
    /// Its `[[rule.case]]` examples, in order.
    pub cases: Vec<Case>,
    layer: Arc<Layer>,
}

impl Declared {
    /// Where one of its examples stands: `studio.toml:12:1`.
    pub fn place(&self, case: &Case) -> String {
        let at = self.layer.error(case.span, "", None).line_column();
        format!("{}:{at}", slashed(&self.layer.path))
    }
}

/// Reads the rules that the files of `settings` declare for the dataset at `root`. A rule of a
/// nearer file replaces a farther one of the same id.
///
/// # Errors
/// Everything wrong with the `[[rule]]` tables, each error with its place.
pub fn read(settings: &Settings, root: &Path) -> Result<Vec<Declared>, Vec<ConfigError>> {
    let (mut rules, mut errors) = (Vec::new(), Vec::new());
    let mut known = BTreeSet::new();
    for layer in &settings.layers {
        let sink = Sink::new(layer);
        let own = read_layer(layer, &sink, root);
        errors.extend(sink.into_errors());
        let new = own.into_iter().filter(|rule| !known.contains(rule.rule.meta.name.as_ref()));
        let new: Vec<_> = new.collect();
        known.extend(new.iter().map(|rule| rule.rule.meta.name.to_string()));
        rules.extend(new);
    }
    if errors.is_empty() { Ok(rules) } else { Err(errors) }
}

/// [`read`], for whoever only runs the rules.
///
/// # Errors
/// Those of [`read`].
pub fn rules(settings: &Settings, root: &Path) -> Result<Vec<ActiveRule>, Vec<ConfigError>> {
    Ok(read(settings, root)?.into_iter().map(|declared| declared.rule).collect())
}

fn read_layer(layer: &Arc<Layer>, sink: &Sink<'_>, root: &Path) -> Vec<Declared> {
    let Some(mut document) = TableReader::document(sink) else { return Vec::new() };
    let tables = document.tables("rule");
    if let Some(one_too_many) = tables.get(MOST_RULES) {
        let message = format!("more than {MOST_RULES} rules in one file");
        sink.report(one_too_many.span(), message, None);
        return Vec::new();
    }
    let mut ids = BTreeSet::new();
    let read = tables.into_iter().filter_map(|table| spec::read(table, root, &mut ids));
    read.map(|(rule, cases)| Declared { rule, cases, layer: Arc::clone(layer) }).collect()
}
