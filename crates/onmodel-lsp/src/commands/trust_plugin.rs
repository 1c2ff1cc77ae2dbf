//! `onmodel.trustPlugin`: asks a person whether a plugin may run.

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};

use super::{Call, apply_fix};
use crate::actions::Ticket;
use crate::plugins;

pub(super) fn run(call: Call<'_>) -> Result<Option<Value>> {
    let Ticket::Trust { plugin, path, sha256 } = apply_fix::ticket(call.arguments)? else {
        return Err(Error::invalid_params("this action is about no plugin"));
    };
    plugins::ask(call.shared, &plugin, &path, &sha256);
    Ok(None)
}
