//! Where a finding is, in terms of facts rather than of files.

use std::path::PathBuf;

use onmodel_caption::Span;

/// A place in a dataset.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The set as a whole.
    Set,
    /// An image, by index.
    Image(usize),
    /// A caption, by index; the bytes of its text, or the whole of it.
    Caption(usize, Option<Span>),
    /// Another file, as reached.
    File(PathBuf),
    /// Bytes of a configuration file.
    Config(PathBuf, Span),
}

impl Place {
    /// Whether it is a caption, or part of it.
    pub(crate) fn is_in_caption(&self, caption: usize) -> bool {
        matches!(self, Self::Caption(index, _) if *index == caption)
    }

    /// The image it is, if it is one.
    pub fn image(&self) -> Option<usize> {
        match self {
            Self::Image(index) => Some(*index),
            _ => None,
        }
    }
}
