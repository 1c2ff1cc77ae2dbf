//! `window/workDoneProgress/cancel`: a person no longer waits for something.

use tower_lsp::ls_types::WorkDoneProgressCancelParams;

use crate::shared::Shared;

pub(super) fn apply(shared: &Shared, params: WorkDoneProgressCancelParams) {
    shared.given_up.send_replace(Some(params.token));
}
