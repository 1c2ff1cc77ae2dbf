//! `/generate/caption`: captions drafted by the service.

use serde::Deserialize;
use serde_json::{Value, json};

use super::quote::Quote;
use crate::client::Call;
use crate::{ApiError, Client};

#[derive(Deserialize)]
struct Captions {
    captions: Vec<String>,
}

impl Client {
    /// What captions for these pictures would cost. Nothing is drafted and nothing charged. `images`
    /// are data URLs or ids of assets.
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn quote_captions(
        &self,
        images: &[String],
        unwanted: &[String],
    ) -> Result<Quote, ApiError> {
        let call = Call::post(&["generate", "caption"]).repeatable().with("dryRun", true);
        self.send(call.body(&request(images, unwanted))).await
    }

    /// Drafts a caption for each picture, in their order. This spends what was quoted; one attempt.
    ///
    /// # Errors
    /// What the service answered instead, or another number of captions than pictures.
    pub async fn draft_captions(
        &self,
        images: &[String],
        unwanted: &[String],
    ) -> Result<Vec<String>, ApiError> {
        let call = Call::post(&["generate", "caption"]).body(&request(images, unwanted));
        let captions = self.send::<Captions>(call).await?.captions;
        if captions.len() == images.len() {
            return Ok(captions);
        }
        Err(ApiError::Garbled {
            call: "POST /generate/caption".to_owned(),
            why: format!("{} captions for {} pictures", captions.len(), images.len()),
            body: String::new(),
        })
    }
}

/// What happens in the picture, not how it is painted: a style named in captions is learnt as
/// something that may change.
fn request(images: &[String], unwanted: &[String]) -> Value {
    let mut body = json!({ "images": images, "detailsLevel": "action" });
    if !unwanted.is_empty() {
        body["unwantedSequences"] = json!(unwanted);
    }
    body
}
