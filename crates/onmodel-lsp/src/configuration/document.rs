//! One configuration as the editor has it now.

use std::path::Path;

use onmodel_dataset::config::FILE_NAME;
use onmodel_engine::workspace::SetView;
use tower_lsp::ls_types::{CompletionItem, Position, Range};

use super::place::Place;
use super::{hover, items};
use crate::abilities::Abilities;
use crate::page::Page;
use crate::positions::Lines;
use crate::snapshot::Snapshot;

/// A configuration's text, valid or not, and the set it is of, while it can be read.
pub(crate) struct Document<'s> {
    pub(super) lines: Lines<'s>,
    pub(super) set: Option<&'s SetView>,
    pub(super) abilities: &'s Abilities,
}

impl<'s> Document<'s> {
    /// The configuration at `path`, if the file is one.
    pub(crate) fn open(
        snapshot: &'s Snapshot,
        path: &Path,
        abilities: &'s Abilities,
    ) -> Option<Self> {
        let is_named = path.file_name().is_some_and(|name| name == FILE_NAME);
        let known = snapshot.text(path);
        if !is_named && known.is_none() {
            return None;
        }
        // While the text is no valid configuration no set has it.
        let open = snapshot.open.get(path).map(|document| &*document.text);
        let lines = Lines::new(open.or(known)?, abilities.unit(), false);
        let set = snapshot.view.configured(path).next().map(|set| &**set);
        Some(Self { lines, set, abilities })
    }

    /// What may be written at a position.
    pub(crate) fn completion(&self, position: Position) -> Vec<CompletionItem> {
        let place = Place::at(self.lines.text(), self.lines.offset(position));
        place.map(|place| items::items(self, &place)).unwrap_or_default()
    }

    /// Says what stands at a position; where it stands.
    pub(crate) fn hover(&self, page: &mut Page, position: Position) -> Option<Range> {
        let place = Place::at(self.lines.text(), self.lines.offset(position))?;
        hover::say(page, self, &place).map(|span| self.lines.range(span))
    }
}
