//! What was typed after `onmodel plugin`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

pub(crate) use super::plugging::{List, Trust, Untrust};

#[derive(Debug, Subcommand)]
pub(crate) enum Plugin {
    /// Begin a plugin: a folder that builds, with one rule and its tests
    New(New),
    /// List the plugins that datasets name, and those trusted on this computer
    List(List),
    /// Trust a plugin: these bytes of it, on this computer
    Trust(Trust),
    /// Trust a plugin no more
    Untrust(Untrust),
    /// Run a plugin on its examples, or on captions given
    Test(Test),
    /// Put the built libraries and their hashes into plugin.toml
    Pack(Pack),
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// The plugin's name, or a folder to make whose last part is the name: a-z, 0-9 and -
    #[arg(value_name = "NAME")]
    pub(crate) path: PathBuf,

    /// The language to write it in
    #[arg(long, value_enum, default_value_t = Language::Rust, value_name = "NAME")]
    pub(crate) lang: Language,
}

#[derive(Debug, Args)]
pub(crate) struct Test {
    /// The plugin's folder
    #[arg(default_value = ".", value_name = "DIR")]
    pub(crate) folder: PathBuf,

    /// Captions, images or folders to run it on, instead of the examples in cases.toml
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Test this library instead of the newest that was built
    #[arg(long, value_name = "FILE")]
    pub(crate) library: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Pack {
    /// The plugin's folder
    #[arg(default_value = ".", value_name = "DIR")]
    pub(crate) folder: PathBuf,

    /// Libraries to pack, one for each kind of computer; found where cargo or make left them otherwise
    #[arg(value_name = "LIBRARY")]
    pub(crate) libraries: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    Rust,
    C,
}
