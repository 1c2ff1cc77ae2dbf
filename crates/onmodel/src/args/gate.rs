//! What a merge gate asks of `check`, and the commands that split one over machines.

use std::path::PathBuf;

use clap::Args;
use onmodel_engine::Shard;

use super::{FailOn, Format, Output, Paths, output, score};

/// The options of `check` that say which datasets, against what, and how often.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct Gating {
    /// Only datasets touched since the merge base with this git reference
    #[arg(long, value_name = "GIT-REF", conflicts_with = "staged")]
    pub(crate) since: Option<String>,

    /// Only datasets touched by what is staged
    #[arg(long)]
    pub(crate) staged: bool,

    /// With --since or --staged: also how each dataset was before
    #[arg(long)]
    pub(crate) compare: bool,

    /// Findings known from before; only new ones count, and those mended are taken out of the file
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Make everything found now known: to --baseline, else to onmodel-baseline.json
    #[arg(long)]
    pub(crate) write_baseline: bool,

    /// Check again whenever a file changes
    #[arg(long, conflicts_with = "write_baseline")]
    pub(crate) watch: bool,

    /// Use so many threads; one for each core by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: Option<u16>,

    /// Only a share of the datasets: 2/5 is the second of five; join them by merge-reports
    #[arg(long, value_name = "I/N")]
    pub(crate) shard: Option<Shard>,
}

#[derive(Debug, Args)]
pub(crate) struct Facts {
    #[command(flatten)]
    pub(crate) paths: Paths,

    /// Read this configuration instead of the onmodel.toml files found
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Look at every image again, and remember nothing
    #[arg(long)]
    pub(crate) no_cache: bool,

    /// How to print them: one JSON object a line
    #[arg(long, value_enum, default_value_t = FactsFormat::Jsonl, value_name = "NAME")]
    pub(crate) format: FactsFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum FactsFormat {
    Jsonl,
}

#[derive(Debug, Args)]
pub(crate) struct MergeReports {
    /// JSON reports, one for each share
    #[arg(required = true, value_name = "FILE")]
    pub(crate) reports: Vec<PathBuf>,

    /// How to report, and where; repeatable; not text or concise
    #[arg(long, value_name = "NAME[=FILE]", default_value = "json", value_parser = merged)]
    pub(crate) format: Vec<Output>,

    /// The severity from which on the check fails
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,

    /// The score a dataset needs, 0 to 100; what each was checked with by default
    #[arg(long, value_name = "N", value_parser = score)]
    pub(crate) min_score: Option<f64>,
}

/// A format that a report joined of others can have: it has no captions' texts to show.
fn merged(text: &str) -> Result<Output, String> {
    let output = output(text)?;
    match output.format {
        Format::Text | Format::Concise => {
            Err("a joined report is json, sarif, github, gitlab, junit or markdown".to_owned())
        }
        _ => Ok(output),
    }
}
