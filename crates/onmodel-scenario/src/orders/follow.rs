//! Waiting for what was ordered, and fetching it.

use std::time::{Duration, Instant};

use bytes::Bytes;

use super::{Ledger, Line, Order, OrderError};
use crate::api::jobs::{Job, JobStatus};
use crate::api::{AssetId, JobId};
use crate::{Client, assumptions};

/// A picture that was ordered and fetched.
#[derive(Debug, Clone)]
pub struct Made {
    /// Where the service keeps it.
    pub asset: AssetId,
    /// The file.
    pub bytes: Bytes,
}

/// Waits until a job is done, and fetches what it made. `progress` is told of how much is done, 0 to 1.
///
/// # Errors
/// The job failed, or its pictures cannot be fetched; the ledger keeps the job, so that another run
/// fetches them without paying.
pub async fn follow(
    client: &Client,
    ledger: &Ledger,
    order: &Order,
    job: &JobId,
    progress: &dyn Fn(f64),
) -> Result<Vec<Made>, OrderError> {
    let done = finished(client, order, job, progress).await?;
    if done.status != JobStatus::Success {
        ledger.forget(&order.key)?;
        return Err(failed(order, &done));
    }
    let assets = done.metadata.asset_ids;
    if let Some(Line::Placed { what, job, inputs, .. }) = ledger.line(&order.key)? {
        ledger.write(&order.key, &Line::Placed { what, job, inputs, assets: assets.clone() })?;
    }
    let not_fetched =
        |why: String| OrderError::NotFetched { what: order.what.clone(), job: job.clone(), why };
    if assets.is_empty() {
        return Err(not_fetched("Scenario names no picture".to_owned()));
    }
    let mut made = Vec::new();
    for asset in assets {
        made.push(fetched(client, asset).await.map_err(not_fetched)?);
    }
    Ok(made)
}

async fn finished(
    client: &Client,
    order: &Order,
    job: &JobId,
    progress: &dyn Fn(f64),
) -> Result<Job, OrderError> {
    let begun = Instant::now();
    let patience = longest(client);
    loop {
        let found = client.job(job).await?;
        if found.status != JobStatus::Going {
            return Ok(found);
        }
        if begun.elapsed() > patience {
            return Err(OrderError::StillGoing { what: order.what.clone(), job: job.clone() });
        }
        progress(found.progress.unwrap_or_default().clamp(0.0, 1.0));
        client.pause().await;
    }
}

/// How long a picture is waited for: never less than a few looks.
fn longest(client: &Client) -> Duration {
    assumptions::LONGEST_GENERATION.max(client.endpoint().poll() * 4)
}

fn failed(order: &Order, job: &Job) -> OrderError {
    let why = match job.status {
        JobStatus::Cancelled => "it was cancelled".to_owned(),
        _ => job.metadata.error.clone().unwrap_or_else(|| "Scenario gives no reason".to_owned()),
    };
    OrderError::Failed {
        what: order.what.clone(),
        job: job.job_id.clone(),
        why,
        hint: job.metadata.hint.clone(),
    }
}

async fn fetched(client: &Client, asset: AssetId) -> Result<Made, String> {
    let found = client.asset(&asset).await.map_err(|error| error.to_string())?;
    let url = found.url.ok_or_else(|| format!("Scenario names no address of {asset}"))?;
    let bytes = client.fetch(&url).await.map_err(|error| error.to_string())?;
    Ok(Made { asset, bytes })
}
