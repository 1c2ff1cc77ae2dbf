//! `onmodel.restart`: everything is read again, pictures too.

use serde_json::Value;

use crate::shared::Shared;
use crate::worker::Event;

pub(super) fn run(shared: &Shared) -> Option<Value> {
    shared.worker().tell(Event::Restart);
    None
}
