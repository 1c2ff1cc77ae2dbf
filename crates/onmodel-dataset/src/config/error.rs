//! What is wrong with a configuration file, and exactly where.

use std::path::PathBuf;
use std::sync::Arc;

use onmodel_caption::{ColumnUnit, LineIndex, Position, Span};

/// A place in a configuration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// The bytes concerned.
    pub span: Span,
}

/// One thing wrong with a configuration file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}:{}: {message}", place.path.display(), self.line_column())]
pub struct ConfigError {
    /// Where.
    pub place: Place,
    /// The file's text, so that whoever shows the error can show the line.
    pub text: Arc<str>,
    /// What is wrong.
    pub message: String,
    /// What to do: "did you mean `trigger`?".
    pub help: Option<String>,
}

impl ConfigError {
    /// Where the fault begins, line and column from zero, columns in `unit`.
    pub fn position(&self, unit: ColumnUnit) -> Position {
        LineIndex::new(&self.text).position(&self.text, self.place.span.start, unit)
    }

    /// Where the fault begins as a person counts, `line:column`, both from one, columns in
    /// characters.
    pub fn line_column(&self) -> String {
        let at = self.position(ColumnUnit::Utf8);
        let end = self.place.span.start.min(self.text.len());
        let from = end.saturating_sub(at.column as usize);
        let column =
            self.text.get(from..end).map_or(at.column as usize, |before| before.chars().count());
        format!("{}:{}", at.line + 1, column + 1)
    }
}
