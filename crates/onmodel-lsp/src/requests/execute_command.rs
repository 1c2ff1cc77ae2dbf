//! `workspace/executeCommand`: runs a command, shown as progress where the client asks for it.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::ExecuteCommandParams;

use crate::commands;
use crate::shared::Shared;

/// Every command answers within ten seconds.
const LONGEST: Duration = Duration::from_secs(9);

pub(crate) async fn handle(
    shared: &Arc<Shared>,
    params: ExecuteCommandParams,
) -> Result<Option<Value>> {
    let token = params.work_done_progress_params.work_done_token;
    let title = commands::title(&params.command);
    let progress = match token.zip(title) {
        Some((token, title)) => Some(shared.client.progress(token, title).begin().await),
        None => None,
    };
    let running = commands::run(shared, &params.command, &params.arguments);
    let done = tokio::time::timeout(LONGEST, running).await;
    if let Some(progress) = progress {
        progress.finish().await;
    }
    done.unwrap_or_else(|_| {
        let message = "this takes longer than an editor waits; `onmodel` in a terminal does it too";
        Err(Error { message: message.into(), ..Error::internal_error() })
    })
}
