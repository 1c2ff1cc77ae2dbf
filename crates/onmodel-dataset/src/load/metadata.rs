//! Metadata files: which there are, and what their rows say.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::rows::{self, Row};
use crate::config::configure;
use crate::discover::Options;
use crate::disk::{self, Listing};
use crate::{names, paths, text};

/// Whether a file's name is one metadata goes by: `metadata.jsonl`, `metadata.csv`, and kohya's
/// `meta_cap.json` and its like. kohya's own cache is none.
pub(super) fn is_metadata(name: &OsStr) -> bool {
    let Some(text) = name.to_str() else { return false };
    let extension = Path::new(text).extension().and_then(OsStr::to_str);
    let kohyas = text.starts_with("meta") && matches!(extension, Some("json" | "jsonl"));
    text == "metadata.csv" || kohyas && !names::is_trainer_cache(name)
}

/// The rows of the metadata file `name`.
pub(super) fn rows(name: &OsStr, text: &str, column: Option<&str>) -> Vec<Row> {
    match Path::new(name).extension().and_then(OsStr::to_str) {
        Some("jsonl") => rows::jsonl(text, column),
        Some("csv") => rows::csv(text, column),
        _ => rows::kohya(text).unwrap_or_default(),
    }
}

/// The first metadata file of `folder` with a row that names an image there is.
pub(crate) fn naming(folder: &Path, listing: &Listing, options: &Options) -> Option<String> {
    let candidates: Vec<&OsString> =
        listing.files.iter().filter(|name| is_metadata(name)).collect();
    if candidates.is_empty() {
        return None;
    }
    let settings = configure(folder, options.config.as_deref(), &options.overlay).settings;
    candidates.into_iter().find_map(|name| {
        let bytes = disk::read(&paths::join(folder, name), &options.overlay).ok()?;
        let rows = rows(name, &text::decode(&bytes).text, settings.caption_column.as_deref());
        let is_there = |row: &Row| {
            names::is_image(OsStr::new(&row.names)) && folder.join(&row.names).is_file()
        };
        rows.iter().any(is_there).then(|| name.to_string_lossy().into_owned())
    })
}
