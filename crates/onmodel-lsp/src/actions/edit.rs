//! Edits of files gathered into one edit of the workspace, in the form the client takes.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use onmodel_caption::Span;
use tower_lsp::ls_types::{
    AnnotatedTextEdit, ChangeAnnotation, CreateFile, CreateFileOptions, DocumentChangeOperation,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Range, RenameFile,
    RenameFileOptions, ResourceOp, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use crate::diagnostics::Worded;

/// The name under which changes to be reviewed are annotated.
const REVIEW: &str = "onmodel";

/// Edits of files, and operations after them.
pub(crate) struct Edits<'s> {
    worded: Worded<'s>,
    texts: BTreeMap<PathBuf, Vec<TextEdit>>,
    operations: Vec<DocumentChangeOperation>,
    /// What is to be reviewed, where the client shows changes before it makes them.
    review: Option<String>,
}

impl<'s> Edits<'s> {
    /// No edits yet.
    pub(crate) fn new(worded: Worded<'s>) -> Self {
        Self { worded, texts: BTreeMap::new(), operations: Vec::new(), review: None }
    }

    /// What the edits are made from.
    pub(crate) fn worded(&self) -> Worded<'s> {
        self.worded
    }

    /// The changes are to be reviewed under this label before they are made.
    pub(crate) fn review(&mut self, label: String) {
        self.review = self.worded.abilities.annotations.then_some(label);
    }

    /// Replaces bytes of the text at `path`, as it was judged; `None` where no such text is known.
    pub(crate) fn replace(&mut self, path: &Path, span: Span, text: &str) -> Option<()> {
        let lines = self.worded.snapshot.lines(path, self.worded.abilities.unit())?;
        let edit = TextEdit { range: lines.range(span), new_text: text.to_owned() };
        self.texts.entry(path.to_owned()).or_default().push(edit);
        Some(())
    }

    /// Creates a file with a text; `None` where the client creates none.
    pub(crate) fn create(&mut self, path: &Path, text: &str) -> Option<()> {
        self.worded.abilities.creates.then_some(())?;
        let create = CreateFile {
            uri: self.worded.snapshot.uri(path)?,
            options: Some(CreateFileOptions {
                overwrite: Some(false),
                ignore_if_exists: Some(false),
            }),
            annotation_id: None,
        };
        let text = TextEdit { range: Range::default(), new_text: text.to_owned() };
        let edit = self.document(path, vec![text])?;
        self.operations.push(DocumentChangeOperation::Op(ResourceOp::Create(create)));
        self.operations.push(DocumentChangeOperation::Edit(edit));
        Some(())
    }

    /// Renames a file; `None` where the client renames none.
    pub(crate) fn rename(&mut self, from: &Path, to: &Path) -> Option<()> {
        self.worded.abilities.renames.then_some(())?;
        let rename = RenameFile {
            old_uri: self.worded.snapshot.uri(from)?,
            new_uri: self.worded.snapshot.uri(to)?,
            options: Some(RenameFileOptions {
                overwrite: Some(false),
                ignore_if_exists: Some(false),
            }),
            annotation_id: None,
        };
        self.operations.push(DocumentChangeOperation::Op(ResourceOp::Rename(rename)));
        Some(())
    }

    /// All of it as this client takes it; `None` where there is nothing, or it takes no operations.
    pub(crate) fn finish(self) -> Option<WorkspaceEdit> {
        if self.texts.is_empty() && self.operations.is_empty() {
            return None;
        }
        if self.worded.abilities.document_changes { self.listed() } else { self.mapped() }
    }

    fn mapped(self) -> Option<WorkspaceEdit> {
        if !self.operations.is_empty() {
            return None;
        }
        let mut changes = HashMap::new();
        for (path, edits) in self.texts {
            changes.insert(self.worded.snapshot.uri(&path)?, edits);
        }
        Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() })
    }

    fn listed(mut self) -> Option<WorkspaceEdit> {
        let mut all = Vec::new();
        for (path, edits) in std::mem::take(&mut self.texts) {
            all.push(self.document(&path, edits)?);
        }
        let document_changes = if self.operations.is_empty() {
            DocumentChanges::Edits(all)
        } else {
            let edits = all.into_iter().map(DocumentChangeOperation::Edit);
            DocumentChanges::Operations(edits.chain(self.operations).collect())
        };
        let annotation =
            |label| ChangeAnnotation { label, needs_confirmation: Some(true), description: None };
        let annotations =
            self.review.map(|label| HashMap::from([(REVIEW.to_owned(), annotation(label))]));
        Some(WorkspaceEdit {
            changes: None,
            document_changes: Some(document_changes),
            change_annotations: annotations,
        })
    }

    fn document(&self, path: &Path, edits: Vec<TextEdit>) -> Option<TextDocumentEdit> {
        let uri = self.worded.snapshot.uri(path)?;
        let version = self.worded.snapshot.version(path);
        let edits = edits.into_iter().map(|text_edit| match self.review {
            Some(_) => {
                OneOf::Right(AnnotatedTextEdit { text_edit, annotation_id: REVIEW.to_owned() })
            }
            None => OneOf::Left(text_edit),
        });
        Some(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.collect(),
        })
    }
}
