//! What is written down.

use serde::{Deserialize, Serialize};
use serde_json::Number;

use crate::api::{AssetId, JobId, ModelId};

/// The layout of the file; another number is another program's.
pub(super) const VERSION: u32 = 1;

/// Everything known of a set at a service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The layout's number.
    pub version: u32,
    /// The set's folder, for whoever reads the file.
    pub dataset: String,
    /// The run under way, or the last one.
    #[serde(default)]
    pub run: Option<Run>,
    /// Earlier runs, oldest first.
    #[serde(default)]
    pub past: Vec<Run>,
}

/// One model, from its making to its end.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Run {
    /// What its description holds, so that it is found again.
    pub marker: String,
    /// Its type.
    pub kind: String,
    /// Its id, once known.
    #[serde(default)]
    pub model: Option<ModelId>,
    /// When it was made, by the service's clock.
    #[serde(default)]
    pub made: String,
    /// Its pictures, in the order they were uploaded.
    #[serde(default)]
    pub images: Vec<Kept>,
    /// The step that was begun and not ended.
    #[serde(default)]
    pub doing: Option<Doing>,
    /// Its training, once started.
    #[serde(default)]
    pub training: Option<Training>,
    /// How it ended, once that was told.
    #[serde(default)]
    pub end: Option<End>,
}

/// A picture the service keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// What it is called there.
    pub name: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// Its asset.
    pub asset: AssetId,
    /// The caption written for it.
    #[serde(default)]
    pub caption: Option<String>,
}

/// A step that cannot be taken twice without looking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doing {
    /// A model is being made.
    Make,
    /// A picture is being uploaded.
    Upload {
        /// What it is called.
        name: String,
        /// The SHA-256 of its bytes.
        sha256: String,
    },
    /// Pictures are being attached.
    Attach(Vec<AssetId>),
    /// A caption is being written.
    Caption(AssetId),
    /// The training is being started.
    Start(Training),
}

/// A training.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Training {
    /// [`Order::fingerprint`](crate::submit::Order::fingerprint) of what is trained.
    pub fingerprint: String,
    /// The price agreed to, in compute units.
    pub cost: Number,
    /// Its job, once known.
    #[serde(default)]
    pub job: Option<JobId>,
}

/// How a training ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// The model can be used.
    Trained,
    /// It failed.
    Failed,
    /// It was cancelled.
    Cancelled,
    /// The model is no longer there.
    Gone,
}
