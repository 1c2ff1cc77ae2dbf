//! `onmodel.toml`: read layer by layer, checked, joined.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use onmodel_caption::Span;

use crate::trainer::{BaseModel, TrainerId};

/// A place in a configuration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// The bytes concerned.
    pub span: Span,
}

/// One thing wrong with a configuration file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {message}", place.path.display())]
pub struct ConfigError {
    /// Where.
    pub place: Place,
    /// The file's text, so that whoever shows the error can show the line.
    pub text: Arc<str>,
    /// What is wrong.
    pub message: String,
    /// What to do: "did you mean `trigger`?".
    pub help: Option<String>,
}

/// How captions treat traits that never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IdentityPolicy {
    /// All captions or none, always in the same words.
    #[default]
    Consistent,
    /// Never named.
    Unmentioned,
    /// Named in every caption.
    Mentioned,
}

/// Several outfits or characters under one parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subset {
    /// Its folder, relative to the dataset.
    pub folder: String,
    /// Its own trigger.
    pub trigger: Option<String>,
    /// Its own class word.
    pub class: Option<String>,
}

/// One configuration file, with the tables that others validate left raw.
#[derive(Debug, Clone)]
pub struct Layer {
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub text: Arc<str>,
    /// The whole document with spans, for `[rules]`, `[[ignore]]`, `[[override]]`, `[[rule]]`,
    /// `[plugins]` and `lock`.
    pub document: toml::Spanned<toml::de::DeValue<'static>>,
}

/// What the configuration says of one dataset, all layers joined, the nearest winning.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `dataset.name`, from the dataset's own file only.
    pub name: Option<String>,
    /// `dataset.trigger`.
    pub trigger: Option<String>,
    /// `dataset.class`.
    pub class: Option<String>,
    /// The trainer asked about.
    pub trainer: TrainerId,
    /// How the trainer was chosen, in words: "named in onmodel.toml", "found 10_krstl", "default".
    pub trainer_evidence: String,
    /// `dataset.base`.
    pub base: Option<BaseModel>,
    /// `dataset.trainer-config`, resolved against the file that names it.
    pub trainer_config: Option<PathBuf>,
    /// `dataset.caption-extension`, with its dot.
    pub caption_extension: Option<String>,
    /// `dataset.caption-column`.
    pub caption_column: Option<String>,
    /// `dataset.exclude`, globs relative to the dataset.
    pub exclude: Vec<String>,
    /// `dataset.resolution`: the side in pixels the run will train at.
    pub resolution: Option<u32>,
    /// `dataset.batch-size`.
    pub batch_size: Option<u32>,
    /// `dataset.tokenizer`, resolved.
    pub tokenizer: Option<PathBuf>,
    /// `[[dataset.subset]]`.
    pub subsets: Vec<Subset>,
    /// `traits.vary`; `None` when not set.
    pub vary: Option<Vec<String>>,
    /// `traits.identity`.
    pub identity: Vec<String>,
    /// `traits.identity-captions`.
    pub identity_captions: IdentityPolicy,
    /// `[traits.custom.*]`: category → value → phrases.
    pub custom: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// `score.min`, 0 to 100.
    pub score_min: Option<f64>,
    /// The configuration files, nearest first.
    pub layers: Vec<Arc<Layer>>,
}
