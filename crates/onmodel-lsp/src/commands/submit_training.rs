//! `onmodel.submitTraining`: says that it cannot be done from here.

use serde_json::{Value, json};
use tower_lsp::ls_types::MessageType;

use super::Call;

/// The way out, for a person.
const MESSAGE: &str = "training cannot be submitted from the editor in this version of onmodel; \
    `onmodel check` in a terminal says whether the set is ready";

pub(super) async fn run(call: Call<'_>) -> Value {
    call.shared.client.show_message(MessageType::INFO, MESSAGE).await;
    json!({ "available": false, "message": MESSAGE })
}
