//! What was typed after `onmodel caption`.

use std::path::PathBuf;

use clap::Args;

use super::{Paths, Words};
use crate::args::trained::Paying;

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct Caption {
    #[command(flatten)]
    pub(crate) paths: Paths,

    #[command(flatten)]
    pub(crate) words: Words,

    #[command(flatten)]
    pub(crate) asking: Asking,

    #[command(flatten)]
    pub(crate) paying: Paying,

    /// Step through the drafts: accept, edit, skip or quit
    #[arg(long, conflicts_with = "diff")]
    pub(crate) review: bool,

    /// Print the drafts as a unified diff and write nothing; exit 1 if there is one
    #[arg(long)]
    pub(crate) diff: bool,

    /// Ask anew instead of taking the drafts of an earlier run
    #[arg(long)]
    pub(crate) again: bool,
}

/// Who drafts; each stands over the table `[caption]` of onmodel.toml.
#[derive(Debug, Clone, Args)]
pub(crate) struct Asking {
    /// Who drafts: scenario, openai, ollama, lm-studio, vllm
    #[arg(long, value_name = "NAME")]
    pub(crate) provider: Option<String>,

    /// The endpoint's address, such as <http://localhost:11434/v1>
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: Option<String>,

    /// The model asked
    #[arg(long, value_name = "NAME")]
    pub(crate) model: Option<String>,

    /// The environment variable that holds the endpoint's key
    #[arg(long, value_name = "VARIABLE")]
    pub(crate) api_key_env: Option<String>,
}

impl Asking {
    /// The same, as the provider is chosen by.
    pub(crate) fn wishes(&self) -> onmodel_scenario::drafts::Wishes {
        onmodel_scenario::drafts::Wishes {
            provider: self.provider.clone(),
            endpoint: self.endpoint.clone(),
            model: self.model.clone(),
            api_key_env: self.api_key_env.clone(),
        }
    }
}

/// The sets asked about.
impl Caption {
    pub(crate) fn paths(&self) -> &[PathBuf] {
        &self.paths.paths
    }
}
