//! The documents open in the editor, as the last change left them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_caption::ColumnUnit;
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, Uri};

use crate::positions::Lines;

/// One open document.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// As the client spells it.
    pub(crate) uri: Uri,
    /// The client's number of this text.
    pub(crate) version: i32,
    /// The text, a byte order mark included if the client sent one.
    pub(crate) text: Arc<str>,
}

/// All open documents, by absolute path.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    by_path: HashMap<PathBuf, Document>,
}

impl Documents {
    /// A document was opened, perhaps again.
    pub(crate) fn open(&mut self, path: PathBuf, document: Document) {
        self.by_path.insert(path, document);
    }

    /// A document was closed; whether it was open.
    pub(crate) fn close(&mut self, path: &Path) -> bool {
        self.by_path.remove(path).is_some()
    }

    /// Applies changes in their order; the document after them, if it is open.
    pub(crate) fn change(
        &mut self,
        path: &Path,
        version: i32,
        changes: &[TextDocumentContentChangeEvent],
        unit: ColumnUnit,
    ) -> Option<Document> {
        let document = self.by_path.get_mut(path)?;
        let mut text = document.text.to_string();
        for change in changes {
            text = changed(&text, change, unit);
        }
        document.text = text.into();
        document.version = version;
        Some(document.clone())
    }

    /// The document at `path`, as it is now.
    #[cfg(test)]
    pub(crate) fn get(&self, path: &Path) -> Option<&Document> {
        self.by_path.get(path)
    }
}

/// The text after one change: of a range, or as a whole.
fn changed(text: &str, change: &TextDocumentContentChangeEvent, unit: ColumnUnit) -> String {
    let Some(range) = change.range else { return change.text.clone() };
    let lines = Lines::new(text, unit, false);
    let (text, span) = (lines.text(), lines.span(range));
    // `span` lies on character boundaries of this very text.
    [&text[..span.start], &change.text, &text[span.end..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower_lsp::ls_types::{Position, Range};

    fn change(range: Option<(u32, u32, u32, u32)>, text: &str) -> TextDocumentContentChangeEvent {
        let range = range.map(|(a, b, c, d)| Range::new(Position::new(a, b), Position::new(c, d)));
        TextDocumentContentChangeEvent { range, range_length: None, text: text.to_owned() }
    }

    fn after(text: &str, unit: ColumnUnit, changes: &[TextDocumentContentChangeEvent]) -> String {
        let mut documents = Documents::default();
        let uri: Uri = "file:///a.txt".parse().unwrap();
        let path = Path::new("/a.txt");
        documents.open(path.to_owned(), Document { uri, version: 1, text: text.into() });
        documents.change(path, 2, changes, unit).unwrap().text.to_string()
    }

    #[test]
    fn changes_are_applied_one_after_another_in_the_agreed_unit() {
        let smile = "\u{1f600}, a";
        let one = change(Some((0, 2, 0, 3)), ";");
        assert_eq!(after(smile, ColumnUnit::Utf16, &[one]), "\u{1f600}; a");
        let one = change(Some((0, 4, 0, 5)), ";");
        let two = change(Some((0, 0, 0, 4)), "");
        assert_eq!(after(smile, ColumnUnit::Utf8, &[one, two]), "; a");
    }

    #[test]
    fn places_that_do_not_exist_do_no_harm() {
        for range in [(9, 9, 9, 9), (0, 99, 5, 0), (0, 3, 0, 1)] {
            let text = after("abc", ColumnUnit::Utf16, &[change(Some(range), "x")]);
            assert!(text.contains('x'), "{text}");
        }
    }

    #[test]
    fn a_lone_carriage_return_ends_a_line() {
        let text = after("a\rb\rc", ColumnUnit::Utf16, &[change(Some((1, 0, 1, 1)), "B")]);
        assert_eq!(text, "a\rB\rc");
    }

    #[test]
    fn a_whole_text_replaces_what_was_there() {
        assert_eq!(after("abc", ColumnUnit::Utf16, &[change(None, "x")]), "x");
    }
}
