//! `initialized`: from now on the server may speak of itself.

use std::sync::Arc;

use crate::diagnostics::push;
use crate::looking;
use crate::refresh;
use crate::shared::Shared;
use crate::status;
use crate::watching::Watching;

pub(crate) fn handle(shared: &Arc<Shared>) {
    Watching::start(shared);
    tokio::spawn(push::run(Arc::clone(shared)));
    tokio::spawn(looking::run(Arc::clone(shared)));
    tokio::spawn(status::run(Arc::clone(shared)));
    tokio::spawn(refresh::run(Arc::clone(shared)));
    // The tokenizer takes a tenth of a second to build, which nobody who types should wait for.
    std::thread::spawn(|| onmodel_caption::tokens::clip("krstl"));
}
