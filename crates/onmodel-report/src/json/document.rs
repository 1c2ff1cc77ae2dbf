//! The shape of the JSON report. Fields may be added; none is renamed or given another meaning
//! without another `schema_version`.

use onmodel_rules::{FileRange, Safety, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::shared::SharedFacts;

/// Everything one check found.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// The version of this shape: 1.
    pub schema_version: u32,
    /// Who wrote it.
    pub tool: Tool,
    /// The datasets, by path.
    pub datasets: Vec<Dataset>,
    /// What is wrong with configurations; their datasets are left out.
    pub errors: Vec<ConfigError>,
    /// Paths under which nothing could be checked, each with the reason.
    pub problems: Vec<String>,
    /// All findings counted.
    pub summary: Summary,
    /// What is known of the change, with `--since` or `--staged`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// Which share of the datasets this is: `2/5`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<String>,
}

/// What is known of a change.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Review {
    /// The reference asked about; null for what is staged.
    pub since: Option<String>,
    /// The commit compared with; null while nothing is committed.
    pub base: Option<String>,
    /// Folders whose images were deleted and that are no dataset any more.
    pub gone: Vec<String>,
    /// What the check lets pass that it did not let pass before.
    pub weakened: Vec<Weakened>,
}

/// Something a change makes milder.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Weakened {
    /// The file that makes it so.
    pub path: String,
    /// The rule concerned, or `score`, `dataset`, `traits`, `lock` or `baseline`.
    pub about: String,
    /// What is milder.
    pub what: String,
}

/// A dataset before the change.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
pub struct Before {
    /// Its score, 0 to 100.
    pub score: f64,
    /// Findings of now that were not there; those about several datasets are not counted.
    pub new: usize,
    /// Findings of then that are no more.
    pub mended: usize,
}

/// Who wrote the report.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// `onmodel`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// One dataset.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Dataset {
    /// Its folder: relative to the working directory with forward slashes, absolute outside it.
    pub path: String,
    /// `dataset.name`, else the folder's name.
    pub name: String,
    /// The trainer it was checked for.
    pub trainer: String,
    /// The base model, if one is named.
    pub base: Option<String>,
    /// How many images it holds.
    pub images: usize,
    /// How many captions it holds.
    pub captions: usize,
    /// Whether it passes: no finding at or over `--fail-on`, and the score suffices.
    #[serde(default)]
    pub ready: bool,
    /// How good it is.
    pub score: Score,
    /// How it was before the change, with `--compare`; null for a new dataset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Before>,
    /// What was found, by path, then place, then rule.
    pub findings: Vec<Finding>,
    /// What the datasets of other shares are compared with, in a report of one share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<SharedFacts>,
}

/// How good a dataset is: a weighted mean of its parts.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Score {
    /// 0 to 100.
    pub total: f64,
    /// The least that passes, if one was set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed: Option<f64>,
    /// What it is the mean of.
    pub parts: Vec<ScorePart>,
}

/// One part of the score.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ScorePart {
    /// `resolution`, `format`, `diversity`, `size` or `captions`.
    pub name: String,
    /// 0 to 100.
    pub score: f64,
    /// Its weight; all sum to 1.
    pub weight: f64,
    /// The reason in a sentence.
    pub detail: String,
    /// Of `diversity`: the effective number of distinct pictures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distinct_pictures: Option<f64>,
}

/// One finding.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The rule's name.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// The image, caption file, folder or configuration file it is about.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What the trainer will do with it.
    pub consequence: Option<String>,
    /// Where in the file; null for a finding about a whole image or dataset.
    pub range: Option<FileRange>,
    /// Other places concerned.
    pub related: Vec<Related>,
    /// Ways to mend it, the best first.
    pub fixes: Vec<Fix>,
    /// A stable name of the finding; does not depend on line numbers.
    pub fingerprint: String,
    /// `onmodel`, `declared:FILE` or `plugin:NAME`.
    pub source: String,
}

/// Another place that matters for a finding.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Related {
    /// The file or folder.
    pub path: String,
    /// What about it.
    pub message: String,
    /// Where in the file; null for a whole one.
    pub range: Option<FileRange>,
}

/// A way to mend a finding: edits of text, then operations on files.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Fix {
    /// What it does, in the imperative.
    pub title: String,
    /// `safe` may run on save, `unsafe` is to be reviewed first, `assist` is one of several choices.
    pub safety: Safety,
    /// Edits of text files, not overlapping.
    pub edits: Vec<Edit>,
    /// Changes of files.
    pub operations: Vec<Operation>,
}

/// Replace the bytes `start..end` of a file by a text.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Edit {
    /// The file.
    pub path: String,
    /// First byte replaced.
    pub start: usize,
    /// One past the last byte replaced.
    pub end: usize,
    /// What is put there, as UTF-8.
    pub text: String,
}

/// A change of files rather than of text.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "op", rename_all = "kebab-case")]
pub enum Operation {
    /// Give a file another name.
    Rename {
        /// Its present path.
        from: String,
        /// Its new path.
        to: String,
    },
    /// Write a new file.
    Create {
        /// Its path.
        path: String,
        /// Its text.
        text: String,
    },
    /// Move a file out of the set, into the folder's `.onmodel-aside` folder.
    MoveAside {
        /// The file.
        path: String,
    },
}

/// A fault of a configuration file. Its datasets are left out.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ConfigError {
    /// The file.
    pub path: String,
    /// Line, from zero.
    pub line: u32,
    /// Column in UTF-16 units, from zero.
    pub character: u32,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// All findings counted.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Errors among them.
    pub errors: usize,
    /// Warnings among them.
    pub warnings: usize,
    /// Hints among them.
    pub hints: usize,
    /// Kept quiet by an `[[ignore]]`.
    pub suppressed: usize,
    /// Known from a baseline, so not listed.
    pub baselined: usize,
}
