//! `onmodel.fixDataset`: every safe fix of sets, as one edit that can be taken back.

use std::sync::Arc;

use onmodel_dataset::discover;
use onmodel_engine::fix::{Mended, MendedFile, Mending, mend};
use onmodel_engine::today;
use onmodel_engine::workspace::SetView;
use onmodel_rules::Selection;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::WorkspaceEdit;

use super::{Call, apply_fix, refused, target};
use crate::actions::{Edits, difference};
use crate::diagnostics::Worded;
use crate::shared::Shared;
use crate::snapshot::Snapshot;
use crate::work::Stop;
use crate::worker::Event;

pub(super) async fn run(call: Call<'_>) -> Result<Option<Value>> {
    let Call { shared, arguments, work } = call;
    let snapshot = shared.fresh().await;
    let sets = target::sets(&snapshot, arguments)?;
    let (reader, stop) = (Arc::clone(&snapshot), work.stop());
    let mended = tokio::task::spawn_blocking(move || mended(&reader, &sets, &stop));
    let mended = mended.await.map_err(|_| Error::internal_error())??;
    let worded = Worded { snapshot: &snapshot, abilities: shared.abilities() };
    for sentence in mended.iter().flat_map(|set| &set.endless) {
        shared.log.warn(sentence.clone());
    }
    let files: Vec<&MendedFile> = mended.iter().flat_map(|set| &set.files).collect();
    let (shown, raw): (Vec<_>, Vec<_>) = files.iter().partition(|file| is_shown(&snapshot, file));
    let titles: usize = files.iter().map(|file| file.titles.len()).sum();
    if let Some(edit) = edit(worded, &shown) {
        apply_fix::send(shared, edit);
    }
    write(shared, &snapshot, &raw);
    Ok(Some(json!({ "files": files.len(), "fixes": titles })))
}

/// The sets mended in memory, the open documents' texts laid over the disk.
fn mended(snapshot: &Snapshot, sets: &[Arc<SetView>], stop: &Stop) -> Result<Vec<Mended>> {
    let open = snapshot.open.iter();
    let overlay = open.map(|(path, document)| (path.clone(), Arc::clone(&document.text))).collect();
    let options = discover::Options { overlay, ..discover::Options::default() };
    let mut all = Vec::new();
    for set in sets {
        if stop.is_asked() {
            return Err(Error::request_cancelled());
        }
        let facts = &set.facts;
        let mending = Mending {
            selection: Selection::default(),
            unsafe_too: false,
            today: today(),
            plugins: set.plugins.clone(),
        };
        let mended = mend(&facts.dataset, &facts.images, &options, &mending);
        all.push(mended.map_err(|errors| {
            refused(errors.first().map(ToString::to_string).unwrap_or_default())
        })?);
    }
    Ok(all)
}

/// Whether an editor shows what changed: the text of a file in UTF-8.
fn is_shown(snapshot: &Snapshot, file: &MendedFile) -> bool {
    let captioned = snapshot.view.captioned(&file.path);
    let body = captioned.and_then(|set| set.body(&file.path));
    body.is_some_and(|body| body.encoding.is_utf8() && *body.text != *shown_text(&file.after))
}

/// A file's text without the byte order mark.
fn shown_text(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn edit(worded: Worded<'_>, files: &[&MendedFile]) -> Option<WorkspaceEdit> {
    let mut edits = Edits::new(worded);
    for file in files {
        let before = worded.snapshot.text(&file.path)?;
        let change = difference(before, shown_text(&file.after));
        edits.replace(&file.path, change.span, &change.text)?;
    }
    edits.finish()
}

/// Writes the files whose change an editor does not show; one that is open is left to its own action,
/// which asks for it to be saved first.
fn write(shared: &Shared, snapshot: &Snapshot, files: &[&MendedFile]) {
    for file in files.iter().filter(|file| !snapshot.open.contains_key(&file.path)) {
        let written =
            onmodel_dataset::write::replace(&file.path, &file.expected, file.after.as_bytes());
        match written {
            Ok(()) => shared.worker().tell(Event::Disk(vec![file.path.clone()])),
            Err(why) => shared.log.warn(why.to_string()),
        }
    }
}
