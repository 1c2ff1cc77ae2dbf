//! `onmodel.applyFix`: an action's edit, sent to be applied.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::WorkspaceEdit;

use super::Call;
use crate::actions::Ticket;
use crate::diagnostics::Worded;
use crate::shared::Shared;

pub(super) async fn run(call: Call<'_>) -> Result<Option<Value>> {
    let Call { shared, arguments, .. } = call;
    let ticket = ticket(arguments)?;
    let snapshot = shared.fresh().await;
    let worded = Worded { snapshot: &snapshot, abilities: shared.abilities() };
    send(shared, ticket.edit(worded).ok_or_else(Error::content_modified)?);
    Ok(None)
}

/// The action the first argument names.
pub(super) fn ticket(arguments: &[Value]) -> Result<Ticket> {
    let ticket = arguments.first().cloned().unwrap_or_default();
    serde_json::from_value(ticket)
        .map_err(|_| Error::invalid_params("this action is none of onmodel's"))
}

/// Asks the client to apply an edit. Its answer is not waited for: it may be busy waiting for ours.
pub(super) fn send(shared: &Arc<Shared>, edit: WorkspaceEdit) {
    let shared = Arc::clone(shared);
    tokio::spawn(async move {
        match shared.client.apply_edit(edit).await {
            Ok(answer) if answer.applied => {}
            Ok(answer) => {
                let why = answer.failure_reason.unwrap_or_default();
                shared.log.warn(format!("the editor did not apply the edit: {why}"));
            }
            Err(error) => shared.log.warn(format!("the editor did not apply the edit: {error}")),
        }
    });
}
