//! `workspace/didChangeWatchedFiles`: the client saw files change on the disk.

use tower_lsp::ls_types::DidChangeWatchedFilesParams;

use crate::shared::Shared;
use crate::uris;
use crate::worker::Event;

pub(super) fn apply(shared: &Shared, params: DidChangeWatchedFilesParams) {
    let paths = params.changes.iter().filter_map(|change| uris::path_of(&change.uri));
    shared.worker().tell(Event::Disk(paths.collect()));
}
