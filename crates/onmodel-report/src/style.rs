//! How the reader wants it.

use std::fmt::Display;
use std::path::PathBuf;

use anstyle::{AnsiColor, Effects};
use onmodel_rules::Severity;

/// How a report is to look.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Style {
    /// Whether escape codes may be used.
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Findings only: no verdict, no score, no advice.
    pub quiet: bool,
    /// Also why each set was found and which file set what.
    pub verbose: bool,
    /// Also how often each rule spoke.
    pub statistics: bool,
    /// The working directory: paths below it are shown relative to it.
    pub folder: PathBuf,
}

/// Bold.
pub(crate) const BOLD: anstyle::Style = anstyle::Style::new().effects(Effects::BOLD);
/// What matters less.
pub(crate) const DIM: anstyle::Style = anstyle::Style::new().effects(Effects::DIMMED);
/// Arrows and rules, as rustc draws them.
pub(crate) const ARROW: anstyle::Style = bold(AnsiColor::BrightBlue);
/// A set that is ready.
pub(crate) const GOOD: anstyle::Style = bold(AnsiColor::BrightGreen);

/// What wants a look.
pub(crate) const UNSURE: anstyle::Style =
    anstyle::Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));

const fn bold(colour: AnsiColor) -> anstyle::Style {
    BOLD.fg_color(Some(anstyle::Color::Ansi(colour)))
}

/// The colour of a severity: rustc's.
pub(crate) fn of(severity: Severity) -> anstyle::Style {
    bold(match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Hint => AnsiColor::BrightCyan,
    })
}

impl Style {
    /// Without colour, for machines, with paths relative to `folder`.
    pub fn plain(folder: PathBuf) -> Self {
        let (quiet, verbose, statistics) = (false, false, false);
        Self { colour: false, width: 100, quiet, verbose, statistics, folder }
    }

    /// `text` in `look`, where colour is wanted.
    pub(crate) fn paint(&self, look: anstyle::Style, text: impl Display) -> String {
        if self.colour { format!("{look}{text}{look:#}") } else { text.to_string() }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A style without colour, 80 columns wide, in `folder`.
    pub(crate) fn plain(folder: &str) -> Style {
        Style {
            colour: false,
            width: 80,
            quiet: false,
            verbose: false,
            statistics: false,
            folder: PathBuf::from(folder),
        }
    }
}
