//! Scenario, the service: the only room of the house with a door to the network.
//!
//! [`Client`] speaks to the service; [`api`] has one module per resource. [`submit`] takes a set from
//! the gate to a trained model and never pays twice, whatever happens in between; [`mod@pull`] brings a
//! model's images and captions home. [`Credentials`] come from the environment or from the system's
//! [`keychain`], and cannot be printed.
//!
//! What is not known for certain about the service stands in [`assumptions`], and nowhere else.

pub mod api;
pub mod assumptions;
mod client;
mod credentials;
pub mod drafts;
mod endpoint;
mod error;
pub mod keychain;
pub mod orders;
pub mod prompts;
pub mod publish;
pub mod pull;
pub mod submit;
pub mod upscale;

pub use client::{Client, Wait};
pub use credentials::{Credentials, MissingCredentials};
pub use endpoint::{Endpoint, EndpointError};
pub use error::{ApiError, Ceiling, Refusal};
