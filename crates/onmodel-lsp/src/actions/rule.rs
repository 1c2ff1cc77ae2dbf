//! What the configuration can say of a rule: quiet about one file, or at another level in the set.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_dataset::config::FILE_NAME;
use onmodel_engine::workspace::SetView;
use tower_lsp::ls_types::WorkspaceEdit;

use super::difference::difference;
use super::{Edits, configuration};
use crate::diagnostics::Worded;

/// The rule is quiet about a file of the set, or, where it is about the set, about all of it.
pub(super) fn ignore(
    worded: Worded<'_>,
    set: &Arc<SetView>,
    rule: &str,
    about: &Path,
) -> Option<WorkspaceEdit> {
    let file = file(set);
    let below = about.strip_prefix(file.parent()?).ok()?;
    let glob = configuration::literal(below);
    changed(worded, set, &file, |text| configuration::ignore(text, &glob, rule))
}

/// The rule speaks at another level.
pub(super) fn set_level(
    worded: Worded<'_>,
    set: &Arc<SetView>,
    rule: &str,
    level: &str,
) -> Option<WorkspaceEdit> {
    let file = file(set);
    changed(worded, set, &file, |text| configuration::set_level(text, rule, level))
}

/// Whether the set's own file may say less of a rule than the files above it ask for.
pub(super) fn is_locked(set: &SetView, rule: &str) -> bool {
    set.facts.dataset.settings.lock(rule).is_some()
}

/// The configuration in the set's own folder, whether it is there yet or not.
fn file(set: &SetView) -> PathBuf {
    set.facts.dataset.root.join(FILE_NAME)
}

/// The edit that changes a configuration, open and unsaved or not; one that is not there is created.
fn changed(
    worded: Worded<'_>,
    set: &SetView,
    file: &Path,
    change: impl Fn(&str) -> Option<String>,
) -> Option<WorkspaceEdit> {
    let mut edits = Edits::new(worded);
    match set.layer(file) {
        Some(layer) => {
            let change = difference(&layer.text, &change(&layer.text)?);
            edits.replace(file, change.span, &change.text)?;
        }
        None => edits.create(file, &change("")?)?,
    }
    edits.finish()
}
