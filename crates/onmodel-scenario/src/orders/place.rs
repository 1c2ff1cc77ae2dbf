//! Placing an order, once.

use super::stand::{Look, keep, look};
use super::{Ledger, Line, Order, OrderError};
use crate::api::JobId;
use crate::client::pauses;
use crate::{Client, Wait};

/// Places an order: this spends what was quoted. It is written down before it is sent. Where the
/// answer is lost, the service's list of jobs is read twice before it is sent again.
///
/// # Errors
/// The service would not, or nobody can tell whether it did.
pub async fn place(client: &Client, ledger: &Ledger, order: &Order) -> Result<JobId, OrderError> {
    let (what, model, inputs) = (order.what.clone(), order.model.clone(), order.inputs.clone());
    ledger.write(&order.key, &Line::Sent { what, model, inputs })?;
    let mut pauses = pauses();
    loop {
        let error = match client.generate(&order.model, &order.inputs).await {
            Ok(job) => {
                keep(ledger, order, &order.inputs, &job)?;
                return Ok(job);
            }
            Err(error) => error,
        };
        if !error.is_doubtful() {
            ledger.forget(&order.key)?;
            return Err(error.into());
        }
        let Some(pause) = pauses.next() else { return Err(error.into()) };
        client.wait(Wait::Again(pause)).await;
        if let Some(job) = carried_out(client, order).await? {
            keep(ledger, order, &order.inputs, &job)?;
            return Ok(job);
        }
    }
}

/// The job of an order whose answer was lost, if it was carried out: looked for twice with a pause
/// between, because a second order would be paid for.
async fn carried_out(client: &Client, order: &Order) -> Result<Option<JobId>, OrderError> {
    for attempt in 0..2 {
        if attempt > 0 {
            client.pause().await;
        }
        match look(client, &order.inputs).await? {
            Look::Found(job) => return Ok(Some(job)),
            Look::Absent => {}
            Look::Unknown => return Err(OrderError::Doubtful { what: order.what.clone() }),
        }
    }
    Ok(None)
}
