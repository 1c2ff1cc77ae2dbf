//! `workspace/executeCommand`: runs a command, shown as progress where the client asks for it, until
//! it is done or stopped.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::ExecuteCommandParams;

use crate::commands::{self, Call};
use crate::shared::Shared;
use crate::work::Work;

/// Every command answers within ten seconds.
const LONGEST: Duration = Duration::from_secs(9);

pub(crate) async fn handle(
    shared: &Arc<Shared>,
    params: ExecuteCommandParams,
) -> Result<Option<Value>> {
    let token = params.work_done_progress_params.work_done_token;
    let title = commands::title(&params.command);
    let work = Work::begin(shared, token.filter(|_| title.is_some()), title.unwrap_or("")).await;
    let call = Call { shared, arguments: &params.arguments, work: &work };
    let answer = tokio::select! {
        done = tokio::time::timeout(LONGEST, commands::run(call, &params.command)) => {
            done.unwrap_or_else(|_| Err(too_long()))
        }
        () = work.stopped() => Err(Error::request_cancelled()),
    };
    work.end().await;
    answer
}

fn too_long() -> Error {
    let message = "this takes longer than an editor waits; `onmodel` in a terminal does it too";
    Error { message: message.into(), ..Error::internal_error() }
}
