//! A caption file with another text than the one read before.

use std::path::Path;
use std::sync::Arc;

use onmodel_caption::Span;
use onmodel_dataset::write::Snapshot;
use onmodel_dataset::{Body, CaptionFile, Encoding, decode, read_text};

/// How a byte order mark reads as a character.
const MARK: char = '\u{feff}';

/// How the file at `path` is encoded on the disk; UTF-8 where there is none yet.
pub(super) fn disk_encoding(path: &Path) -> Encoding {
    read_text(path).map_or(Encoding::Utf8, |bytes| decode(&bytes).encoding)
}

/// The caption with an open document's text. An editor shows neither mark nor encoding; both stay
/// wrong on the disk until the file is saved without, so what the disk has still counts.
pub(super) fn retold(file: &CaptionFile, text: &str, on_disk: Encoding) -> CaptionFile {
    let (text, encoding) = match text.strip_prefix(MARK) {
        Some(rest) => (rest, Encoding::Utf8Bom),
        None => (text, on_disk),
    };
    let mark = if encoding == Encoding::Utf8Bom { MARK.len_utf8() } else { 0 };
    with_body(
        file,
        Body {
            text: text.into(),
            encoding,
            bytes: (text.len() + mark) as u64,
            snapshot: Snapshot::of_bytes(text.as_bytes()),
        },
    )
}

/// The caption as the disk has it now.
pub(super) fn from_disk(file: &CaptionFile) -> CaptionFile {
    match read_text(&file.path) {
        Ok(bytes) => with_body(file, decode(&bytes)),
        Err(fault) => CaptionFile {
            body: Err(onmodel_dataset::words(&fault)),
            place: None,
            text: "".into(),
            ..file.clone()
        },
    }
}

fn with_body(file: &CaptionFile, body: Body) -> CaptionFile {
    CaptionFile {
        place: Some(Span::new(0, body.text.len())),
        text: Arc::clone(&body.text),
        body: Ok(Arc::new(body)),
        ..file.clone()
    }
}
