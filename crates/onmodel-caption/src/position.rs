//! Bytes to lines and columns, and back.

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
}
