//! Why git could not tell.

use std::path::{Path, PathBuf};

/// Why git could not tell what was asked, with the way out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GitError {
    /// The program is not there.
    #[error("git cannot be run ({0}); `--since` and `--staged` need it on the PATH")]
    NoProgram(String),
    /// No repository with a work tree is at the path; what git said.
    #[error("{}: git sees no repository here: {words}", .path.display())]
    NoRepository {
        /// The path asked about.
        path: PathBuf,
        /// Git's own words.
        words: String,
    },
    /// The reference names no commit.
    #[error("there is no commit `{reference}` in this repository{}", shallow_advice(*.is_shallow, .reference))]
    UnknownReference {
        /// As it was asked.
        reference: String,
        /// Whether history is cut off here, so that it may only be missing.
        is_shallow: bool,
    },
    /// Nothing is committed yet.
    #[error(
        "nothing is committed yet, so there is nothing to compare with; check without `--since`"
    )]
    NoCommit,
    /// The reference and `HEAD` meet nowhere.
    #[error("`{reference}` and HEAD have no common history{}", shallow_advice(*.is_shallow, .reference))]
    NoCommonHistory {
        /// As it was asked.
        reference: String,
        /// Whether history is cut off here, so that it may only be missing.
        is_shallow: bool,
    },
    /// A dataset lies outside the repository asked.
    #[error("{}: lies outside the git repository {}; check it by itself", .path.display(), .top.display())]
    Outside {
        /// The dataset.
        path: PathBuf,
        /// The repository's folder.
        top: PathBuf,
    },
    /// Git failed otherwise.
    #[error("git {command} failed: {words}")]
    Failed {
        /// What it was to do.
        command: String,
        /// Its own words.
        words: String,
    },
}

impl GitError {
    /// A failure of the first question means that there is no repository to ask.
    pub(super) fn or_no_repository(self, path: &Path) -> Self {
        match self {
            Self::Failed { words, .. } => Self::NoRepository { path: path.to_owned(), words },
            other => other,
        }
    }
}

fn shallow_advice(is_shallow: bool, reference: &str) -> String {
    if !is_shallow {
        return String::new();
    }
    format!(
        ": this is a shallow clone, and the history in which they meet is missing; fetch it with \
         `git fetch --unshallow` and `git fetch origin {reference}` (in CI: `fetch-depth: 0`, \
         GitLab: `GIT_DEPTH: 0`)"
    )
}
