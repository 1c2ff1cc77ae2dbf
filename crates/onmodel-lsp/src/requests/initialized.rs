//! `initialized`: from now on the server may speak of itself.

use std::sync::Arc;

use crate::diagnostics::push;
use crate::shared::Shared;
use crate::status;

pub(crate) fn handle(shared: &Arc<Shared>) {
    tokio::spawn(push::run(Arc::clone(shared)));
    tokio::spawn(status::run(Arc::clone(shared)));
}
