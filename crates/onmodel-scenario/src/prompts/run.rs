//! Prompts painted by a trained model.

use onmodel_dataset::Dataset;
use serde_json::json;

use crate::api::ModelId;
use crate::api::generate::{Inputs, Maker};
use crate::api::models::{Model, ModelStatus};
use crate::orders::Order;
use crate::submit::{Journal, SubmitError};
use crate::{ApiError, Client, assumptions};

/// Pixels along a side, where the base takes a size.
const SIDE: u32 = 1024;

/// Why a model cannot paint.
#[derive(Debug, thiserror::Error)]
pub enum StudioError {
    /// The service would not, or could not be reached.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The journal cannot be read.
    #[error(transparent)]
    Journal(#[from] SubmitError),
    /// Nobody trained a model from this set here.
    #[error(
        "no model was trained from this set on this machine; name one with `--model ID`, or train \
         one with `onmodel submit`"
    )]
    NoModel,
    /// It cannot be used yet, or never.
    #[error("{0} is not trained{1}")]
    NotTrained(ModelId, &'static str),
    /// What it is run with is not known.
    #[error(
        "{0} is a {1}; which of Scenario's models runs it is not known here: name it with `--base ID` \
         (Scenario shows it where the model is used)"
    )]
    NoBase(ModelId, String),
}

/// The model named, else the one `onmodel submit` trained from this set.
///
/// # Errors
/// There is none, or it is not trained.
pub async fn find_model(
    client: &Client,
    dataset: &Dataset,
    named: Option<&str>,
) -> Result<Model, StudioError> {
    let id = if let Some(id) = named {
        ModelId::new(id)
    } else {
        let record = Journal::look(&dataset.root, client.endpoint())?;
        let model = record.and_then(|record| record.run?.model);
        model.ok_or(StudioError::NoModel)?
    };
    let model = client.model(&id).await?;
    match model.status {
        ModelStatus::Trained => Ok(model),
        ModelStatus::Training => Err(StudioError::NotTrained(
            id,
            " yet: it is at it; `onmodel submit --status` says how far",
        )),
        ModelStatus::Failed | ModelStatus::Cancelled => Err(StudioError::NotTrained(
            id,
            ": its training came to nothing; `onmodel submit` begins another",
        )),
        _ => Err(StudioError::NotTrained(id, " yet; `onmodel submit` trains it")),
    }
}

/// A trained model with what runs it.
#[derive(Debug, Clone)]
pub struct Studio {
    model: ModelId,
    base: ModelId,
    maker: Maker,
    seed: u32,
}

impl Studio {
    /// What runs a model: `base` if named, else what its type is known to need, else the first the
    /// service lists for it.
    ///
    /// # Errors
    /// It is not known, or the service cannot be reached.
    pub async fn of(
        client: &Client,
        model: &Model,
        base: Option<&str>,
        seed: u32,
    ) -> Result<Self, StudioError> {
        let known = assumptions::BASES.iter().find(|(kind, _)| *kind == model.kind);
        let base = match (base, known) {
            (Some(base), _) => base.to_owned(),
            (None, Some((_, base))) => (*base).to_owned(),
            (None, None) => {
                let listed = client.maker(&model.id).await?.compliant.into_iter().next();
                listed.ok_or_else(|| StudioError::NoBase(model.id.clone(), model.kind.clone()))?
            }
        };
        let base = ModelId::new(base);
        match client.maker(&base).await {
            Ok(maker) => Ok(Self { model: model.id.clone(), base, maker, seed }),
            Err(error) if error.is_not_found() => {
                Err(StudioError::NoBase(model.id.clone(), model.kind.clone()))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// What runs the model.
    pub fn base(&self) -> &ModelId {
        &self.base
    }

    /// The order of one picture.
    pub fn order(&self, prompt: &str) -> Order {
        Order {
            what: format!("painting \"{prompt}\""),
            key: format!("prompt {} {} {} {prompt}", self.base, self.model, self.seed),
            model: self.base.clone(),
            inputs: self.inputs(prompt),
        }
    }

    /// Only what the base says it takes: it refuses whatever it does not know.
    fn inputs(&self, prompt: &str) -> Inputs {
        let mut inputs = Inputs::new();
        inputs.insert("prompt".to_owned(), json!(prompt));
        inputs.insert("loras".to_owned(), json!([self.model]));
        inputs.insert("lorasScale".to_owned(), json!([1]));
        for (name, value) in [
            ("numOutputs", json!(1)),
            ("seed", json!(self.seed)),
            ("width", json!(SIDE)),
            ("height", json!(SIDE)),
        ] {
            let takes = |value: f64| {
                self.maker.input(name).is_some_and(|input| {
                    input.allowed.is_empty()
                        && input.min.is_none_or(|min| value >= min)
                        && input.max.is_none_or(|max| value <= max)
                })
            };
            if takes(value.as_f64().unwrap_or_default()) {
                inputs.insert(name.to_owned(), value);
            }
        }
        inputs
    }
}
