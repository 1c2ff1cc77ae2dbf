//! `workspace/executeCommand`.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::ExecuteCommandParams;

use crate::actions::Ticket;
use crate::commands;
use crate::diagnostics::Worded;
use crate::shared::Shared;
use crate::worker::Event;

pub(crate) async fn handle(
    shared: &Arc<Shared>,
    params: ExecuteCommandParams,
) -> Result<Option<Value>> {
    match params.command.as_str() {
        commands::APPLY => apply_fix(shared, params.arguments).await,
        commands::RESTART => {
            shared.worker().tell(Event::Restart);
            Ok(None)
        }
        unknown => Err(Error::invalid_params(format!("there is no command `{unknown}`"))),
    }
}

async fn apply_fix(shared: &Arc<Shared>, arguments: Vec<Value>) -> Result<Option<Value>> {
    let ticket = arguments.into_iter().next().unwrap_or_default();
    let ticket: Ticket = serde_json::from_value(ticket)
        .map_err(|_| Error::invalid_params("this action is none of onmodel's"))?;
    let snapshot = shared.fresh().await;
    let worded = Worded { snapshot: &snapshot, abilities: shared.abilities() };
    let edit = ticket.edit(worded).ok_or_else(Error::content_modified)?;
    // The client's answer is not waited for: it may be busy showing ours.
    let shared = Arc::clone(shared);
    tokio::spawn(async move {
        if let Err(error) = shared.client.apply_edit(edit).await {
            shared.log.warn(format!("the editor did not apply the fix: {error}"));
        }
    });
    Ok(None)
}
