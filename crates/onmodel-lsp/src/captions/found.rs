//! The name at a place of a file: a tag of a caption, or the trigger where it is declared.

use std::path::Path;
use std::sync::Arc;

use onmodel_caption::ColumnUnit;
use onmodel_engine::workspace::SetView;
use tower_lsp::ls_types::{Position, Range};

use super::declared;
use super::name::Name;
use super::written::Written;
use crate::snapshot::Snapshot;

/// A name, the set it is of, and where it stands.
pub(crate) struct Found<'s> {
    pub(crate) set: &'s Arc<SetView>,
    pub(crate) name: Name,
    pub(crate) range: Range,
}

impl<'s> Found<'s> {
    /// The name at a position of the file at `path`.
    pub(crate) fn at(
        snapshot: &'s Snapshot,
        path: &Path,
        position: Position,
        unit: ColumnUnit,
    ) -> Option<Self> {
        match Written::open(snapshot, path, unit) {
            Some(written) => Self::in_caption(&written, position),
            None => Self::in_configuration(snapshot, path, position, unit),
        }
    }

    fn in_caption(written: &Written<'s>, position: Position) -> Option<Self> {
        let (placed, at) = written.at(position)?;
        let (name, span) = Name::at(placed.view, at)?;
        Some(Self { set: written.set, name, range: written.range(placed, span) })
    }

    fn in_configuration(
        snapshot: &'s Snapshot,
        path: &Path,
        position: Position,
        unit: ColumnUnit,
    ) -> Option<Self> {
        let lines = snapshot.lines(path, unit)?;
        let offset = lines.offset(position);
        snapshot.view.configured(path).find_map(|set| {
            let (text, span) = declared::at(set.layer(path)?, offset)?;
            let is_nearest = declared::of(set, &text).is_some_and(|nearest| nearest.path == path);
            let name = Name { text, is_trigger: true };
            is_nearest.then(|| Self { set, name, range: lines.range(span) })
        })
    }
}
