//! Changing a text by edits that cannot corrupt it.
//!
//! [`apply`] puts edits into a text or refuses them all; [`tags`] and [`prose`] make the edits
//! that rules ask for most, [`Swap`] those of a bulk replace; all keep commas, line ends and
//! capitals in order.

mod apply;
pub mod prose;
mod swap;
pub mod tags;

use serde::{Deserialize, Serialize};

pub use apply::{EditError, apply};
pub use swap::{Swap, SwapError};

use crate::Span;

/// Replace the bytes of `span` by `text`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TextEdit {
    /// The bytes taken out.
    pub span: Span,
    /// What is put in their place.
    pub text: String,
}

impl TextEdit {
    /// Replaces `span` by `text`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Takes `span` out.
    pub const fn remove(span: Span) -> Self {
        Self { span, text: String::new() }
    }

    /// Puts `text` before byte `at`.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self { span: Span::at(at), text: text.into() }
    }
}
