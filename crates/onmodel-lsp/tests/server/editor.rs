//! What an editor does with the edits it is given.

use std::collections::BTreeMap;

use serde_json::Value;

/// The byte of a place of a text, its columns counted in UTF-8 or UTF-16. A place that does not exist
/// is a mistake of the server.
fn offset(text: &str, place: &Value, counts_bytes: bool) -> usize {
    let line = place["line"].as_u64().unwrap() as usize;
    let column = place["character"].as_u64().unwrap() as usize;
    let start = starts(text).nth(line).unwrap_or_else(|| panic!("no line {line} in {text:?}"));
    let width = |c: char| if counts_bytes { c.len_utf8() } else { c.len_utf16() };
    let mut passed = 0;
    for (at, c) in text[start..].char_indices() {
        if passed == column {
            return start + at;
        }
        passed += width(c);
    }
    assert_eq!(passed, column, "no column {column} in line {line} of {text:?}");
    text.len()
}

/// Where lines begin: after LF, CRLF and a lone CR.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let ends = move |at: &usize| {
        bytes[*at] == b'\n' || (bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
    };
    std::iter::once(0).chain((0..bytes.len()).filter(ends).map(|at| at + 1))
}

/// The text with edits of one document made; all speak of the text before them.
pub fn edited(text: &str, edits: &[Value], counts_bytes: bool) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|edit| {
            let place = |end: &str| offset(text, &edit["range"][end], counts_bytes);
            (place("start"), place("end"), edit["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort_by_key(|(start, end, _)| (*start, *end));
    assert!(edits.windows(2).all(|pair| pair[0].1 <= pair[1].0), "edits overlap: {edits:?}");
    let mut text = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}

/// The edits of an edit of the workspace, by document, in whichever form it came.
pub fn by_document(edit: &Value) -> BTreeMap<String, Vec<Value>> {
    let list = |edits: &Value| edits.as_array().unwrap().clone();
    if let Some(changes) = edit["changes"].as_object() {
        return changes.iter().map(|(uri, edits)| (uri.clone(), list(edits))).collect();
    }
    let changes = edit["documentChanges"].as_array().unwrap_or_else(|| panic!("{edit}"));
    let document = |change: &Value| {
        let uri = change["textDocument"]["uri"].as_str();
        (uri.unwrap_or_else(|| panic!("{change}")).to_owned(), list(&change["edits"]))
    };
    changes.iter().map(document).collect()
}
