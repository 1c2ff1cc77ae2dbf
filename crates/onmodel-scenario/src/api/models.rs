//! `/models`: made, read, listed, changed.

use serde::{Deserialize, Serialize};

use super::{AssetId, JobId, ModelId, lenient};
use crate::client::Call;
use crate::{ApiError, Client, assumptions};

/// How a model stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ModelStatus {
    /// Made, not trained yet; older texts of the service say `draft`.
    #[serde(alias = "draft")]
    New,
    /// Being trained.
    Training,
    /// Ready to be used.
    Trained,
    /// The training failed.
    Failed,
    /// The training was cancelled.
    #[serde(rename = "training-canceled", alias = "training-cancelled", alias = "canceled")]
    Cancelled,
    /// Being copied.
    Copying,
    /// Something this version does not know.
    #[default]
    #[serde(other)]
    Other,
}

/// A model.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Model {
    /// Its id.
    pub id: ModelId,
    /// Its name, if it has one.
    #[serde(default)]
    pub name: Option<String>,
    /// Its short description.
    #[serde(default)]
    pub short_description: Option<String>,
    /// What it is: `flux.2-dev-lora`.
    #[serde(default, rename = "type", deserialize_with = "lenient::or_default")]
    pub kind: String,
    /// How it stands.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub status: ModelStatus,
    /// The images it is trained on: all of them when it was read by itself, the first few in a list.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub training_images: Vec<TrainingImage>,
    /// The job that trains it.
    #[serde(default)]
    pub job_id: Option<JobId>,
    /// When it was made, as the service writes it: such texts sort by time.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub created_at: String,
    /// How far the training is.
    #[serde(default, deserialize_with = "lenient::if_readable")]
    pub training_progress: Option<TrainingProgress>,
    /// Pictures pinned as examples.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub example_asset_ids: Vec<AssetId>,
    /// Words it is found by.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub tags: Vec<String>,
}

/// An image a model is trained on.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TrainingImage {
    /// Its asset's id.
    pub id: AssetId,
    /// The file's name.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub name: String,
    /// Where the picture can be fetched, for a while.
    #[serde(default)]
    pub download_url: Option<String>,
    /// The caption somebody wrote.
    #[serde(default)]
    pub description: Option<String>,
    /// The caption the service wrote.
    #[serde(default)]
    pub automatic_captioning: Option<String>,
}

impl TrainingImage {
    /// The caption it is trained on: the one written, else the service's own.
    pub fn caption(&self) -> Option<&str> {
        let filled = |text: &&str| !text.is_empty();
        let written = self.description.as_deref().filter(filled);
        written.or(self.automatic_captioning.as_deref().filter(filled))
    }
}

/// How far a training is.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TrainingProgress {
    /// `queued-for-train`, `starting-train`, `running-train`.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub stage: String,
    /// The place in the queue.
    #[serde(default)]
    pub position: Option<f64>,
    /// How much is done; the service does not say out of what.
    #[serde(default)]
    pub progress: Option<f64>,
    /// Milliseconds left, as the service reckons.
    #[serde(default)]
    pub remaining_time_ms: Option<f64>,
}

/// A model to be made.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewModel {
    /// At most [`assumptions::NAME_CHARS`] characters.
    pub name: String,
    /// At most [`assumptions::DESCRIPTION_CHARS`] characters.
    pub short_description: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: String,
}

/// What is changed of a model; nothing else is.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ModelChange {
    /// Another name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Another short description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_description: Option<String>,
    /// Another type; only while it is new.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The asset shown for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<AssetId>,
}

#[derive(Deserialize)]
pub(super) struct OneModel {
    pub(super) model: Model,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ModelPage {
    #[serde(default, deserialize_with = "lenient::or_default")]
    models: Vec<Model>,
    #[serde(default)]
    next_pagination_token: Option<String>,
}

impl Client {
    /// Checks the key with the cheapest call there is.
    ///
    /// # Errors
    /// The key is refused, or the service cannot be reached.
    pub async fn check(&self) -> Result<(), ApiError> {
        self.order(Call::get(&["models"]).with("pageSize", 1)).await
    }

