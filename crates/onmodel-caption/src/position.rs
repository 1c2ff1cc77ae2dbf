//! Bytes to lines and columns, and back.

use crate::Span;

/// What one step of a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnUnit {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16: the language server protocol's default, and the JSON report's.
    Utf16,
}

/// A place in a text: line and column, both from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from zero. LF, CRLF and a lone CR each end a line.
    pub line: u32,
    /// Column, from zero, in the unit asked for.
    pub column: u32,
}

/// Where each line of a text begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Indexes the lines of `text`.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            let ends_line = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends_line {
                starts.push(at + 1);
            }
        }
        Self { starts }
    }

    /// Number of lines; a text ending in a line break has an empty last line.
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The position of byte `offset` of `text` (the text this index was made from). An offset
    /// inside a character, or past the end, is moved back to the nearest boundary.
    pub fn position(&self, text: &str, offset: usize, unit: ColumnUnit) -> Position {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let before = &text[self.starts[line]..offset];
        let column = match unit {
            ColumnUnit::Utf8 => before.len(),
            ColumnUnit::Utf16 => before.encode_utf16().count(),
        };
        Position { line: line as u32, column: column as u32 }
    }

    /// The byte of `text` (the text this index was made from) at `position`. A line past the end
    /// is the end of the text, a column past its line is the line's end before its line break,
    /// and a column inside a character is moved back to its start.
    pub fn offset(&self, text: &str, position: Position, unit: ColumnUnit) -> usize {
        let Some(line) = self.line_span(text, position.line as usize) else { return text.len() };
        let mut column = position.column as usize;
        for (at, c) in line.of(text).char_indices() {
            let width = match unit {
                ColumnUnit::Utf8 => c.len_utf8(),
                ColumnUnit::Utf16 => c.len_utf16(),
            };
            if column < width {
                return line.start + at;
            }
            column -= width;
        }
        line.end
    }

    /// The bytes of line `line` (from zero) without its line break; `None` past the last line.
    pub fn line_span(&self, text: &str, line: usize) -> Option<Span> {
        let start = *self.starts.get(line)?;
        let Some(&next) = self.starts.get(line + 1) else {
            return Some(Span::new(start, text.len()));
        };
        let with_break = text.get(start..next).unwrap_or_default();
        Some(Span::new(start, start + with_break.trim_end_matches(['\n', '\r']).len()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const UNITS: [ColumnUnit; 2] = [ColumnUnit::Utf8, ColumnUnit::Utf16];

    #[test]
    fn a_column_counts_what_it_is_asked_to_count() {
        let text = "\u{1f469}\u{200d}\u{1f680} a\r\n\u{6f22}e\u{301}\rx";
        let index = LineIndex::new(text);
        assert_eq!(index.lines(), 3);
        let at = text.find('a').unwrap();
        assert_eq!(index.position(text, at, ColumnUnit::Utf16), Position { line: 0, column: 6 });
        assert_eq!(index.position(text, at, ColumnUnit::Utf8), Position { line: 0, column: 12 });
        assert_eq!(
            index.position(text, text.len(), ColumnUnit::Utf16),
            Position { line: 2, column: 1 }
        );
    }

    #[test]
    fn places_that_do_not_exist_are_moved_to_ones_that_do() {
        let text = "a\u{1f600}\r\nb";
        let index = LineIndex::new(text);
        for (line, column, expected) in
            [(0, 2, 1), (0, 99, 5), (9, 0, text.len()), (1, 9, text.len())]
        {
            assert_eq!(index.offset(text, Position { line, column }, ColumnUnit::Utf16), expected);
        }
        assert_eq!(index.position(text, 3, ColumnUnit::Utf16), Position { line: 0, column: 1 });
    }

    proptest! {
        #[test]
        fn every_boundary_comes_back(text in "[a\u{1f600}\u{200d}\u{6f22}\u{301}\u{e9}\r\n,]{0,40}") {
            let index = LineIndex::new(&text);
            for unit in UNITS {
                for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                    let inside_break = text[..at].ends_with('\r') && text[at..].starts_with('\n');
                    if !inside_break {
                        prop_assert_eq!(index.offset(&text, index.position(&text, at, unit), unit), at);
                    }
                }
            }
        }

        #[test]
        fn any_place_has_a_byte(text in ".{0,30}", line in 0..9u32, column in 0..40u32) {
            let index = LineIndex::new(&text);
            for unit in UNITS {
                let at = index.offset(&text, Position { line, column }, unit);
                prop_assert!(text.is_char_boundary(at));
            }
        }
    }
}
