//! What git knows of files, asked of the `git` program.
//!
//! Nothing is checked out, written or fetched, and no lock is taken: a check may run beside whatever
//! the artist's own git is doing. A hook's variables (`GIT_DIR`, `GIT_INDEX_FILE`) hold for us too.

mod changes;
mod error;
mod objects;
mod run;
mod tree;

use std::path::{Path, PathBuf};

pub use changes::{Change, Since};
pub use error::GitError;
pub use objects::Objects;
pub use tree::Blob;

use run::Runner;

/// A work tree and its repository.
#[derive(Debug, Clone)]
pub struct Git {
    run: Runner,
    top: PathBuf,
    is_shallow: bool,
}

/// A commit, by its full name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit(pub String);

impl Git {
    /// The repository that holds the file or folder at `path`; a hook's, where one runs us.
    ///
    /// # Errors
    /// Where there is no git, or no repository with a work tree.
    pub fn holding(path: &Path) -> Result<Self, GitError> {
        let folder = if path.is_dir() { Some(path) } else { path.parent() };
        let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
        let run = Runner::within(folder.unwrap_or(Path::new(".")));
        let out = run.text(&["rev-parse", "--is-shallow-repository", "--show-toplevel"]);
        let out = out.map_err(|error| error.or_no_repository(path))?;
        let (shallow, top) = out.split_once('\n').unwrap_or((&out, ""));
        let top = PathBuf::from(top.trim_end_matches(['\n', '\r']));
        let top = top.canonicalize().unwrap_or(top);
        Ok(Self { run: run.at_top(&top), top, is_shallow: shallow.trim() == "true" })
    }

    /// The work tree's folder, absolute, links resolved.
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// Where the changes since a reference begin: its merge base with `HEAD`.
    ///
    /// # Errors
    /// Where the reference is unknown, nothing is committed yet, or no common history is here.
    pub fn merge_base(&self, reference: &str) -> Result<Commit, GitError> {
        let is_shallow = self.is_shallow;
        let Some(other) = self.commit(reference)? else {
            return Err(GitError::UnknownReference { reference: reference.to_owned(), is_shallow });
        };
        let Some(head) = self.commit("HEAD")? else { return Err(GitError::NoCommit) };
        let base = self.run.answer(&["merge-base", &other.0, &head.0])?;
        base.map(Commit)
            .ok_or(GitError::NoCommonHistory { reference: reference.to_owned(), is_shallow })
    }

    /// The commit a reference names, if it names one.
    ///
    /// # Errors
    /// Where git cannot be asked.
    pub fn commit(&self, reference: &str) -> Result<Option<Commit>, GitError> {
        let wanted = format!("{reference}^{{commit}}");
        let command = ["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted];
        Ok(self.run.answer(&command)?.map(Commit))
    }
}
