//! The rows of metadata files: which image, which text, where it is written.

use onmodel_caption::Span;
use serde_json::Value;

use super::json::{members, verbatim};

/// One row that names an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The image, as written.
    pub(crate) names: String,
    /// Line of the row, from zero.
    pub(crate) line: u32,
    /// Its caption, if it has one.
    pub(crate) text: Option<String>,
    /// Where the caption is written verbatim.
    pub(crate) place: Option<Span>,
}

/// Columns that name the image: imagefolder's, then musubi's and kohya's.
const NAMES: [&str; 2] = ["file_name", "image_path"];
/// Columns that hold the caption where none is configured.
const TEXTS: [&str; 2] = ["text", "caption"];

/// Rows of a file with one JSON object a line; lines that are none are passed over.
pub(super) fn jsonl(text: &str, column: Option<&str>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut start = 0;
    for (line, content) in text.split_inclusive('\n').enumerate() {
        if let Ok(Value::Object(object)) = serde_json::from_str(content) {
            let names = NAMES.iter().find_map(|key| object.get(*key)?.as_str());
            let (text, place) = cell(text, start, &object, column);
            rows.extend(names.map(|names| Row {
                names: names.to_owned(),
                line: line as u32,
                text,
                place,
            }));
        }
        start += content.len();
    }
    rows
}

/// Rows of kohya's metadata: `{"path": {"caption": "…", "tags": "…"}}`, caption and tags joined with
/// a comma as kohya joins them. `None` if the file is nothing of the kind.
pub(super) fn kohya(text: &str) -> Option<Vec<Row>> {
    let Ok(Value::Object(images)) = serde_json::from_str::<Value>(text) else { return None };
    let mut rows = Vec::new();
    for (key, value) in members(text, 0) {
        let Ok(names) = serde_json::from_str::<String>(&format!("\"{}\"", key.of(text))) else {
            continue;
        };
        let Some(Value::Object(object)) = images.get(&names) else { continue };
        let line = text[..key.start].matches('\n').count() as u32;
        let (caption, tags) = (text_of(object, "caption"), text_of(object, "tags"));
        let (written, place) = match (caption, tags) {
            (Some(caption), Some(tags)) => (Some(format!("{caption},{tags}")), None),
            (Some(_), None) => cell(text, value.start, object, Some("caption")),
            (None, _) => cell(text, value.start, object, Some("tags")),
        };
        rows.push(Row { names, line, text: written, place });
    }
    Some(rows)
}

fn text_of<'o>(object: &'o serde_json::Map<String, Value>, key: &str) -> Option<&'o str> {
    object.get(key)?.as_str().filter(|text| !text.is_empty())
}

/// The caption of the object that begins at `start`, and its place.
fn cell(
    text: &str,
    start: usize,
    object: &serde_json::Map<String, Value>,
    column: Option<&str>,
) -> (Option<String>, Option<Span>) {
    let columns = column.map_or(TEXTS.to_vec(), |column| vec![column]);
    let Some((column, value)) =
        columns.iter().find_map(|key| Some((*key, object.get(*key)?.as_str()?)))
    else {
        return (None, None);
    };
    let written = members(text, start).into_iter().rfind(|(key, _)| key.of(text) == column);
    (Some(value.to_owned()), written.and_then(|(_, span)| verbatim(text, span, value)))
}

/// Rows of a comma-separated file whose first record names the columns.
pub(super) fn csv(text: &str, column: Option<&str>) -> Vec<Row> {
    let mut records = Records { text, at: 0, line: 0 };
    let Some((_, header)) = records.next() else { return Vec::new() };
    let find = |names: &[&str]| {
        names.iter().find_map(|name| header.iter().position(|cell| cell.text == *name))
    };
    let texts = column.map_or(TEXTS.to_vec(), |column| vec![column]);
    let (Some(names_at), text_at) = (find(&NAMES), find(&texts)) else { return Vec::new() };
    records
        .filter_map(|(line, mut cells)| {
            let names = cells.get(names_at)?.text.clone();
            let cell = text_at.filter(|&at| at < cells.len()).map(|at| cells.swap_remove(at));
            let place = cell.as_ref().and_then(|cell| cell.place);
            Some(Row { names, line, text: cell.map(|cell| cell.text), place })
        })
        .collect()
}

/// One cell: its text, and its place if nothing in it is written doubled.
struct Cell {
    text: String,
    place: Option<Span>,
}

