//! The training, watched to its end.

use crate::api::jobs::{Job, JobStatus};
use crate::api::models::{Model, ModelStatus};
use crate::api::{JobId, ModelId};
use crate::submit::journal::End;
use crate::submit::news::News;
use crate::submit::{Submission, SubmitError};
use crate::{ApiError, Client};

/// Looks that may come to nothing, one after the other, before the watch is given up.
const PATIENCE: usize = 10;
/// Looks at a model that is still new after its training was started.
const NOT_BEGUN: usize = 60;

/// How a training ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// The model can be used.
    Trained,
    /// It failed.
    Failed {
        /// Why, in the service's words.
        error: Option<String>,
        /// What it says to do.
        hint: Option<String>,
    },
    /// It was cancelled.
    Cancelled,
}

/// How far a training is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Step {
    /// In the service's word: `queued-for-train`.
    pub stage: String,
    /// The place in the queue.
    pub position: Option<f64>,
    /// Done, 0 to 1.
    pub share: Option<f64>,
    /// Seconds left, as the service reckons.
    pub seconds_left: Option<f64>,
}

impl Submission<'_> {
    /// Watches the training to its end.
    ///
    /// # Errors
    /// The service cannot be reached for too long. The training goes on.
    pub async fn follow(&mut self) -> Result<Ending, SubmitError> {
        let (mut silent, mut unbegun) = (0, 0);
        loop {
            match self.look().await {
                Ok(Looked::Ended(ending)) => return self.told(ending),
                Ok(Looked::At(step)) => {
                    silent = 0;
                    (self.tell)(News::Step(step));
                }
                Ok(Looked::NotBegun) if unbegun < NOT_BEGUN => unbegun += 1,
                Ok(Looked::NotBegun) => {
                    let text = "the training was started, but Scenario does not show it; look there, \
                        then run the same command again";
                    return Err(SubmitError::Nothing(text.to_owned()));
                }
                Err(SubmitError::Api(error)) if error.is_doubtful() && silent < PATIENCE => {
                    silent += 1;
                    (self.tell)(News::Silent);
                }
                Err(error) => return Err(error),
            }
            self.client.pause().await;
        }
    }

    async fn look(&self) -> Result<Looked, SubmitError> {
        let model = self.client.model(self.id()?).await?;
        if let Some(ending) = self.ending(&model).await? {
            return Ok(Looked::Ended(ending));
        }
        if model.status != ModelStatus::Training {
            return Ok(Looked::NotBegun);
        }
        let job = job(self.client, self.job_of(&model)).await?;
        Ok(match job.as_ref().map(|job| job.status) {
            Some(JobStatus::Failure) => Looked::Ended(failed(job)),
            Some(JobStatus::Cancelled) => Looked::Ended(Ending::Cancelled),
            _ => Looked::At(step(&model, job.as_ref())),
        })
    }

    /// How the model's training ended, if it did.
    pub(in crate::submit) async fn ending(
        &self,
        model: &Model,
    ) -> Result<Option<Ending>, SubmitError> {
        Ok(match model.status {
            ModelStatus::Trained => Some(Ending::Trained),
            ModelStatus::Cancelled => Some(Ending::Cancelled),
            ModelStatus::Failed => Some(failed(job(self.client, self.job_of(model)).await?)),
            _ => None,
        })
    }

    /// Writes down how the training ended, as it is about to be told.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn told(&mut self, ending: Ending) -> Result<Ending, SubmitError> {
        let end = match ending {
            Ending::Trained => End::Trained,
            Ending::Failed { .. } => End::Failed,
            Ending::Cancelled => End::Cancelled,
        };
        self.journal.write_run(|run| run.end = Some(end))?;
        Ok(ending)
    }

    fn job_of(&self, model: &Model) -> Option<JobId> {
        let noted = self.run().and_then(|run| run.training.as_ref()?.job.clone());
        model.job_id.clone().or(noted)
    }
}

/// How a model stands, for someone who only looks: its status, how far its training is, how it ended.
///
/// # Errors
/// The service cannot be reached, or the model is gone.
pub async fn standing(
    client: &Client,
    id: &ModelId,
) -> Result<(Model, Step, Option<Ending>), SubmitError> {
    let model = client.model(id).await?;
    let job = job(client, model.job_id.clone()).await?;
    let step = step(&model, job.as_ref());
    let ending = match model.status {
        ModelStatus::Trained => Some(Ending::Trained),
        ModelStatus::Cancelled => Some(Ending::Cancelled),
        ModelStatus::Failed => Some(failed(job)),
        _ => None,
    };
    Ok((model, step, ending))
}

enum Looked {
    NotBegun,
    At(Step),
    Ended(Ending),
}

/// The job, where there is one the service knows.
async fn job(client: &Client, id: Option<JobId>) -> Result<Option<Job>, ApiError> {
    let Some(id) = id else { return Ok(None) };
    match client.job(&id).await {
        Ok(job) => Ok(Some(job)),
        Err(error) if error.is_doubtful() => Err(error),
        // Seen by its owner only; the model says enough.
        Err(_) => Ok(None),
    }
}

fn failed(job: Option<Job>) -> Ending {
    let metadata = job.map(|job| job.metadata).unwrap_or_default();
    Ending::Failed { error: metadata.error, hint: metadata.hint }
}

fn step(model: &Model, job: Option<&Job>) -> Step {
    let progress = model.training_progress.clone().unwrap_or_default();
    let share = job.and_then(|job| job.progress).or(progress.progress);
    Step {
        stage: progress.stage,
        position: progress.position,
        share: share.filter(|share| (0.0..=1.0).contains(share)),
        seconds_left: progress.remaining_time_ms.map(|millis| millis / 1000.0),
    }
}
