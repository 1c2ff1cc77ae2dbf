//! What a plugin is asked to do.

use std::sync::{Arc, Weak};

use crate::answer::Answers;
use crate::question::{Item, SetFrame};

/// A rule asked, with its options.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Ask {
    /// Its place in the plugin's table.
    pub(crate) rule: u32,
    /// A JSON object.
    pub(crate) options: String,
}

/// Something to look at, unless nobody waits for it any more.
pub(crate) struct Due {
    pub(crate) item: Item,
    pub(crate) ticket: Weak<()>,
}

/// What a plugin is asked to do.
pub(crate) struct Job {
    pub(crate) set: Arc<SetFrame>,
    pub(crate) rules: Vec<Ask>,
    pub(crate) items: Vec<Due>,
    /// The set as a whole.
    pub(crate) survey: Option<Survey>,
    pub(crate) answers: Arc<Answers>,
}

/// A set to look at as a whole, unless nobody waits for it any more.
pub(crate) struct Survey {
    /// Which set it is, of those the plugin is shown.
    pub(crate) key: u32,
    pub(crate) ticket: Weak<()>,
    /// Its items, ordered by path.
    pub(crate) items: Vec<Item>,
}

impl Drop for Job {
    fn drop(&mut self) {
        self.answers.close();
    }
}
