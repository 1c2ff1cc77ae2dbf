//! `/assets`: pictures kept by the service, and their captions.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Number, json};

use super::{AssetId, lenient};
use crate::client::Call;
use crate::{ApiError, Client, assumptions};

/// A picture kept by the service.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Asset {
    /// Its id.
    pub id: AssetId,
    /// The file's name.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub name: String,
    /// Where it can be fetched, for a while.
    #[serde(default)]
    pub url: Option<String>,
    /// When it came, as the service writes it: such texts sort by time.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub created_at: String,
    /// What is known of the file.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub properties: AssetProperties,
}

/// What the service knows of a file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AssetProperties {
    /// Bytes.
    #[serde(default)]
    pub size: Option<Number>,
}

#[derive(Deserialize)]
struct OneAsset {
    asset: Asset,
}

#[derive(Deserialize)]
struct AssetPage {
    #[serde(default, deserialize_with = "lenient::or_default")]
    assets: Vec<Asset>,
}

impl Client {
    /// Keeps a small picture at the service: at most [`assumptions::INLINE_BYTES`]. One attempt; the
    /// caller looks for it before trying again, see [`Self::recent_assets`].
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn create_asset(&self, name: &str, bytes: &[u8]) -> Result<Asset, ApiError> {
        let call = Call::post(&["assets"]);
        let call = call.body(&json!({ "image": STANDARD.encode(bytes), "name": name }));
        Ok(self.send::<OneAsset>(call).await?.asset)
    }

    /// An asset.
    ///
    /// # Errors
    /// It is gone, or the service cannot be reached.
    pub async fn asset(&self, id: &AssetId) -> Result<Asset, ApiError> {
        Ok(self.send::<OneAsset>(Call::get(&["assets", id.as_str()])).await?.asset)
    }

    /// The assets that came last, as far as the first page goes.
    ///
    /// # Errors
    /// The service cannot be reached, or does not list assets.
    pub async fn recent_assets(&self) -> Result<Vec<Asset>, ApiError> {
        let call = Call::get(&["assets"]).with("pageSize", assumptions::PAGE_OF_ASSETS);
        Ok(self.send::<AssetPage>(call).await?.assets)
    }

    /// Writes an asset's caption.
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn write_caption(&self, id: &AssetId, caption: &str) -> Result<(), ApiError> {
        let call = Call::put(&["assets", id.as_str()]);
        self.order(call.body(&json!({ "description": caption }))).await
    }
}
