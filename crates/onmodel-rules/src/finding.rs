//! What a person, a report or an editor is told.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// How much a finding matters. Ordered: a hint is less than an error.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Hint,
    /// Likely to make the model worse.
    Warning,
    /// Will spoil or stop the run.
    Error,
}

impl Severity {
    /// The word used everywhere: `hint`, `warning`, `error`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// One step milder; a hint stays a hint.
    #[must_use]
    pub fn milder(self) -> Self {
        match self {
            Self::Error => Self::Warning,
            Self::Warning | Self::Hint => Self::Hint,
        }
    }
}

/// Who found it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// A built-in rule.
    Builtin,
    /// A rule declared in this TOML file.
    Declared(String),
    /// A plugin's rule.
    Plugin(String),
}

impl std::fmt::Display for Source {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Builtin => out.write_str("onmodel"),
            Self::Declared(file) => write!(out, "declared:{file}"),
            Self::Plugin(name) => write!(out, "plugin:{name}"),
        }
    }
}

/// A point in a text file.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
pub struct Point {
    /// Line, from zero.
    pub line: u32,
    /// Column in UTF-16 units, from zero; a byte order mark is not counted.
    pub character: u32,
    /// Bytes from the start of the file; a byte order mark is counted.
    pub offset: usize,
}

/// A half-open range in a text file.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
pub struct FileRange {
    /// Where it begins.
    pub start: Point,
    /// Just past its end.
    pub end: Point,
}

/// Another place that matters for a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The file or folder, as reached.
    pub path: PathBuf,
    /// Where in it, for a text file.
    pub range: Option<FileRange>,
    /// What about it.
    pub message: String,
}

/// How freely a fix may be applied.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// Only text, only in the file the finding is about, no word lost but a repeated one, plus the
    /// declared trigger put in place: may run on save.
    Safe,
    /// Renames, deletes, converts or changes meaning: to be reviewed first.
    Unsafe,
    /// One of several choices only a person can make.
    Assist,
}

/// Replace bytes `start..end` of a file by `text`, written as UTF-8.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileEdit {
    /// The file, as reached.
    pub path: PathBuf,
    /// First byte replaced.
    pub start: usize,
    /// One past the last byte replaced.
    pub end: usize,
    /// What is put there.
    pub text: String,
}

/// A change of files rather than of text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operation {
    /// Give a file another name.
    Rename {
        /// Its present path.
        from: PathBuf,
        /// Its new path; must not exist.
        to: PathBuf,
    },
    /// Write a new file.
    Create {
        /// Its path; must not exist.
        path: PathBuf,
        /// Its text.
        text: String,
    },
    /// Move a file out of the set, into the folder's `.onmodel-aside` folder.
    MoveAside {
        /// The file.
        path: PathBuf,
    },
}

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative: `insert "krstl, " at the start`.
    pub title: String,
    /// How freely it may be applied.
    pub safety: Safety,
    /// Text edits, in order, not overlapping within a file.
    pub edits: Vec<FileEdit>,
    /// File operations, after the edits.
    pub operations: Vec<Operation>,
}

/// One finding, located and worded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name.
    pub rule: String,
    /// How much it matters here.
    pub severity: Severity,
    /// The image, caption file, folder or configuration file it is about, as reached.
    pub path: PathBuf,
    /// Where in it, for a text file.
    pub range: Option<FileRange>,
    /// What is wrong.
    pub message: String,
    /// What the trainer will do with it.
    pub consequence: Option<String>,
    /// Other places concerned.
    pub related: Vec<Related>,
    /// Ways to mend it, the best first.
    pub fixes: Vec<Fix>,
    /// Stable name of this finding over edits elsewhere: from rule, path and content, no line
    /// numbers.
    pub fingerprint: String,
    /// Who found it.
    pub source: Source,
}
