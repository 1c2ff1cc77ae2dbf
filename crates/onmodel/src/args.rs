//! What was typed. Parsing does no IO; the commands give it its meaning.

pub(crate) mod caption;
mod gate;
pub(crate) mod plugging;
pub(crate) mod plugin;
pub(crate) mod submit;
pub(crate) mod trained;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use onmodel_dataset::TrainerId;
use onmodel_rules::Severity;

pub(crate) use gate::{Facts, Gating, MergeReports};
pub(crate) use plugging::Plugging;

/// Is this dataset ready to train, and if not, what exactly do I change?
#[derive(Debug, Parser)]
#[command(name = "onmodel", version, max_term_width = 100, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to colour the output; `NO_COLOR` is obeyed
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(crate) color: Colour,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find datasets, say what is wrong with them, and score them
    Check(Check),
    /// Apply the safe fixes until nothing changes
    Fix(Fix),
    /// Write a commented onmodel.toml for a folder of images
    Init(Init),
    /// Show which image shows which pose, view, … and what is missing
    Traits(Counted),
    /// Count the tags of the captions, by category
    Tags(Counted),
    /// Replace a tag in every caption
    Replace(Replace),
    /// Draft the missing captions with a provider
    Caption(caption::Caption),
    /// List the rules
    Rules(Rules),
    /// Explain a rule or a trainer
    Explain(Explain),
    /// Test prompts for a trained model, from short to detailed
    Prompts(trained::Prompts),
    /// Give a trained model its description, thumbnail, examples and tags
    Publish(trained::Publish),
    /// Enlarge images under the wanted resolution at Scenario, asked and paid for
    Upscale(trained::Upscale),
    /// Print what is known of every image, for other programs
    Facts(Facts),
    /// Join the reports of several machines and compare their datasets
    MergeReports(MergeReports),
    /// Studio plugins: rules of your own
    #[command(subcommand)]
    Plugin(plugin::Plugin),
    #[command(hide = true)]
    PluginHost(plugging::PluginHost),
    /// Serve an editor: the language server on standard input and output
    Lsp(Lsp),
    /// Keep Scenario's API key in the system's keychain
    Login,
    /// Take the key out of the keychain
    Logout,
    /// Train a clean set at Scenario: gate, price, consent, upload, training
    Submit(submit::Submit),
    /// Bring a model's images and captions home as a dataset
    Pull(submit::Pull),
    /// Show what onmodel sees of this machine and folder
    Doctor(Doctor),
    /// The cache of image facts
    #[command(subcommand)]
    Cache(Cache),
    /// Print a JSON Schema
    #[command(subcommand)]
    Schema(Schema),
    /// Print a shell's completion script
    Completions(Completions),
}

#[derive(Debug, Args)]
pub(crate) struct Lsp {
    /// Write what the server says of itself to this file too
    #[arg(long, value_name = "FILE")]
    pub(crate) log_file: Option<PathBuf>,

    /// Said by some editors; standard input and output are used anyway
    #[arg(long, hide = true)]
    pub(crate) stdio: bool,
}

/// The datasets to look at.
#[derive(Debug, Clone, Args)]
pub(crate) struct Paths {
    /// Folders to search for datasets, or files of one
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
}

/// Options shared by the commands that judge datasets.
#[derive(Debug, Clone, Args)]
pub(crate) struct Judging {
    /// Ask about this trainer instead of the one configured or found
    #[arg(long, value_name = "NAME", value_parser = trainer)]
    pub(crate) trainer: Option<TrainerId>,

