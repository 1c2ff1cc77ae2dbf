//! Changing a text by edits that cannot corrupt it.

use serde::{Deserialize, Serialize};

use crate::Span;

/// Replace the bytes of `span` by `text`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TextEdit {
    /// The bytes taken out.
    pub span: Span,
    /// What is put in their place.
    pub text: String,
}
