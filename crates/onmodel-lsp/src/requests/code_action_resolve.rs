//! `codeAction/resolve`: the edit of an action that was chosen, made from what is known now.

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::CodeAction;

use crate::actions::Ticket;
use crate::diagnostics::Worded;
use crate::shared::Shared;

pub(crate) async fn handle(shared: &Shared, mut action: CodeAction) -> Result<CodeAction> {
    let Some(data) = action.data.clone() else { return Ok(action) };
    let ticket: Ticket = serde_json::from_value(data)
        .map_err(|_| Error::invalid_params("this action is none of onmodel's"))?;
    let snapshot = shared.fresh().await;
    let worded = Worded { snapshot: &snapshot, abilities: shared.abilities() };
    // Nothing is applied to a text the action was not made for.
    action.edit = Some(ticket.edit(worded).ok_or_else(Error::content_modified)?);
    Ok(action)
}
