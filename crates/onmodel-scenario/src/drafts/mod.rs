//! Drafts of missing captions.
//!
//! [`wanting`] finds the images of a set that have none. A [`Provider`] drafts one: the service itself,
//! or any endpoint that speaks `OpenAI`'s language and sees pictures. It is shown the picture, shrunk
//! ([`picture`]), and told by an [`instruction`] how this set is captioned: its trigger, its words, its
//! style, and what it lacks. A draft is a text like any other: it goes through the safe fixes and is
//! looked at by a person.

mod answer;
mod endpoint;
mod instruction;
pub mod picture;
mod provider;
mod wanting;

pub use endpoint::{ChatEndpoint, DraftError};
pub(crate) use instruction::lacking;
pub use instruction::{instruction, unwanted};
pub use provider::{KeyName, Named, Provider, ProviderError, Wishes, provider};
pub use wanting::{Skipped, Wanting, wanting};
