//! Tags or sentences.

use serde::{Deserialize, Serialize};

/// How a caption is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// Nothing but white space.
    Empty,
    /// Short comma-separated tags.
    Tags,
    /// Sentences.
    Prose,
    /// Sentences and a run of tags in one caption.
    Mixed,
}
