//! `workspace/didChangeWorkspaceFolders`: folders came or went.

use tower_lsp::ls_types::DidChangeWorkspaceFoldersParams;

use crate::shared::Shared;
use crate::uris;

pub(super) fn apply(shared: &Shared, params: DidChangeWorkspaceFoldersParams) {
    let paths = |folders: &[tower_lsp::ls_types::WorkspaceFolder]| {
        folders.iter().filter_map(|folder| uris::path_of(&folder.uri)).collect::<Vec<_>>()
    };
    let (added, removed) = (paths(&params.event.added), paths(&params.event.removed));
    shared.change_folders(|folders| {
        folders.retain(|folder| !removed.contains(folder));
        for folder in added {
            if !folders.contains(&folder) {
                folders.push(folder);
            }
        }
    });
}