    /// Run only these rules; wakes a rule that is off (globs: `caption-*`)
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) select: Vec<String>,

    /// Leave these rules out (globs: `caption-*`)
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,

    /// Read this configuration instead of the onmodel.toml files found
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Look at every image again, and remember nothing
    #[arg(long)]
    pub(crate) no_cache: bool,
}

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) paths: Paths,

    #[command(flatten)]
    pub(crate) judging: Judging,

    /// How to report, and where; repeatable
    #[arg(long, value_name = "NAME[=FILE]", default_value = "text", value_parser = output)]
    pub(crate) format: Vec<Output>,

    /// The severity from which on the check fails
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,

    /// The score a dataset needs, 0 to 100; `[score] min` by default
    #[arg(long, value_name = "N", value_parser = score)]
    pub(crate) min_score: Option<f64>,

    #[command(flatten)]
    pub(crate) gating: Gating,

    /// Count findings by rule
    #[arg(long)]
    pub(crate) statistics: bool,

    #[command(flatten)]
    pub(crate) plugging: Plugging,

    /// Findings only: no score, no progress
    #[arg(short, long)]
    pub(crate) quiet: bool,

    /// Say why each dataset was found and which file set what
    #[arg(short, long, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Fix {
    #[command(flatten)]
    pub(crate) paths: Paths,

    #[command(flatten)]
    pub(crate) judging: Judging,

    #[command(flatten)]
    pub(crate) plugging: Plugging,

    /// Apply the fixes to be reviewed first, too: renames, moves, changes of meaning
    #[arg(long = "unsafe")]
    pub(crate) unsafe_too: bool,

    /// Print a unified diff and write nothing; exit 1 if there is one
    #[arg(long)]
    pub(crate) diff: bool,

    /// Keep the originals of changed files in this folder
    #[arg(long, value_name = "DIR", conflicts_with = "diff")]
    pub(crate) backup: Option<PathBuf>,
}

/// One `--format`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Output {
    pub(crate) format: Format,
    /// A file; standard output without one.
    pub(crate) file: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Concise,
    Json,
    Sarif,
    Github,
    Gitlab,
    Junit,
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Hint,
    Never,
}

impl FailOn {
    /// The least severity that fails the check.
    pub(crate) fn least(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Hint => Some(Severity::Hint),
            Self::Never => None,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder of images
    #[arg(default_value = ".")]
    pub(crate) path: PathBuf,
}

/// Options shared by the commands that read captions only.
#[derive(Debug, Args)]
pub(crate) struct Words {
    /// Read this configuration instead of the onmodel.toml files found
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Counted {
    #[command(flatten)]
    pub(crate) paths: Paths,

    #[command(flatten)]
    pub(crate) words: Words,

    /// How to show it
    #[arg(long, value_enum, default_value_t = CountFormat::Text, value_name = "NAME")]
    pub(crate) format: CountFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CountFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Replace {
    /// The tag to replace; case and underscores do not matter
    pub(crate) old: String,

    /// What stands in its place; nothing (`""`) removes it
    pub(crate) new: String,

    #[command(flatten)]
    pub(crate) paths: Paths,

    #[command(flatten)]
    pub(crate) words: Words,

    /// Print a unified diff and write nothing; exit 1 if there is one
    #[arg(long)]
    pub(crate) diff: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// A dataset's folder, or a file that declares rules; its declared rules are listed too
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) path: PathBuf,

    #[command(flatten)]
    pub(crate) plugging: Plugging,

    /// Run the `[[rule.case]]` examples of the declared rules; exit 1 if one fails
    #[arg(long, conflicts_with = "format")]
    pub(crate) test: bool,

    /// How to list them
    #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "NAME")]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    Text,
    Json,
    Markdown,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A rule's or a trainer's name
    pub(crate) name: String,

    /// A dataset's folder, or a file that declares rules: `explain` knows those rules too
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) path: PathBuf,

    #[command(flatten)]
    pub(crate) plugging: Plugging,
}

#[derive(Debug, Args)]
pub(crate) struct Doctor {
    #[command(flatten)]
    pub(crate) paths: Paths,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Cache {
    /// Print the cache file's path
    Path,
    /// Delete the cache file
    Clear,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Schema {
    /// Of onmodel.toml
    Config,
    /// Of `check --format json`
    Report,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// Reads the command line; prints help, version or what is wrong with it and ends the program.
pub(crate) fn parse() -> Cli {
    Cli::parse()
}

fn trainer(name: &str) -> Result<TrainerId, String> {
    name.parse().map_err(|error| format!("{error}"))
}

fn output(text: &str) -> Result<Output, String> {
    let (name, file) = match text.split_once('=') {
        Some((name, file)) => (name, Some(PathBuf::from(file))),
        None => (text, None),
    };
    let format = Format::from_str(name, false).map_err(|_| {
        let known: Vec<String> = Format::value_variants()
            .iter()
            .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
            .collect();
        format!("there is no format `{name}`; the formats are {}", known.join(", "))
    })?;
    if file.as_ref().is_some_and(|file| file.as_os_str().is_empty()) {
        return Err(format!("`{text}` names no file after the `=`"));
    }
    Ok(Output { format, file })
}

fn score(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| format!("`{text}` is not a number"))?;
    if (0.0..=100.0).contains(&number) { Ok(number) } else { Err("a score is 0 to 100".to_owned()) }
}
