//! What handlers read: everything known and judged at one moment.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_caption::ColumnUnit;
use onmodel_engine::workspace::{View, cleaned};
use tower_lsp::ls_types::Uri;

use crate::diagnostics::Files;
use crate::documents::Document;
use crate::positions::Lines;
use crate::uris;

/// Everything known at one moment. Immutable: a handler that holds one sees nothing change.
#[derive(Default)]
pub(crate) struct Snapshot {
    /// How many events it has taken in.
    pub(crate) generation: u64,
    /// How often something changed that the client did not itself change: files, pictures,
    /// configuration. A client that pulls is told to pull again.
    pub(crate) turn: u64,
    /// The sets, judged.
    pub(crate) view: Arc<View>,
    /// The open documents these judgements are about.
    pub(crate) open: BTreeMap<PathBuf, Document>,
    /// What was found, by the file it is shown on.
    pub(crate) files: Files,
}

impl Snapshot {
    /// The name the client knows a file by: its own for an open document.
    pub(crate) fn uri(&self, path: &Path) -> Option<Uri> {
        let open = self.open.get(path).map(|document| document.uri.clone());
        open.or_else(|| uris::uri_of(path))
    }

    /// The version of an open document.
    pub(crate) fn version(&self, path: &Path) -> Option<i32> {
        self.open.get(path).map(|document| document.version)
    }

    /// Whether a file is ours to speak of: a caption of a set, one of its images, or one of its
    /// configurations.
    pub(crate) fn is_ours(&self, path: &Path) -> bool {
        self.view.captioned(path).is_some()
            || self.view.configured(path).next().is_some()
            || self.files.items(path).next().is_some()
    }

    /// The lines of a caption or configuration file, as it was judged.
    pub(crate) fn lines(&self, path: &Path, unit: ColumnUnit) -> Option<Lines<'_>> {
        let text = self.text(path)?;
        let is_marked = self.open.get(path).is_some_and(|document| {
            document.text.starts_with('\u{feff}') && !text.starts_with('\u{feff}')
        });
        Some(Lines::new(text, unit, is_marked))
    }

    /// The text of a caption or configuration file, as it was judged: without its byte order mark.
    pub(crate) fn text(&self, path: &Path) -> Option<&str> {
        let caption = || self.view.captioned(path).and_then(|set| set.body(path));
        let layer = || self.view.configured(path).next().and_then(|set| set.layer(path));
        let faulty = || {
            let mut errors = self.view.errors.iter();
            errors.find(|error| cleaned(&error.place.path) == path)
        };
        caption()
            .map(|body| &*body.text)
            .or_else(|| layer().map(|layer| &*layer.text))
            .or_else(|| faulty().map(|error| &*error.text))
    }

    /// The bytes of a file before its text begins: 3 for a caption's byte order mark.
    pub(crate) fn mark(&self, path: &Path) -> usize {
        self.view.captioned(path).and_then(|set| set.body(path)).map_or(0, |body| body.mark())
    }
}
