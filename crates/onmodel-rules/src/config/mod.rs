//! `[rules]`, `[[ignore]]`, `[[override]]` and `lock`: who is told what, and how loudly.
//!
//! Layers are read from the farthest file to the nearest: a nearer key wins, an `[[override]]`
//! comes after the `[rules]` of its own file, and what a farther file locks nothing nearer may
//! loosen.

pub(crate) mod entries;
mod ignore;
mod levels;
mod lock;
mod names;
mod schema;
mod select;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;

use onmodel_dataset::Settings;
use onmodel_dataset::config::{ConfigError, Layer, Sink, TableReader};

pub use ignore::{Date, Suppression};
pub use levels::Level;
pub use select::refuse_unknown;

pub use levels::Given;

use crate::{ActiveRule, RuleSet, Selection};

/// What the configuration says of rules, for one dataset.
pub struct RuleConfig {
    /// The rules that run.
    pub rules: RuleSet,
    /// The `[[ignore]]` entries, nearest file first.
    pub suppressions: Vec<Suppression>,
    /// The options given to rules that plugins bring, by the rule's name.
    pub given: BTreeMap<String, Given>,
}

/// Rules that are not built in.
#[derive(Default)]
pub struct Extra {
    /// Declared ones, then plugins'.
    pub rules: Vec<ActiveRule>,
    /// Names of plugins whose rules nobody knows, because they do not run: whatever is said of a rule
    /// under such a name is taken as it is.
    pub unknown: Vec<String>,
    /// Whether a plugin is expected to speak: then the rules that tell of one which does not
    /// ([`crate::rules::ABOUT_PLUGINS`]) run as they are, whatever is said of them.
    pub expects_plugins: bool,
}

impl From<Vec<ActiveRule>> for Extra {
    fn from(rules: Vec<ActiveRule>) -> Self {
        Self { rules, ..Self::default() }
    }
}

/// Reads what the layers of `settings` say of rules, for the dataset at `root`.
///
/// # Errors
/// Everything wrong with those tables, each error with its place.
pub fn read(
    settings: &Settings,
    root: &Path,
    extra: impl Into<Extra>,
    selection: &Selection,
) -> Result<RuleConfig, Vec<ConfigError>> {
    let extra = extra.into();
    let known = names::Known::new(settings, &extra);
    let mut errors = Vec::new();
    let mut files = Vec::new();
    for layer in &settings.layers {
        let sink = Sink::new(layer);
        files.push(File::read(&sink, root, &known));
        errors.extend(sink.into_errors());
    }
    errors.extend(lock::check(settings, &files, &known));
    if !errors.is_empty() {
        return Err(errors);
    }
    let (rules, given) = levels::join(&files, extra, selection);
    let suppressions = files.into_iter().flat_map(|file| file.suppressions).collect();
    Ok(RuleConfig { rules, suppressions, given })
}

/// The `[[ignore]]` entries of the layers of `settings`, nearest file first; those that are wrong are
/// left out.
pub fn suppressions(settings: &Settings) -> Vec<Suppression> {
    let known = names::Known::new(settings, &Extra::default());
    let of = |layer: &std::sync::Arc<Layer>| {
        let sink = Sink::new(layer);
        let tables = TableReader::document(&sink).map(|mut document| document.tables("ignore"));
        let tables = tables.into_iter().flatten();
        tables.filter_map(|table| ignore::read(table, &known)).collect::<Vec<_>>()
    };
    settings.layers.iter().flat_map(of).collect()
}

/// What one file says of rules, for one dataset.
struct File {
    /// `[rules]`, then the `[[override]]`s that name the dataset, in the order of the file.
    entries: Vec<entries::Entry>,
    suppressions: Vec<Suppression>,
}

impl File {
    fn read(sink: &Sink<'_>, root: &Path, known: &names::Known) -> Self {
        let Some(mut document) = TableReader::document(sink) else {
            return Self { entries: Vec::new(), suppressions: Vec::new() };
        };
        let mut entries = Vec::new();
        if let Some(rules) = document.table("rules") {
            entries.extend(entries::read(&rules, known));
        }
        for table in document.tables("override") {
            entries.extend(entries::read_override(table, root, known));
        }
        let ignores = document.tables("ignore");
        let suppressions =
            ignores.into_iter().filter_map(|table| ignore::read(table, known)).collect();
        Self { entries, suppressions }
    }
}

/// Compiles a file's patterns of files; a broken one is reported at its place.
fn globs(sink: &Sink<'_>, patterns: &[onmodel_dataset::config::Located<&str>]) -> globset::GlobSet {
    let mut set = globset::GlobSetBuilder::new();
    for pattern in patterns {
        match globset::GlobBuilder::new(pattern.value).literal_separator(true).build() {
            Ok(glob) => {
                set.add(glob);
            }
            Err(broken) => {
                sink.report(
                    pattern.span,
                    format!("not a pattern of files: {}", broken.kind()),
                    None,
                );
            }
        }
    }
    set.build().unwrap_or_else(|_| globset::GlobSet::empty())
}

/// Where a path lies below a file's folder.
fn below<'p>(layer: &Layer, path: &'p Path) -> Option<&'p Path> {
    let folder = layer.path.parent().unwrap_or(Path::new(""));
    path.strip_prefix(folder).ok()
}
