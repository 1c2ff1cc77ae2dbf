//! `ignore-unused`

use crate::{Rule, Severity, declare_rule};

declare_rule! {
    /// An `[[ignore]]` keeps nothing quiet any more.
    ///
    /// ## What it checks
    /// Each `[[ignore]]` of the set's own `onmodel.toml` against the findings it was written for.
    ///
    /// ## Why it matters
    /// A forgotten suppression hides the next, real mistake in the same file.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// [[ignore]]
    /// files = ["01.png"]
    /// rules = ["image-too-small"]
    /// reason = "it was small once"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// size = [700, 700]
    /// [[ignore]]
    /// files = ["01.png"]
    /// rules = ["image-too-small"]
    /// reason = "the only picture of her back; the original is lost"
    /// ```
    ///
    /// ## How to fix
    /// Take the entry out of `onmodel.toml`.
    pub struct IgnoreUnused = "ignore-unused" {
        scope: Dataset,
        level: Some(Severity::Hint),
        fix: None,
        part: Captions,
        cost: Nothing,
    }
}

/// What it reports is known only once every other rule has spoken: see [`crate::judge`].
impl Rule for IgnoreUnused {}
