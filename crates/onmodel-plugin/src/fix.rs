//! Ways to mend a finding.

use crate::{Edit, abi};

/// How freely a fix may be applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// It changes what a caption says, or files: someone looks first.
    Review,
    /// May run on save: only the finding's own caption, and the same between its commas, line breaks
    /// and sentence ends, but for order, case and blanks. What is there twice may go; the trigger may
    /// come and moves no further back; no line break comes. onmodel checks that, and takes a fix that
    /// does more for one to be reviewed.
    Safe,
    /// One of several choices only a person can make.
    Choice,
}

impl Safety {
    pub(crate) fn flags(self) -> u32 {
        match self {
            Self::Review => abi::FIX_REVIEW,
            Self::Safe => abi::FIX_SAFE,
            Self::Choice => abi::FIX_ASSIST,
        }
    }
}

/// A change of files, done by onmodel. `item` is an index into the set; the finding's own item
/// without one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "said above")]
pub enum Operation {
    /// Gives image and caption file another stem; they keep their folder and extension.
    Rename { item: Option<usize>, stem: String },
    /// Writes the caption of an image that has none.
    CreateCaption { item: Option<usize>, text: String },
    /// Moves image and caption out of the set, into `.onmodel-aside/`.
    MoveAside { item: Option<usize> },
}

/// A way to mend a finding: edits of captions, changes of files, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative: `remove "night"`.
    pub title: String,
    /// How freely it may be applied.
    pub safety: Safety,
    /// The edits, each with the index of another item in the set whose caption it changes.
    pub edits: Vec<(Option<usize>, Edit)>,
    /// Changes of files, after the edits.
    pub operations: Vec<Operation>,
}

impl Fix {
    /// A fix that does nothing yet.
    pub fn new(safety: Safety, title: impl Into<String>) -> Self {
        Self { title: title.into(), safety, edits: Vec::new(), operations: Vec::new() }
    }

    /// A fix someone looks at first.
    pub fn review(title: impl Into<String>) -> Self {
        Self::new(Safety::Review, title)
    }

    /// A fix that may run on save; see [`Safety::Safe`] for what that promises.
    pub fn safe(title: impl Into<String>) -> Self {
        Self::new(Safety::Safe, title)
    }

    /// One of several choices.
    pub fn choice(title: impl Into<String>) -> Self {
        Self::new(Safety::Choice, title)
    }

    /// Adds an edit of the finding's own caption.
    #[must_use]
    pub fn edit(mut self, edit: Edit) -> Self {
        self.edits.push((None, edit));
        self
    }

    /// Adds an edit of another item's caption, by its index in the set.
    #[must_use]
    pub fn edit_in(mut self, item: usize, edit: Edit) -> Self {
        self.edits.push((Some(item), edit));
        self
    }

    /// Adds another stem for the finding's own image and caption.
    #[must_use]
    pub fn rename(self, stem: impl Into<String>) -> Self {
        self.operation(Operation::Rename { item: None, stem: stem.into() })
    }

    /// Adds a change of files.
    #[must_use]
    pub fn operation(mut self, operation: Operation) -> Self {
        self.operations.push(operation);
        self
    }
}
