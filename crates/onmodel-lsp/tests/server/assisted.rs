//! A client that shows everything: completion, hover, hints, colours, links, symbols, names, lenses.

use std::path::Path;

use serde_json::{Value, json};

use crate::client::{Client, uri, vscode};

/// What a client offers that shows everything, counting columns in `unit`.
pub fn showing(unit: &str) -> Value {
    let mut offered = vscode();
    offered["general"]["positionEncodings"] = json!(["utf-16", unit]);
    offered["workspace"]["diagnostics"] = Value::Null;
    offered["workspace"]["symbol"] = json!({});
    let shown = json!({
        "completion": { "completionItem": {
            "documentationFormat": ["markdown", "plaintext"],
            "resolveSupport": { "properties": ["documentation"] },
        } },
        "hover": { "contentFormat": ["markdown", "plaintext"] },
        "inlayHint": {},
        "semanticTokens": {
            "requests": { "range": true, "full": true },
            "tokenTypes": ["keyword", "string", "function", "variable", "comment", "namespace"],
            "tokenModifiers": [],
            "formats": ["relative"],
        },
        "documentLink": { "tooltipSupport": true },
        "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
        "references": {},
        "documentHighlight": {},
        "rename": { "prepareSupport": true },
        "codeLens": {},
    });
    for (capability, value) in shown.as_object().unwrap() {
        offered["textDocument"][capability] = value.clone();
    }
    offered
}

/// The parameters of a request about the place of `|` in `marked`, the text of a file, for a client
/// that counts UTF-16.
pub fn place(path: &Path, marked: &str) -> Value {
    let before = &marked[..marked.find('|').expect("a mark")];
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
    json!({
        "textDocument": { "uri": uri(path) },
        "position": { "line": line, "character": column },
    })
}

/// Opens a file with the text that `marked` is without its mark, or changes it to that; the place.
pub fn open_at(client: &mut Client, path: &Path, marked: &str) -> Value {
    client.open(path, &marked.replacen('|', "", 1));
    place(path, marked)
}

/// What a range of `{start, end}` covers of a text of UTF-16 columns.
pub fn covered(text: &str, range: &Value) -> String {
    let offset = |end: &str| {
        let line = range[end]["line"].as_u64().unwrap() as usize;
        let column = range[end]["character"].as_u64().unwrap() as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let units: Vec<u16> = text[start..].encode_utf16().take(column).collect();
        start + String::from_utf16(&units).unwrap().len()
    };
    text[offset("start")..offset("end")].to_owned()
}
