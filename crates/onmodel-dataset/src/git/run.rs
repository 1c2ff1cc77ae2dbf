//! One question to the `git` program.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::GitError;

/// How git is run: in which folder, and quietly.
#[derive(Debug, Clone)]
pub(super) struct Runner {
    folder: Option<PathBuf>,
}

impl Runner {
    /// In this folder, unless a hook has already said which repository is meant: its variables may
    /// be relative to the folder the hook runs in.
    pub(super) fn within(folder: &Path) -> Self {
        let told = std::env::var_os("GIT_DIR").is_some();
        Self { folder: (!told).then(|| folder.to_owned()) }
    }

    /// In the work tree's own folder, under the same condition.
    pub(super) fn at_top(self, top: &Path) -> Self {
        Self { folder: self.folder.map(|_| top.to_owned()) }
    }

    /// A command that takes no lock, fetches nothing and speaks no language of the user's.
    pub(super) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        if let Some(folder) = &self.folder {
            command.arg("-C").arg(folder);
        }
        command
            .args(args)
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        command
    }

    fn output(&self, args: &[&str]) -> Result<Output, GitError> {
        let output = self.command(args).output();
        output.map_err(|fault| GitError::NoProgram(crate::words(&fault)))
    }

    /// All that git prints.
    pub(super) fn bytes(&self, args: &[&str]) -> Result<Vec<u8>, GitError> {
        let output = self.output(args)?;
        if output.status.success() { Ok(output.stdout) } else { Err(failed(args, &output)) }
    }

    /// The same as text.
    pub(super) fn text(&self, args: &[&str]) -> Result<String, GitError> {
        Ok(String::from_utf8_lossy(&self.bytes(args)?).into_owned())
    }

    /// The first line of the answer; `None` where git ends with 1: there is none.
    pub(super) fn answer(&self, args: &[&str]) -> Result<Option<String>, GitError> {
        let output = self.output(args)?;
        let text = String::from_utf8_lossy(&output.stdout);
        match output.status.code() {
            Some(0) => Ok(text.lines().next().map(str::to_owned)),
            Some(1) => Ok(None),
            _ => Err(failed(args, &output)),
        }
    }
}

fn failed(args: &[&str], output: &Output) -> GitError {
    let words = String::from_utf8_lossy(&output.stderr);
    let words = words.trim().trim_start_matches("fatal: ");
    let words = words.lines().next().unwrap_or("it did not say why").to_owned();
    GitError::Failed { command: args.first().copied().unwrap_or_default().to_owned(), words }
}
