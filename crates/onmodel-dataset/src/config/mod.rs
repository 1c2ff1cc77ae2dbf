//! `onmodel.toml`: read layer by layer, checked, joined.
//!
//! [`Layer`] is one file, parsed with the place of every value. `layers` finds the files that
//! concern a folder, nearest first; `declared` checks what one of them says in the tables this crate
//! owns; [`Settings`] is what all of them say together. Tables owned by others stay raw in
//! [`Layer::document`] and are read with the same [`TableReader`].

mod dataset_table;
mod declared;
mod error;
mod globs;
mod join;
mod layer;
mod layers;
mod reader;
mod schema;
mod settings;
mod suggest;
mod traits_table;
mod value;

pub use error::{ConfigError, Place};
pub use globs::GlobError;
pub use layer::{FILE_NAME, Layer};
pub use layers::{Configuration, Overlay, configure};
pub use reader::{Sink, TableReader};
pub use schema::{schema, set_table_schema};
pub use settings::{CaptionDrafts, IdentityPolicy, Lock, Settings, Submit, Subset};
pub use suggest::{closest, did_you_mean};
pub use value::{Located, Node, Table, Value};

#[cfg(test)]
pub(crate) use declared::TOP_LEVEL;
pub(crate) use layers::own_name;
