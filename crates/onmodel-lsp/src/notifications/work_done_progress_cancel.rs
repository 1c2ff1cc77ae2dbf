//! `window/workDoneProgress/cancel`: a person has seen enough of some work.

use tower_lsp::ls_types::WorkDoneProgressCancelParams;

use crate::shared::Shared;

pub(super) fn apply(shared: &Shared, params: WorkDoneProgressCancelParams) {
    shared.under_way.stop(&params.token);
}
