//! A draft, shown and written.

use std::path::Path;

use onmodel_dataset::write;
use onmodel_report::harmless;
use onmodel_scenario::drafts::Wanting;

use super::Act;
use crate::diff::created;

/// A draft of a caption, as it would be written.
pub(super) struct Draft {
    pub(super) wanting: Wanting,
    pub(super) text: String,
    /// What the safe fixes did to what the provider wrote.
    pub(super) titles: Vec<String>,
}

impl Draft {
    /// The file's whole content.
    pub(super) fn content(&self) -> String {
        format!("{}\n", self.text.trim())
    }
}

/// Shows a draft as a diff of the file it would be in.
pub(super) fn show(draft: &Draft) {
    let path: &Path = &draft.wanting.path;
    let diff = created(path, &draft.content(), draft.wanting.blank.is_some());
    diff.lines().for_each(|line| outln!("{}", harmless(line)));
}

/// Writes a draft: a new file, or a blank one's content; nothing with a word in it is overwritten.
pub(super) fn write(draft: &Draft) -> Act {
    let content = draft.content();
    let written = match &draft.wanting.blank {
        Some(blank) => write::replace(&draft.wanting.path, blank, content.as_bytes()),
        None => write::create_new(&draft.wanting.path, content.as_bytes()),
    };
    match written {
        Ok(()) => Act::Wrote,
        Err(error) => {
            anstream::eprintln!("{error}");
            Act::Failed
        }
    }
}
