//! What the client tells: one file per method. Each takes effect at once, in the order of the wire.

mod did_change;
mod did_change_watched_files;
mod did_change_workspace_folders;
mod did_close;
mod did_open;
mod did_save;
mod set_trace;
mod work_done_progress_cancel;

use serde::Deserialize;
use serde_json::Value;

use crate::shared::Shared;

/// Applies a notification that changes something; whether it is one.
pub(crate) fn apply(shared: &Shared, method: &str, params: Option<&Value>) -> bool {
    match method {
        "textDocument/didOpen" => with(shared, method, params, did_open::apply),
        "textDocument/didChange" => with(shared, method, params, did_change::apply),
        "textDocument/didClose" => with(shared, method, params, did_close::apply),
        "textDocument/didSave" => with(shared, method, params, did_save::apply),
        "workspace/didChangeWatchedFiles" => {
            with(shared, method, params, did_change_watched_files::apply);
        }
        "workspace/didChangeWorkspaceFolders" => {
            with(shared, method, params, did_change_workspace_folders::apply);
        }
        "window/workDoneProgress/cancel" => {
            with(shared, method, params, work_done_progress_cancel::apply);
        }
        "$/setTrace" => with(shared, method, params, set_trace::apply),
        _ => return false,
    }
    true
}

/// Reads the parameters and applies them; a notification whose parameters are malformed is passed
/// over, since nobody waits for an answer.
fn with<P: for<'p> Deserialize<'p>>(
    shared: &Shared,
    method: &str,
    params: Option<&Value>,
    apply: impl FnOnce(&Shared, P),
) {
    match P::deserialize(params.unwrap_or(&Value::Null)) {
        Ok(params) => apply(shared, params),
        Err(error) => shared.log.warn(format!("{method} was malformed and is ignored: {error}")),
    }
}
