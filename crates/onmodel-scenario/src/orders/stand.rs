//! How far an order is.

use serde_json::Value;

use super::{Ledger, Line, Order, OrderError};
use crate::Client;
use crate::api::JobId;
use crate::api::generate::{Inputs, PastJob};
use crate::api::jobs::JobStatus;

/// How far an order is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stand {
    /// Not paid for: it would have to be placed.
    New,
    /// Paid for: its job.
    Placed(JobId),
}

/// How far an order is, by the ledger and by the service. An order whose answer was lost is looked for
/// in the service's list of jobs.
///
/// # Errors
/// The service cannot be asked, or nobody can tell whether it was carried out.
pub async fn stand(client: &Client, ledger: &Ledger, order: &Order) -> Result<Stand, OrderError> {
    match ledger.line(&order.key)? {
        None | Some(Line::Ready { .. } | Line::Written { .. }) => Ok(Stand::New),
        Some(Line::Placed { job, .. }) => still_good(client, ledger, order, job).await,
        Some(Line::Sent { inputs, .. }) => match look(client, &inputs).await? {
            Look::Found(job) => {
                keep(ledger, order, &inputs, &job)?;
                still_good(client, ledger, order, job).await
            }
            Look::Absent => {
                ledger.forget(&order.key)?;
                Ok(Stand::New)
            }
            Look::Unknown => Err(OrderError::Doubtful { what: order.what.clone() }),
        },
    }
}

/// Writes down that the service took an order.
pub(super) fn keep(
    ledger: &Ledger,
    order: &Order,
    inputs: &Inputs,
    job: &JobId,
) -> Result<(), OrderError> {
    let line = Line::Placed {
        what: order.what.clone(),
        job: job.clone(),
        inputs: inputs.clone(),
        assets: Vec::new(),
    };
    ledger.write(&order.key, &line)
}

/// A job that failed, was cancelled or is gone leaves nothing to fetch: the order is new again.
async fn still_good(
    client: &Client,
    ledger: &Ledger,
    order: &Order,
    job: JobId,
) -> Result<Stand, OrderError> {
    let lives = match client.job(&job).await {
        Ok(found) => !matches!(found.status, JobStatus::Failure | JobStatus::Cancelled),
        Err(error) if error.is_not_found() => false,
        Err(error) => return Err(error.into()),
    };
    if lives {
        return Ok(Stand::Placed(job));
    }
    ledger.forget(&order.key)?;
    Ok(Stand::New)
}

/// What the list of jobs tells of an order.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// It was carried out.
    Found(JobId),
    /// It was not.
    Absent,
    /// The list does not say what its jobs were given.
    Unknown,
}

pub(super) async fn look(client: &Client, inputs: &Inputs) -> Result<Look, OrderError> {
    Ok(found_among(&client.recent_jobs().await?, inputs))
}

/// Kinds of jobs that paint nothing, whatever they were given.
const OTHERS: [&str; 3] = ["training", "caption", "upload"];

fn found_among(jobs: &[PastJob], inputs: &Inputs) -> Look {
    let paints = |job: &&PastJob| !OTHERS.iter().any(|other| job.job_type.contains(other));
    let jobs: Vec<&PastJob> = jobs.iter().filter(paints).collect();
    let is_ours = |job: &&&PastJob| {
        let given = job.metadata.input.as_ref();
        given.is_some_and(|given| {
            inputs
                .iter()
                .all(|(name, value)| given.get(name).is_some_and(|own| is_same(own, value)))
        })
    };
    match jobs.iter().find(is_ours) {
        Some(job) => Look::Found(job.job_id.clone()),
        None if jobs.iter().all(|job| job.metadata.input.is_some()) => Look::Absent,
        None => Look::Unknown,
    }
}

/// Whether two inputs are one: the service may write 1 as 1.0.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn among(jobs: &serde_json::Value) -> Look {
        let jobs: Vec<PastJob> = serde_json::from_value(jobs.clone()).unwrap();
        let inputs = json!({ "prompt": "krstl", "seed": 7 });
        found_among(&jobs, inputs.as_object().unwrap())
    }

    #[test]
    fn a_job_is_known_by_everything_it_was_given() {
        let job = |id: &str, input| json!({ "jobId": id, "metadata": { "input": input } });
        let ours = job("b", json!({ "prompt": "krstl", "seed": 7.0, "width": 1024 }));
        let other = job("a", json!({ "prompt": "krstl", "seed": 8 }));
        assert_eq!(among(&json!([other, ours])), Look::Found(JobId::new("b")));
        assert_eq!(among(&json!([other])), Look::Absent);
        assert_eq!(among(&json!([])), Look::Absent);
        assert_eq!(among(&json!([other, { "jobId": "c" }])), Look::Unknown);
        let training = json!({ "jobId": "t", "jobType": "flux-model-training" });
        assert_eq!(among(&json!([other, training])), Look::Absent);
    }
}
