//! Asking the client to watch.

use std::sync::Arc;

use tower_lsp::ls_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, Registration,
};

use crate::shared::Shared;

/// Every file: a folder that is deleted is told of by its own name, which has no ending.
const EVERYTHING: &str = "**/*";

/// Asks the client to tell of every change below the workspace's folders.
pub(super) async fn register(shared: Arc<Shared>) {
    let watcher =
        FileSystemWatcher { glob_pattern: GlobPattern::String(EVERYTHING.to_owned()), kind: None };
    let options = DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher] };
    let registration = Registration {
        id: "onmodel.watch".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options).ok(),
    };
    if let Err(error) = shared.client.register_capability(vec![registration]).await {
        shared.log.warn(format!("the editor does not watch files: {error}"));
    }
}
