//! The service's resources, one module each.
//!
//! Every type reads leniently: a field it does not know is ignored, one that is missing or null is
//! empty. Every function is a method of [`Client`](crate::Client).

pub mod assets;
pub mod captions;
pub mod generate;
mod ids;
pub mod jobs;
mod lenient;
pub mod models;
pub mod publishing;
pub mod quote;
pub mod scores;
pub mod training;
pub mod uploads;

pub use ids::{AssetId, JobId, ModelId, UploadId};
