//! What was typed about plugins, by whoever judges datasets.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Whether studio plugins run, and whom else to trust.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Plugging {
    /// Load no studio plugin
    #[arg(long)]
    pub(crate) no_plugins: bool,

    /// Trust the plugin library with this SHA-256, for this run only; repeatable
    #[arg(long, value_name = "HEX", value_delimiter = ',')]
    pub(crate) trust_sha256: Vec<String>,
}

/// The process a plugin lives in. Only onmodel itself types this.
#[derive(Debug, Args)]
pub(crate) struct PluginHost {
    /// The library
    pub(crate) library: PathBuf,

    /// The memory shared with the process that asks
    #[arg(long)]
    pub(crate) page: String,

    #[arg(long)]
    pub(crate) allow_write: bool,

    #[arg(long)]
    pub(crate) allow_network: bool,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// Folders whose datasets name the plugins
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Trust {
    /// The plugin's folder, or its library
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Allow it more than looking, if its plugin.toml asks for it
    #[arg(long, value_enum, value_name = "WHAT", value_delimiter = ',')]
    pub(crate) allow: Vec<Allowed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Allowed {
    Network,
    Write,
}

#[derive(Debug, Args)]
pub(crate) struct Untrust {
    /// A plugin's name, folder or library, or the SHA-256 that is trusted
    #[arg(required = true, value_name = "NAME")]
    pub(crate) names: Vec<String>,
}
