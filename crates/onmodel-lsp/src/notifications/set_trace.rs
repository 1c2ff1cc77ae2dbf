//! `$/setTrace`: how much the server says of itself; `off` is as much as was configured.

use tower_lsp::ls_types::{SetTraceParams, TraceValue};

use crate::log::Level;
use crate::shared::Shared;

pub(super) fn apply(shared: &Shared, params: SetTraceParams) {
    let is_off = params.value == TraceValue::Off;
    shared.log.set_level(if is_off { shared.abilities().log_level } else { Level::Debug });
}
