//! Where a declared rule looks.

/// What a rule's `scope` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Each tag of a caption; a pattern has to match the whole of it.
    Tag,
    /// The text of a caption, prose included; a pattern matches whole words anywhere in it.
    Caption,
    /// All captions of the set together.
    Dataset,
    /// The name of an image's file; a pattern matches whole words anywhere in it.
    FileName,
}

impl Reach {
    /// The word a configuration writes.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Caption => "caption",
            Self::Dataset => "dataset",
            Self::FileName => "file-name",
        }
    }

    /// The scope a word names.
    pub(super) fn parse(word: &str) -> Option<Self> {
        [Self::Tag, Self::Caption, Self::Dataset, Self::FileName]
            .into_iter()
            .find(|reach| reach.word() == word)
    }

    /// The scope in which all rules, built in or not, are listed.
    pub(super) fn scope(self) -> crate::Scope {
        match self {
            Self::Tag | Self::Caption => crate::Scope::Caption,
            Self::Dataset => crate::Scope::Dataset,
            Self::FileName => crate::Scope::Image,
        }
    }
}
