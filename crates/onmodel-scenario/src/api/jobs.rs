//! `/jobs`: how a training or a generation goes.

use serde::Deserialize;

use super::{AssetId, JobId, lenient};
use crate::client::Call;
use crate::{ApiError, Client};

/// How a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JobStatus {
    /// Done.
    Success,
    /// It failed.
    Failure,
    /// It was cancelled.
    #[serde(rename = "canceled", alias = "cancelled")]
    Cancelled,
    /// Waiting, or at work.
    #[default]
    #[serde(other)]
    Going,
}

/// A job.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Job {
    /// Its id; one sample of the service's guide calls it `id`.
    #[serde(alias = "id")]
    pub job_id: JobId,
    /// How it stands.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub status: JobStatus,
    /// How much is done, 0 to 1.
    #[serde(default)]
    pub progress: Option<f64>,
    /// What came of it.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub metadata: JobMetadata,
}

/// What came of a job.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct JobMetadata {
    /// The pictures it made.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub asset_ids: Vec<AssetId>,
    /// Why it failed.
    #[serde(default)]
    pub error: Option<String>,
    /// What to do about it.
    #[serde(default)]
    pub hint: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct OneJob {
    pub(super) job: Job,
}

impl Client {
    /// A job.
    ///
    /// # Errors
    /// It is gone, or the service cannot be reached.
    pub async fn job(&self, id: &JobId) -> Result<Job, ApiError> {
        Ok(self.send::<OneJob>(Call::get(&["jobs", id.as_str()])).await?.job)
    }
}
