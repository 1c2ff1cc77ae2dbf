//! What a file is called in a set's block.

use std::path::Path;

use onmodel_engine::SetReport;

use crate::Style;
use crate::harmless::harmless;
use onmodel_dataset::paths::slashed;

/// Calls files as the reader knows them: within the set named above; in full where only findings are
/// shown, or where a file lies elsewhere.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    set: Option<&'a SetReport>,
    style: &'a Style,
}

impl<'a> Names<'a> {
    pub(super) fn within(set: &'a SetReport, style: &'a Style) -> Self {
        Self { set: (!style.quiet).then_some(set), style }
    }

    pub(super) fn of(&self, path: &Path) -> String {
        match self.set.and_then(|set| set.facts.dataset.relative(path)) {
            Some(inside) if !inside.as_os_str().is_empty() => {
                harmless(&slashed(inside)).into_owned()
            }
            _ => self.style.harmless_path(path),
        }
    }
}
