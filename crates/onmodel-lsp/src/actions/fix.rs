//! One fix: as an edit, or, where it changes what an editor does not show, as bytes of its file.

use std::path::{Path, PathBuf};

use onmodel_caption::Span;
use onmodel_engine::fix::aside;
use onmodel_rules::{FileEdit, Fix, Operation};
use tower_lsp::ls_types::WorkspaceEdit;

use super::Edits;
use crate::diagnostics::Worded;
use crate::snapshot::Snapshot;

/// The edit that carries out a fix of a finding of the set in `root`; `None` where this client cannot
/// be asked for it, or where it changes bytes an editor does not show.
pub(super) fn edit(worded: Worded<'_>, root: &Path, fix: &Fix) -> Option<WorkspaceEdit> {
    let mut edits = Edits::new(worded);
    for edit in &fix.edits {
        let span = shown(worded.snapshot, edit)?;
        edits.replace(&edit.path, span, &edit.text)?;
    }
    for operation in &fix.operations {
        match operation {
            Operation::Rename { from, to } => edits.rename(from, to)?,
            Operation::MoveAside { path } => edits.rename(path, &aside(path, root))?,
            Operation::Create { path, text } => edits.create(path, text)?,
        }
    }
    edits.finish()
}

/// Bytes of a caption file as bytes of the text an editor shows of it; `None` for a byte order mark,
/// and where the file has another encoding than the text.
pub(super) fn shown(snapshot: &Snapshot, edit: &FileEdit) -> Option<Span> {
    let body = snapshot.view.captioned(&edit.path)?.body(&edit.path)?;
    let span = Span::new(edit.start.checked_sub(body.mark())?, edit.end.checked_sub(body.mark())?);
    let is_inside = span.start <= span.end && span.end <= body.text.len();
    (body.encoding.is_utf8() && is_inside).then_some(span)
}

/// The one file whose raw bytes a fix changes, if some of them are not shown by an editor.
pub(crate) fn raw_fix<'f>(snapshot: &Snapshot, fix: &'f Fix) -> Option<&'f PathBuf> {
    let first = fix.edits.first()?;
    let is_one = fix.operations.is_empty() && fix.edits.iter().all(|edit| edit.path == first.path);
    let is_raw = fix.edits.iter().any(|edit| shown(snapshot, edit).is_none());
    (is_one && is_raw).then_some(&first.path)
}

/// The bytes of a file with a fix made; `None` where the file is another than the one judged.
pub(crate) fn rewritten(bytes: &[u8], fix: &Fix) -> Option<Vec<u8>> {
    let mut edits: Vec<&FileEdit> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| (edit.start, edit.end));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for edit in edits {
        out.extend_from_slice(bytes.get(at..edit.start)?);
        out.extend_from_slice(edit.text.as_bytes());
        at = edit.end;
    }
    out.extend_from_slice(bytes.get(at..)?);
    Some(out)
}
