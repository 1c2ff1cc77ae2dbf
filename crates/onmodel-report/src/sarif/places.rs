//! Files and places in them, as SARIF names them.

use std::fmt::Write;

use onmodel_rules::FileRange;
use serde_json::{Value, json};

/// A place in a file; the whole of it without a region.
pub(super) fn location(path: &str, region: Option<Value>) -> Value {
    let mut physical = json!({ "artifactLocation": artifact(path) });
    if let Some(region) = region {
        physical["region"] = region;
    }
    json!({ "physicalLocation": physical })
}

/// A file: relative to the working directory, absolute outside it.
pub(super) fn artifact(path: &str) -> Value {
    if path.starts_with('/') {
        json!({ "uri": format!("file://{}", uri(path)) })
    } else {
        json!({ "uri": uri(path), "uriBaseId": "%SRCROOT%" })
    }
}

/// A range: lines and columns count from one, bytes from zero.
pub(super) fn region(range: FileRange) -> Value {
    let (start, end) = (range.start, range.end);
    json!({
        "startLine": start.line + 1,
        "startColumn": start.character + 1,
        "endLine": end.line + 1,
        "endColumn": end.character + 1,
        "byteOffset": start.offset,
        "byteLength": end.offset - start.offset,
    })
}

/// A path as a URI reference: what is not plain stands as its UTF-8 bytes in hexadecimal.
pub(super) fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_is_a_uri() {
        for (path, expected) in [
            ("set/01.png", "set/01.png"),
            ("a b/#1?.png", "a%20b/%231%3F.png"),
            ("🦅:x", "%F0%9F%A6%85%3Ax"),
            ("100%.txt", "100%25.txt"),
        ] {
            assert_eq!(uri(path), expected);
        }
        assert_eq!(artifact("/out/a.png")["uri"], "file:///out/a.png");
    }
}
