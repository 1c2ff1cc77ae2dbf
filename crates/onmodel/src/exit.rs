//! How the program ends.

use std::process::ExitCode;

/// The three ways to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Nothing at or over `--fail-on`, and the score suffices.
    Fine,
    /// Findings or the score fall short.
    Short,
    /// It could not do what was asked.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Fine => 0,
            Exit::Short => 1,
            Exit::Failed => 2,
        })
    }
}
