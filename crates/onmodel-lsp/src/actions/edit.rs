//! A fix as an edit of the workspace.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use onmodel_caption::Span;
use onmodel_engine::fix::aside;
use onmodel_rules::{FileEdit, Fix, Operation};
use tower_lsp::ls_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Position, Range, RenameFile, RenameFileOptions,
    ResourceOp, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use crate::diagnostics::Worded;

/// The edit that carries out a fix of a finding of the set in `root`; `None` where this client cannot
/// be asked for it, or where it changes bytes an editor does not show: a byte order mark, an encoding.
pub(crate) fn workspace_edit(worded: Worded<'_>, root: &Path, fix: &Fix) -> Option<WorkspaceEdit> {
    let mut edits: BTreeMap<PathBuf, Vec<TextEdit>> = BTreeMap::new();
    for edit in &fix.edits {
        edits.entry(edit.path.clone()).or_default().push(text_edit(worded, edit)?);
    }
    let mut operations = Vec::new();
    for operation in &fix.operations {
        operations.extend(file_operation(worded, root, operation)?);
    }
    joined(worded, edits, operations)
}

/// Edits and operations as this client takes them.
fn joined(
    worded: Worded<'_>,
    edits: BTreeMap<PathBuf, Vec<TextEdit>>,
    operations: Vec<DocumentChangeOperation>,
) -> Option<WorkspaceEdit> {
    if !worded.abilities.document_changes {
        if !operations.is_empty() {
            return None;
        }
        let mut changes = HashMap::new();
        for (path, edits) in edits {
            changes.insert(worded.snapshot.uri(&path)?, edits);
        }
        return Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() });
    }
    let mut all = Vec::new();
    for (path, edits) in edits {
        all.push(document_edit(worded, &path, edits)?);
    }
    let document_changes = if operations.is_empty() {
        DocumentChanges::Edits(all)
    } else {
        let edits = all.into_iter().map(DocumentChangeOperation::Edit);
        DocumentChanges::Operations(edits.chain(operations).collect())
    };
    Some(WorkspaceEdit { document_changes: Some(document_changes), ..WorkspaceEdit::default() })
}

fn document_edit(
    worded: Worded<'_>,
    path: &Path,
    edits: Vec<TextEdit>,
) -> Option<TextDocumentEdit> {
    let uri = worded.snapshot.uri(path)?;
    let version = worded.snapshot.version(path);
    Some(TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    })
}

/// Bytes of a caption file as a range of its text.
fn text_edit(worded: Worded<'_>, edit: &FileEdit) -> Option<TextEdit> {
    let set = worded.snapshot.view.captioned(&edit.path)?;
    let body = set.body(&edit.path)?;
    let mark = body.mark();
    if !body.encoding.is_utf8() || edit.start < mark || edit.end - mark > body.text.len() {
        return None;
    }
    let lines = worded.snapshot.lines(&edit.path, worded.abilities.unit())?;
    let range = lines.range(Span::new(edit.start - mark, edit.end - mark));
    Some(TextEdit { range, new_text: edit.text.clone() })
}

/// A file operation; `None` where the client does not offer it.
fn file_operation(
    worded: Worded<'_>,
    root: &Path,
    operation: &Operation,
) -> Option<Vec<DocumentChangeOperation>> {
    let (abilities, snapshot) = (worded.abilities, worded.snapshot);
    let rename = |from: &Path, to: &Path| {
        let rename = RenameFile {
            old_uri: snapshot.uri(from)?,
            new_uri: snapshot.uri(to)?,
            options: Some(RenameFileOptions {
                overwrite: Some(false),
                ignore_if_exists: Some(false),
            }),
            annotation_id: None,
        };
        let operation = DocumentChangeOperation::Op(ResourceOp::Rename(rename));
        abilities.renames.then(|| vec![operation])
    };
    match operation {
        Operation::Rename { from, to } => rename(from, to),
        Operation::MoveAside { path } => rename(path, &aside(path, root)),
        Operation::Create { path, text } => {
            let create = CreateFile {
                uri: snapshot.uri(path)?,
                options: Some(CreateFileOptions {
                    overwrite: Some(false),
                    ignore_if_exists: Some(false),
                }),
                annotation_id: None,
            };
            let start = Range::new(Position::new(0, 0), Position::new(0, 0));
            let text = TextEdit { range: start, new_text: text.clone() };
            abilities.creates.then_some(())?;
            Some(vec![
                DocumentChangeOperation::Op(ResourceOp::Create(create)),
                DocumentChangeOperation::Edit(document_edit(worded, path, vec![text])?),
            ])
        }
    }
}
