//! `/models/{id}/description`, `/examples`, `/tags`: what a model shows of itself.

use serde_json::json;

use super::{AssetId, ModelId};
use crate::client::Call;
use crate::{ApiError, Client};

impl Client {
    /// Writes a model's long description, in Markdown.
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn describe(&self, model: &ModelId, markdown: &str) -> Result<(), ApiError> {
        let call = Call::put(&["models", model.as_str(), "description"]);
        self.order(call.body(&json!({ "description": markdown }))).await
    }

    /// Pins pictures as a model's examples, in place of those pinned so far.
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn pin_examples(&self, model: &ModelId, assets: &[AssetId]) -> Result<(), ApiError> {
        let call = Call::put(&["models", model.as_str(), "examples"]);
        self.order(call.body(&json!({ "assetIds": assets }))).await
    }

    /// Adds words a model is found by; one it has already stays.
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn add_tags(&self, model: &ModelId, tags: &[String]) -> Result<(), ApiError> {
        let call = Call::put(&["models", model.as_str(), "tags"]);
        self.order(call.body(&json!({ "add": tags, "strict": false }))).await
    }
}
