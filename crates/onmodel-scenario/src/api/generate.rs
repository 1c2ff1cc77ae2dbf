//! `/generate/custom/{model}` and `/jobs`: pictures made by one of the service's models.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::jobs::Job;
use super::quote::Quote;
use super::{JobId, ModelId, lenient};
use crate::client::Call;
use crate::{ApiError, Client, assumptions};

/// What a model is asked to make, by the names of its own inputs.
pub type Inputs = Map<String, Value>;

/// An input a model takes.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Input {
    /// Its name in a request.
    pub name: String,
    /// `string`, `number`, `file`, `file_array`, `model_array`, …
    #[serde(default, rename = "type", deserialize_with = "lenient::or_default")]
    pub kind: String,
    /// The smallest number it takes.
    #[serde(default)]
    pub min: Option<f64>,
    /// The largest number it takes.
    #[serde(default)]
    pub max: Option<f64>,
    /// The values it takes, where they are counted out.
    #[serde(default, rename = "allowedValues", deserialize_with = "lenient::or_default")]
    pub allowed: Vec<Value>,
}

/// A model that makes pictures, as far as a request to it needs to know.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Maker {
    /// The inputs it takes; none for a model that is not run by itself.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub inputs: Vec<Input>,
    /// The models it can be run with.
    #[serde(default, rename = "compliantModelIds", deserialize_with = "lenient::or_default")]
    pub compliant: Vec<String>,
}

impl Maker {
    /// One of its inputs.
    pub fn input(&self, name: &str) -> Option<&Input> {
        self.inputs.iter().find(|input| input.name == name)
    }
}

/// A job as the list of jobs shows it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PastJob {
    /// Its id.
    #[serde(alias = "id")]
    pub job_id: JobId,
    /// `caption`, `custom`, `upscale`, …
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub job_type: String,
    /// What it was asked to make.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub metadata: PastMetadata,
}

/// What the list of jobs says of one.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct PastMetadata {
    /// The inputs it was given; the service does not promise them.
    #[serde(default, deserialize_with = "lenient::if_readable")]
    pub input: Option<Inputs>,
    /// What it made that is no asset, as texts.
    #[serde(default)]
    pub output: Value,
}

#[derive(Deserialize)]
struct OneMaker {
    model: Maker,
}

#[derive(Deserialize)]
struct Begun {
    job: Job,
}

#[derive(Deserialize)]
struct Jobs {
    #[serde(default, deserialize_with = "lenient::or_default")]
    jobs: Vec<PastJob>,
}

impl Client {
    /// What a model takes.
    ///
    /// # Errors
    /// There is no such model, or the service cannot be reached.
    pub async fn maker(&self, id: &ModelId) -> Result<Maker, ApiError> {
        Ok(self.send::<OneMaker>(Call::get(&["models", id.as_str()])).await?.model)
    }

    /// What a generation would cost. Nothing is made and nothing charged.
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn quote_generation(
        &self,
        model: &ModelId,
        inputs: &Inputs,
    ) -> Result<Quote, ApiError> {
        let call = Call::post(&["generate", "custom", model.as_str()]).repeatable();
        self.send(call.with("dryRun", true).body(inputs)).await
    }

    /// Has a model make pictures. This spends what was quoted; one attempt, see [`crate::orders`].
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn generate(&self, model: &ModelId, inputs: &Inputs) -> Result<JobId, ApiError> {
        let call = Call::post(&["generate", "custom", model.as_str()]).body(inputs);
        Ok(self.send::<Begun>(call).await?.job.job_id)
    }

    /// The jobs begun last, as far as the first page goes.
    ///
    /// # Errors
    /// The service cannot be reached.
    pub async fn recent_jobs(&self) -> Result<Vec<PastJob>, ApiError> {
        let call = Call::get(&["jobs"]).with("pageSize", assumptions::PAGE_OF_JOBS);
        Ok(self.send::<Jobs>(call).await?.jobs)
    }
}
