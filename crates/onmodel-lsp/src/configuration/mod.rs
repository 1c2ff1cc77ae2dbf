//! `onmodel.toml` while it is written: completion and hover from the configuration's schema.
//!
//! [`place`] says what stands at a byte, of text that need not be valid yet; [`schema`] what may
//! stand there; [`values`] what the set and the rules add to it; [`document`] puts them together.

mod document;
mod hover;
mod items;
mod place;
mod scanner;
mod schema;
mod values;

pub(crate) use document::Document;
