//! Captions ordered from the service: each paid for once.

use serde_json::{Value, json};

use super::{Ledger, Line, OrderError};
use crate::api::ModelId;
use crate::api::generate::{Inputs, PastJob};
use crate::api::quote::Quote;
use crate::client::pauses;
use crate::{ApiError, Client, Wait};

/// The job type of a caption. Documented.
const CAPTION: &str = "caption";

/// One picture to be captioned.
#[derive(Debug, Clone)]
pub struct Captioning {
    /// What it is for, in words: `a caption for 03.png`.
    pub what: String,
    /// What makes two of them the same one.
    pub key: String,
    /// The picture, as a data URL.
    pub image: String,
    /// Words the caption must not have.
    pub unwanted: Vec<String>,
}

/// What is known of a caption before it is ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drafted {
    /// It came already.
    Before(String),
    /// It would have to be paid for.
    New,
}

impl Captioning {
    /// Whether it came already, by the ledger and by the service.
    ///
    /// # Errors
    /// It was ordered, and nobody can tell what came of it.
    pub async fn stand(&self, client: &Client, ledger: &Ledger) -> Result<Drafted, OrderError> {
        match ledger.line(&self.key)? {
            Some(Line::Written { texts }) => {
                Ok(texts.into_iter().next().map_or(Drafted::New, Drafted::Before))
            }
            Some(Line::Sent { inputs, .. }) => match self.carried_out(client, &inputs).await? {
                Some(text) => self.keep(ledger, text).map(Drafted::Before),
                None => Ok(Drafted::New),
            },
            _ => Ok(Drafted::New),
        }
    }

    /// What it would cost.
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn quote(&self, client: &Client) -> Result<Quote, ApiError> {
        client.quote_captions(std::slice::from_ref(&self.image), &self.unwanted).await
    }

    /// Orders it: this spends what was quoted. Where the answer is lost, the list of jobs is read
    /// before it is sent again.
    ///
    /// # Errors
    /// The service would not, or nobody can tell whether it did.
    pub async fn order(&self, client: &Client, ledger: &Ledger) -> Result<String, OrderError> {
        let before = json!({ "jobs": jobs(client).await?.iter().map(|job| &job.job_id).collect::<Vec<_>>() });
        let inputs = before.as_object().cloned().unwrap_or_default();
        let (what, model) = (self.what.clone(), ModelId::new(CAPTION));
        ledger.write(&self.key, &Line::Sent { what, model, inputs: inputs.clone() })?;
        let mut pauses = pauses();
        loop {
            let images = std::slice::from_ref(&self.image);
            let error = match client.draft_captions(images, &self.unwanted).await {
                Ok(texts) => return self.keep(ledger, texts.concat()),
                Err(error) => error,
            };
            if !error.is_doubtful() {
                ledger.forget(&self.key)?;
                return Err(error.into());
            }
            let Some(pause) = pauses.next() else { return Err(error.into()) };
            client.wait(Wait::Again(pause)).await;
            if let Some(text) = self.carried_out(client, &inputs).await? {
                return self.keep(ledger, text);
            }
        }
    }

    fn keep(&self, ledger: &Ledger, text: String) -> Result<String, OrderError> {
        ledger.write(&self.key, &Line::Written { texts: vec![text.clone()] })?;
        Ok(text)
    }

    /// The caption whose answer was lost: a caption job that was not there before is taken for it. A
    /// job does not promise to repeat its text; without it nobody orders a second time unasked.
    async fn carried_out(
        &self,
        client: &Client,
        sent: &Inputs,
    ) -> Result<Option<String>, OrderError> {
        let known = sent.get("jobs").and_then(Value::as_array).cloned().unwrap_or_default();
        let is_new = |job: &&PastJob| !known.iter().any(|id| id == job.job_id.as_str());
        let jobs = jobs(client).await?;
        match jobs.iter().find(is_new) {
            None => Ok(None),
            Some(job) => match job.metadata.output["captions"][0].as_str() {
                Some(text) => Ok(Some(text.to_owned())),
                None => Err(OrderError::Doubtful { what: self.what.clone() }),
            },
        }
    }
}

async fn jobs(client: &Client) -> Result<Vec<PastJob>, ApiError> {
    let mut jobs = client.recent_jobs().await?;
    jobs.retain(|job| job.job_type == CAPTION);
    Ok(jobs)
}
