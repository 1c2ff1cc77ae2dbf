//! The sets a command is about.

use std::path::PathBuf;
use std::sync::Arc;

use onmodel_engine::workspace::SetView;
use serde_json::Value;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::Uri;

use super::refused;
use crate::snapshot::Snapshot;
use crate::uris;

/// The file the first argument names: a URI, or an object that has one as `uri`.
pub(super) fn file(arguments: &[Value]) -> Option<PathBuf> {
    let first = arguments.first()?;
    let uri = first.as_str().or_else(|| first.get("uri")?.as_str())?;
    uris::path_of(&uri.parse::<Uri>().ok()?)
}

/// The sets the file named belongs to: as a caption, an image, a configuration, or the folder of one;
/// all sets where none is named.
///
/// # Errors
/// The file belongs to no set.
pub(super) fn sets(snapshot: &Snapshot, arguments: &[Value]) -> Result<Vec<Arc<SetView>>> {
    let Some(file) = file(arguments) else { return Ok(snapshot.view.sets.clone()) };
    if let Some(set) = snapshot.view.owner(&file) {
        return Ok(vec![Arc::clone(set)]);
    }
    let sets: Vec<_> = snapshot.view.configured(&file).cloned().collect();
    if sets.is_empty() {
        return Err(refused(format!("{} belongs to no dataset", file.display())));
    }
    Ok(sets)
}