    /// Makes a model whose description holds `marker`, once: where the answer is lost, the models are
    /// looked through for the marker before another is made.
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn create_model(&self, new: &NewModel, marker: &str) -> Result<Model, ApiError> {
        self.settle(
            async || {
                let call = Call::post(&["models"]).body(new);
                self.send::<OneModel>(call).await.map(|one| one.model)
            },
            async || self.find_model(marker).await,
        )
        .await
    }

    /// A model with all its images.
    ///
    /// # Errors
    /// It is gone, or the service cannot be reached.
    pub async fn model(&self, id: &ModelId) -> Result<Model, ApiError> {
        let call = Call::get(&["models", id.as_str()]);
        Ok(self.send::<OneModel>(call).await?.model)
    }

    /// A model whose images' addresses lead to the files as they were uploaded.
    ///
    /// # Errors
    /// As [`Self::model`].
    pub async fn model_with_originals(&self, id: &ModelId) -> Result<Model, ApiError> {
        let call = Call::get(&["models", id.as_str()]).with("originalAssets", true);
        Ok(self.send::<OneModel>(call).await?.model)
    }

    /// The model whose description holds `marker`. A list that leaves descriptions out is made up for
    /// by reading the new models in it one by one.
    ///
    /// # Errors
    /// The service cannot be reached.
    pub async fn find_model(&self, marker: &str) -> Result<Option<Model>, ApiError> {
        let mut token: Option<String> = None;
        loop {
            let page = self.models(token.as_deref()).await?;
            for model in page.models {
                if self.is_marked(&model, marker).await? {
                    return Ok(Some(model));
                }
            }
            let next = page.next_pagination_token.filter(|next| !next.is_empty());
            if next.is_none() || next == token {
                return Ok(None);
            }
            token = next;
        }
    }

    async fn models(&self, token: Option<&str>) -> Result<ModelPage, ApiError> {
        let call = Call::get(&["models"]).with("pageSize", assumptions::PAGE_OF_MODELS);
        self.send(match token {
            Some(token) => call.with("paginationToken", token),
            None => call,
        })
        .await
    }

    async fn is_marked(&self, model: &Model, marker: &str) -> Result<bool, ApiError> {
        let holds = |text: &Option<String>| text.as_ref().is_some_and(|text| text.contains(marker));
        if model.short_description.is_some() || model.status != ModelStatus::New {
            return Ok(holds(&model.short_description));
        }
        match self.model(&model.id).await {
            Ok(model) => Ok(holds(&model.short_description)),
            Err(error) if error.is_not_found() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Changes a model.
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn change_model(
        &self,
        id: &ModelId,
        change: &ModelChange,
    ) -> Result<Model, ApiError> {
        let call = Call::put(&["models", id.as_str()]).body(change);
        Ok(self.send::<OneModel>(call).await?.model)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(status: &str) -> Model {
        let json = format!(
            r#"{{"id":"model_1","status":"{status}","tags":null,"trainingImages":[{{"id":"a"}}],
               "trainingProgress":{{"stage":7}},"complianceMetadata":{{}}}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn statuses_of_every_age_are_read() {
        use ModelStatus as S;
        for (word, status) in [
            ("new", S::New),
            ("draft", S::New),
            ("training", S::Training),
            ("trained", S::Trained),
            ("training-canceled", S::Cancelled),
            ("paused", S::Other),
        ] {
            assert_eq!(model(word).status, status, "{word}");
        }
    }

    #[test]
    fn a_caption_written_wins_over_the_services_own() {
        let read = |json| serde_json::from_str::<TrainingImage>(json).unwrap();
        let both = read(r#"{"id":"a","description":"mine","automaticCaptioning":"its"}"#);
        assert_eq!(both.caption(), Some("mine"));
        let own = read(r#"{"id":"a","description":"","automaticCaptioning":"its"}"#);
        assert_eq!(own.caption(), Some("its"));
    }
}
