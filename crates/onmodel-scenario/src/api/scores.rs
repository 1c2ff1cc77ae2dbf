//! `/models/{id}/scores/training-dataset`: what the service itself thinks of the set.

use serde::Deserialize;

use super::{AssetId, ModelId, lenient};
use crate::client::Call;
use crate::{ApiError, Client};

/// What the service thinks of the set.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DatasetScore {
    /// 0 to 1.
    #[serde(default)]
    pub score: Option<f64>,
    /// `complete`, `incomplete`, `unknown`.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub status: String,
    /// What it says of single images.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub assets_warnings: Vec<AssetWarning>,
    /// What it says of two images together.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub asset_couples_warnings: Vec<CoupleWarning>,
}

/// What the service says of an image.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AssetWarning {
    /// The image.
    pub asset_id: AssetId,
    /// Its sentences.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub message: Vec<String>,
}

/// What the service says of two images.
#[derive(Debug, Clone, Deserialize)]
pub struct CoupleWarning {
    /// The images.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub couple: Vec<AssetId>,
    /// Its sentences.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub message: Vec<String>,
}

impl Client {
    /// What the service thinks of the set attached to a model.
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn dataset_score(&self, model: &ModelId) -> Result<DatasetScore, ApiError> {
        let path = ["models", model.as_str(), "scores", "training-dataset"];
        self.send(Call::get(&path)).await
    }
}
