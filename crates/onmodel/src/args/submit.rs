//! What was typed for the commands that speak to Scenario.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct Submit {
    /// The dataset's folder, or a file of it
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) path: PathBuf,

    /// Agree to the price without being asked
    #[arg(short, long)]
    pub(crate) yes: bool,

    /// Stop after the price: send no image it is not needed for, start nothing
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// The highest price in compute units that may be agreed to
    #[arg(long, value_name = "N", value_parser = units)]
    pub(crate) max_cost: Option<f64>,

    /// Start the training and do not wait for it
    #[arg(long)]
    pub(crate) detach: bool,

    /// Take up a submission that stopped; begin none
    #[arg(long)]
    pub(crate) resume: bool,

    /// Say how the training is going, and change nothing
    #[arg(long, conflicts_with_all = ["yes", "dry_run", "resume", "cancel"])]
    pub(crate) status: bool,

    /// Cancel the training; what it cost so far may be lost
    #[arg(long, conflicts_with_all = ["yes", "dry_run", "resume"])]
    pub(crate) cancel: bool,

    /// The score the set needs, 0 to 100; `[score] min` by default
    #[arg(long, value_name = "N", value_parser = super::score)]
    pub(crate) min_score: Option<f64>,

    /// Read this configuration instead of the onmodel.toml files found
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Look at every image again, and remember nothing
    #[arg(long)]
    pub(crate) no_cache: bool,

    #[command(flatten)]
    pub(crate) plugging: super::Plugging,
}

#[derive(Debug, Args)]
pub(crate) struct Pull {
    /// The model's id, as Scenario and `onmodel submit` show it
    pub(crate) model: String,

    /// Where its images and captions go; a folder with its name by default
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,

    /// The project the model belongs to, where the key does not say
    #[arg(long, value_name = "ID")]
    pub(crate) project: Option<String>,
}

fn units(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| format!("`{text}` is not a number"))?;
    if number >= 0.0 { Ok(number) } else { Err("a price is 0 or more".to_owned()) }
}