/// The records of a CSV text with the line each begins on; blank lines are passed over.
struct Records<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl Iterator for Records<'_> {
    type Item = (u32, Vec<Cell>);

    fn next(&mut self) -> Option<Self::Item> {
        while matches!(self.text.as_bytes().get(self.at), Some(b'\n' | b'\r')) {
            self.line += u32::from(self.text.as_bytes()[self.at] == b'\n');
            self.at += 1;
        }
        if self.at >= self.text.len() {
            return None;
        }
        let (line, mut cells) = (self.line, Vec::new());
        loop {
            cells.push(self.cell());
            match self.text.as_bytes().get(self.at) {
                Some(b',') => self.at += 1,
                _ => return Some((line, cells)),
            }
        }
    }
}

/// `at` never leaves the text nor a character boundary: it moves by whole finds of ASCII bytes.
impl Records<'_> {
    fn cell(&mut self) -> Cell {
        let rest = &self.text[self.at..];
        let cell = if let Some(quoted) = rest.strip_prefix('"') {
            self.quoted(quoted)
        } else {
            self.bare(rest)
        };
        // Whatever follows a closing quote belongs to no cell.
        let rest = &self.text[self.at..];
        self.at += rest.find([',', '\n', '\r']).unwrap_or(rest.len());
        cell
    }

    fn bare(&mut self, rest: &str) -> Cell {
        let text = &rest[..rest.find([',', '\n', '\r']).unwrap_or(rest.len())];
        let place = Span::new(self.at, self.at + text.len());
        self.at = place.end;
        Cell { text: text.to_owned(), place: Some(place) }
    }

    fn quoted(&mut self, quoted: &str) -> Cell {
        let bytes = quoted.as_bytes();
        let mut end = 0;
        while let Some(quote) = quoted[end..].find('"') {
            end += quote;
            if bytes.get(end + 1) != Some(&b'"') {
                break;
            }
            end += 2;
        }
        if bytes.get(end) != Some(&b'"') {
            end = quoted.len();
        }
        let written = &quoted[..end];
        let start = self.at + 1;
        self.at = (start + end + 1).min(self.text.len());
        self.line += written.matches('\n').count() as u32;
        let place = (!written.contains('"')).then(|| Span::new(start, start + end));
        Cell { text: written.replace("\"\"", "\""), place }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn placed<'t>(
        text: &'t str,
        rows: &[Row],
    ) -> Vec<(String, u32, Option<String>, Option<&'t str>)> {
        let shown = |row: &Row| {
            (row.names.clone(), row.line, row.text.clone(), row.place.map(|place| place.of(text)))
        };
        rows.iter().map(shown).collect()
    }

    #[test]
    fn jsonl_cells_are_placed_unless_they_are_escaped() {
        let text = "{\"file_name\": \"a.png\", \"text\": \"krstl, é\"}\r\n\nno json\n{\"text\":\"a \\\"b\\\"\",\"file_name\":\"b.png\"}\n{\"file_name\":\"c.png\",\"text\":null}";
        assert_eq!(
            placed(text, &jsonl(text, None)),
            [
                ("a.png".into(), 0, Some("krstl, é".into()), Some("krstl, é")),
                ("b.png".into(), 3, Some("a \"b\"".into()), None),
                ("c.png".into(), 4, None, None),
            ]
        );
    }

    #[test]
    fn csv_cells_are_placed_unless_they_hold_quotes() {
        let text = "file_name,x,text\r\na.png,1,\"krstl,\nsmiling\"\n\nb.png,2,\"a \"\"b\"\"\"\nc.png,3,plain\nd.png";
        assert_eq!(
            placed(text, &csv(text, None)),
            [
                ("a.png".into(), 1, Some("krstl,\nsmiling".into()), Some("krstl,\nsmiling")),
                ("b.png".into(), 4, Some("a \"b\"".into()), None),
                ("c.png".into(), 5, Some("plain".into()), Some("plain")),
                ("d.png".into(), 6, None, None),
            ]
        );
    }

    #[test]
    fn kohya_joins_caption_and_tags_without_a_space() {
        let text = "{\n \"1\": {\"caption\": \"c\", \"tags\": \"t, u\"},\n \"2\": {\"tags\": \"t\"}, \"3\": {}}";
        assert_eq!(
            placed(text, &kohya(text).unwrap()),
            [
                ("1".into(), 1, Some("c,t, u".into()), None),
                ("2".into(), 2, Some("t".into()), Some("t")),
                ("3".into(), 2, None, None),
            ]
        );
    }

    proptest! {
        #[test]
        fn any_text_has_rows_or_none(text in "[\",\n\ra-c{}:é]{0,60}") {
            for row in csv(&format!("file_name,text\n{text}"), None).iter().chain(&jsonl(&text, None)) {
                if let (Some(place), Some(cell)) = (row.place, &row.text) {
                    prop_assert_eq!(place.len(), cell.len());
                }
            }
            kohya(&text);
        }
    }
}
