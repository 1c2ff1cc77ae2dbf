//! The disk: what is there, as the trainer will read it.
//!
//! [`discover()`] walks the paths given and finds every [`Dataset`]; [`config`] reads `onmodel.toml`
//! layer by layer into [`Settings`], with line-accurate [`ConfigError`]s; each image is paired with
//! its caption whatever the layout; [`trainer`] knows, one file per trainer, which images it will
//! use, which text it will train on, how it crops and where it cuts; [`mod@write`] is the one function
//! that writes user files.
//!
//! This crate knows no rules and prints nothing.

pub mod config;
mod dataset;
pub mod discover;
mod disk;
pub mod git;
mod load;
mod names;
pub mod paths;
mod text;
pub mod trainer;
pub mod write;

pub use config::{ConfigError, IdentityPolicy, Layer, Overlay, Place, Settings, Subset};
pub use dataset::{
    Body, CaptionFile, CaptionSource, Dataset, Encoding, Evidence, ImageFile, Layout, Stray,
    StrayKind,
};
pub use discover::{Discovery, Options, Problem, discover};
pub use disk::{read_file, read_text, words};
pub use names::{IMAGE_EXTENSIONS, MASK_ENDINGS};
pub use text::decode;
pub use trainer::{BaseModel, Trainer, TrainerId};
