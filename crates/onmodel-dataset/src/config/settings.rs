//! What the configuration says of one dataset, all layers joined.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Layer;
use crate::trainer::{BaseModel, Run, TrainerId};

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

/// `[caption]`: who drafts missing captions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaptionDrafts {
    /// `caption.provider`.
    pub provider: Option<String>,
    /// `caption.endpoint`, a URL.
    pub endpoint: Option<String>,
    /// `caption.model`.
    pub model: Option<String>,
    /// `caption.api-key-env`: the name of the environment variable that holds the key.
    pub api_key_env: Option<String>,
}

/// `[submit]`: where the set is trained.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Submit {
    /// `submit.project`.
    pub project: Option<String>,
    /// `submit.type`, the service's name of the training.
    pub kind: Option<String>,
    /// `[submit.parameters]`, handed to the service as they are.
    pub parameters: serde_json::Map<String, serde_json::Value>,
}

/// A rule (or `score`) that files nearer than this one must not loosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// The rule's name, or `score`.
    pub name: String,
    /// Index in [`Settings::layers`] of the file that locks it: lower indices are bound.
    pub layer: usize,
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
    /// How the trainer was chosen, in words: "named in onmodel.toml", "found `10_krstl`", "default".
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
    /// `[caption]`.
    pub caption: CaptionDrafts,
    /// `[submit]`.
    pub submit: Submit,
    /// What must not be loosened, the outermost file's first.
    pub locks: Vec<Lock>,
    /// The configuration files, nearest first.
    pub layers: Vec<Arc<Layer>>,
}

impl Default for Settings {
    /// What holds where nothing is configured.
    fn default() -> Self {
        Self {
            name: None,
            trigger: None,
            class: None,
            trainer: TrainerId::Scenario,
            trainer_evidence: "default".to_owned(),
            base: None,
            trainer_config: None,
            caption_extension: None,
            caption_column: None,
            exclude: Vec::new(),
            resolution: None,
            batch_size: None,
            tokenizer: None,
            subsets: Vec::new(),
            vary: None,
            identity: Vec::new(),
            identity_captions: IdentityPolicy::default(),
            custom: BTreeMap::new(),
            score_min: None,
            caption: CaptionDrafts::default(),
            submit: Submit::default(),
            locks: Vec::new(),
            layers: Vec::new(),
        }
    }
}

impl Settings {
    /// What a trainer needs to know of the run.
    pub fn run(&self) -> Run<'_> {
        Run {
            base: self.base.as_ref(),
            resolution: self.resolution,
            caption_extension: self.caption_extension.as_deref(),
        }
    }

    /// Which file set which key, by dotted key: what `-v` shows.
    pub fn origins(&self) -> BTreeMap<String, &Path> {
        let mut origins = BTreeMap::new();
        for layer in &self.layers {
            for key in layer.keys() {
                origins.entry(key).or_insert(layer.path.as_path());
            }
        }
        origins
    }

    /// The lock that keeps files nearer than layer `layer` from loosening `name`, if any.
    pub fn lock(&self, name: &str) -> Option<&Lock> {
        self.locks.iter().find(|lock| lock.name == name)
    }
}
