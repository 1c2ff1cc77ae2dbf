//! What was typed for the commands round a training: test prompts, publishing, upscaling.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Who agrees to a price.
#[derive(Debug, Clone, Args)]
pub(crate) struct Paying {
    /// Agree without being asked
    #[arg(short, long)]
    pub(crate) yes: bool,

    /// The highest price in compute units that may be agreed to
    #[arg(long, value_name = "N", value_parser = units)]
    pub(crate) max_cost: Option<f64>,
}

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct Prompts {
    /// The dataset's folder, or a file of it
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) path: PathBuf,

    /// How many prompts
    #[arg(long, default_value_t = 9, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=60))]
    pub(crate) count: u16,

    /// How to show them
    #[arg(long, value_enum, default_value_t = PromptFormat::Text, value_name = "NAME", conflicts_with = "run")]
    pub(crate) format: PromptFormat,

    /// Have the trained model paint them, and lay the pictures out on a page
    #[arg(long)]
    pub(crate) run: bool,

    /// The trained model; the one `onmodel submit` trained from this set by default
    #[arg(long, value_name = "ID", requires = "run")]
    pub(crate) model: Option<String>,

    /// The model it is run with, where onmodel does not know it by the type
    #[arg(long, value_name = "ID", requires = "run")]
    pub(crate) base: Option<String>,

    /// Another number paints other pictures; the same one makes trainings comparable
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub(crate) seed: u32,

    /// The page; NAME-prompts.html by default
    #[arg(short, long, value_name = "FILE", requires = "run")]
    pub(crate) output: Option<PathBuf>,

    /// Stop after the price
    #[arg(long, requires = "run")]
    pub(crate) dry_run: bool,

    #[command(flatten)]
    pub(crate) paying: Paying,

    /// Read this configuration instead of the onmodel.toml files found
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PromptFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Publish {
    /// The dataset's folder, or a file of it
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) path: PathBuf,

    /// The trained model; the one `onmodel submit` trained from this set by default
    #[arg(long, value_name = "ID")]
    pub(crate) model: Option<String>,

    /// The image of the set shown for the model; the sharpest front view by default
    #[arg(long, value_name = "FILE")]
    pub(crate) thumbnail: Option<PathBuf>,

    /// A picture at Scenario to pin as an example; those `onmodel prompts --run` made by default
    #[arg(long = "example", value_name = "ASSET")]
    pub(crate) examples: Vec<String>,

    /// A word to find the model by, besides those read from the set
    #[arg(long = "tag", value_name = "WORD")]
    pub(crate) tags: Vec<String>,

    /// Show what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Agree without being asked
    #[arg(short, long)]
    pub(crate) yes: bool,

    /// Read this configuration instead of the onmodel.toml files found
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct Upscale {
    /// The dataset's folder, or a file of it
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) path: PathBuf,

    /// The shorter side wanted in pixels; what `image-too-small` wants by default
    #[arg(long, value_name = "PX", value_parser = clap::value_parser!(u32).range(64..=8192))]
    pub(crate) to: Option<u32>,

    /// The upscaler at Scenario
    #[arg(long, value_name = "ID")]
    pub(crate) with: Option<String>,

    /// Move the small image aside and give the new one its name
    #[arg(long)]
    pub(crate) replace: bool,

    /// Stop after the price
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Order anew what an earlier run may have ordered
    #[arg(long)]
    pub(crate) again: bool,

    #[command(flatten)]
    pub(crate) paying: Paying,

    /// Read this configuration instead of the onmodel.toml files found
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

fn units(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| format!("`{text}` is not a number"))?;
    if number >= 0.0 { Ok(number) } else { Err("a price is 0 or more".to_owned()) }
}
