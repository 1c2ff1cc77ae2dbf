//! `/models/{id}/training-images` and `/models/{id}/train`: the set, and the run.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::jobs::Job;
use super::models::{Model, ModelStatus, OneModel};
use super::quote::Quote;
use super::{AssetId, JobId, ModelId, lenient};
use crate::client::{Call, pauses};
use crate::{ApiError, Client, Wait};

/// The parameters of a training, as the service names them.
pub type Parameters = Map<String, Value>;

/// A training that was started.
#[derive(Debug, Clone)]
pub struct Started {
    /// The job that does it, where the service said so.
    pub job: Option<JobId>,
}

#[derive(Deserialize)]
struct Launch {
    #[serde(default, deserialize_with = "lenient::if_readable")]
    job: Option<Job>,
    #[serde(default, deserialize_with = "lenient::if_readable")]
    model: Option<Model>,
}

impl Client {
    /// Attaches assets to a model, at most [`crate::assumptions::ATTACHED_AT_ONCE`] of them, each
    /// once: where the answer is in doubt, the model is read and only what is missing sent again. The
    /// model as it then is.
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn attach(&self, model: &ModelId, assets: &[AssetId]) -> Result<Model, ApiError> {
        let mut pauses = pauses();
        let mut missing = assets.to_vec();
        loop {
            let doubt = match self.attach_once(model, &missing).await {
                Ok(()) => return self.model(model).await,
                Err(error) if error.is_doubtful() || is_attached_already(&error) => error,
                Err(error) => return Err(error),
            };
            let now = self.model(model).await?;
            missing.retain(|id| now.training_images.iter().all(|image| image.id != *id));
            if missing.is_empty() {
                return Ok(now);
            }
            let Some(pause) = pauses.next() else { return Err(doubt) };
            self.wait(Wait::Again(pause)).await;
        }
    }

    async fn attach_once(&self, model: &ModelId, ids: &[AssetId]) -> Result<(), ApiError> {
        let call = Call::post(&["models", model.as_str(), "training-images"]);
        self.order(call.body(&json!({ "assetIds": ids }))).await
    }

    /// Detaches an image; one that is not there is detached already.
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn detach(&self, model: &ModelId, image: &AssetId) -> Result<(), ApiError> {
        let path = ["models", model.as_str(), "training-images", image.as_str()];
        match self.order(Call::delete(&path)).await {
            Err(error) if error.is_not_found() => Ok(()),
            done => done,
        }
    }

    /// What a training would cost. Nothing is started and nothing charged. `images` stands for the
    /// size of the set as long as the model has none.
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn quote_training(
        &self,
        model: &ModelId,
        parameters: &Parameters,
        images: usize,
    ) -> Result<Quote, ApiError> {
        let call = train(model, parameters)
            .repeatable()
            .with("dryRun", true)
            .with("trainingImagesCount", images);
        self.send(call).await
    }

    /// Starts a training, once. This spends what was quoted. Where the answer is in doubt the model is
    /// read: if it is being trained, that was it.
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn start_training(
        &self,
        model: &ModelId,
        parameters: &Parameters,
    ) -> Result<Started, ApiError> {
        self.settle(
            async || match self.send::<Launch>(train(model, parameters)).await {
                Ok(launch) => launched(launch),
                Err(error) if is_training_already(&error) => {
                    Ok(Started { job: self.model(model).await?.job_id })
                }
                Err(error) => Err(error),
            },
            async || self.training_underway(model).await,
        )
        .await
    }

    /// Whether a model that was new is so no more: read twice with a pause between, because a second
    /// start would be paid for.
    async fn training_underway(&self, id: &ModelId) -> Result<Option<Started>, ApiError> {
        for look in 0..2 {
            if look > 0 {
                self.pause().await;
            }
            let model = self.model(id).await?;
            if model.status != ModelStatus::New {
                return Ok(Some(Started { job: model.job_id }));
            }
        }
        Ok(None)
    }

    /// Cancels a training. What was spent may not come back.
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn cancel_training(&self, model: &ModelId) -> Result<Model, ApiError> {
        let call = Call::post(&["models", model.as_str(), "train", "action"]).repeatable();
        Ok(self.send::<OneModel>(call.body(&json!({ "action": "cancel" }))).await?.model)
    }
}

fn train<'a>(model: &'a ModelId, parameters: &Parameters) -> Call<'a> {
    let call = Call::put(&["models", model.as_str(), "train"]).once();
    call.body(&json!({ "parameters": parameters }))
}

/// Only an answer with a job, or with a model no longer new, means that a run began.
fn launched(launch: Launch) -> Result<Started, ApiError> {
    let model_job = launch.model.as_ref().and_then(|model| model.job_id.clone());
    let job = launch.job.map(|job| job.job_id).or(model_job);
    let is_training = launch.model.is_some_and(|model| model.status == ModelStatus::Training);
    if job.is_some() || is_training {
        return Ok(Started { job });
    }
    Err(ApiError::Garbled {
        call: "PUT /models/…/train".to_owned(),
        why: "it names no job".to_owned(),
        body: String::new(),
    })
}

fn is_attached_already(error: &ApiError) -> bool {
    error.refusal().is_some_and(|refusal| refusal.says("already a training image"))
}

fn is_training_already(error: &ApiError) -> bool {
    error.refusal().is_some_and(|refusal| refusal.says("already training"))
}
