//! The captions of one file, where they are written in it.

use std::path::Path;
use std::sync::Arc;

use onmodel_caption::{ColumnUnit, Span};
use onmodel_engine::workspace::SetView;
use onmodel_rules::CaptionView;
use tower_lsp::ls_types::{Position, Range};

use crate::positions::Lines;
use crate::snapshot::Snapshot;

/// The captions of one file: one in a sidecar, one a row in a metadata file.
pub(crate) struct Written<'s> {
    pub(crate) set: &'s Arc<SetView>,
    pub(crate) lines: Lines<'s>,
    indices: &'s [usize],
}

/// One caption with the byte of its file at which it begins.
#[derive(Clone, Copy)]
pub(crate) struct Placed<'s> {
    pub(crate) view: CaptionView<'s>,
    start: usize,
}

impl<'s> Written<'s> {
    /// The captions of the file at `path`, if it has any that can be read.
    pub(crate) fn open(snapshot: &'s Snapshot, path: &Path, unit: ColumnUnit) -> Option<Self> {
        let set = snapshot.view.captioned(path)?;
        let lines = snapshot.lines(path, unit)?;
        Some(Self { set, lines, indices: set.captions_in(path) })
    }

    /// The captions, in the order of the file; those written with escapes are left out, because
    /// their bytes are not the file's.
    pub(crate) fn captions(&self) -> impl Iterator<Item = Placed<'s>> {
        let facts = &self.set.facts;
        self.indices.iter().filter_map(|index| Placed::of(facts.caption(*index)))
    }

    /// The caption at a position, and the byte of the caption there.
    pub(crate) fn at(&self, position: Position) -> Option<(Placed<'s>, usize)> {
        let offset = self.lines.offset(position);
        self.captions().find_map(|placed| {
            let end = placed.start + placed.view.text().len();
            (placed.start <= offset && offset <= end).then(|| (placed, offset - placed.start))
        })
    }

    /// Where bytes of a caption are.
    pub(crate) fn range(&self, placed: Placed<'s>, span: Span) -> Range {
        self.lines.range(placed.in_file(span))
    }
}

impl<'s> Placed<'s> {
    /// A caption where it is written; `None` for one written with escapes.
    pub(crate) fn of(view: CaptionView<'s>) -> Option<Self> {
        view.file.place.map(|place| Self { view, start: place.start })
    }

    /// Bytes of the caption as bytes of its file's text.
    pub(crate) fn in_file(&self, span: Span) -> Span {
        span.shifted(self.start)
    }
}
