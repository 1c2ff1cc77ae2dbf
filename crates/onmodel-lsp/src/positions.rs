//! Bytes of a text, and the lines and columns a client speaks of.

use onmodel_caption::{ColumnUnit, LineIndex, Position as Place, Span};
use tower_lsp::ls_types::{Position, Range};

/// A text with its lines, in the unit agreed with the client.
pub(crate) struct Lines<'t> {
    text: &'t str,
    index: LineIndex,
    unit: ColumnUnit,
    /// Columns of a byte order mark that the client counts on the first line and the text lacks.
    mark: u32,
}

impl<'t> Lines<'t> {
    /// The lines of `text`. `is_marked` tells that the client's text begins with a byte order mark
    /// that this one lacks.
    pub(crate) fn new(text: &'t str, unit: ColumnUnit, is_marked: bool) -> Self {
        let width = match unit {
            ColumnUnit::Utf8 => '\u{feff}'.len_utf8(),
            ColumnUnit::Utf16 => '\u{feff}'.len_utf16(),
        };
        let mark = if is_marked { width as u32 } else { 0 };
        Self { text, index: LineIndex::new(text), unit, mark }
    }

    /// The text.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// Where byte `offset` is.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let place = self.index.position(self.text, offset, self.unit);
        let mark = if place.line == 0 { self.mark } else { 0 };
        Position::new(place.line, place.column + mark)
    }

    /// Where the bytes of `span` are.
    pub(crate) fn range(&self, span: Span) -> Range {
        Range::new(self.position(span.start), self.position(span.end))
    }

    /// The byte at `position`; a place that does not exist is moved to the nearest that does.
    pub(crate) fn offset(&self, position: Position) -> usize {
        let mark = if position.line == 0 { self.mark } else { 0 };
        let column = position.character.saturating_sub(mark);
        self.index.offset(self.text, Place { line: position.line, column }, self.unit)
    }

    /// The bytes of `range`.
    pub(crate) fn span(&self, range: Range) -> Span {
        let start = self.offset(range.start);
        Span::new(start, self.offset(range.end).max(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_the_client_counts_is_counted_on_the_first_line_only() {
        for (unit, width) in [(ColumnUnit::Utf8, 3), (ColumnUnit::Utf16, 1)] {
            let lines = Lines::new("ab\ncd", unit, true);
            assert_eq!(lines.position(1), Position::new(0, width + 1));
            assert_eq!(lines.position(4), Position::new(1, 1));
            assert_eq!(lines.offset(Position::new(0, width + 1)), 1);
            assert_eq!(lines.offset(Position::new(0, 0)), 0);
        }
    }
}
