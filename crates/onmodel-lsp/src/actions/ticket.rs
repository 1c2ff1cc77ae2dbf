//! What an action is remembered by between being shown and being chosen.

use std::path::PathBuf;
use std::sync::Arc;

use onmodel_engine::workspace::SetView;
use onmodel_rules::{Finding, Fix};
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::WorkspaceEdit;

use super::{fix, rule, several};
use crate::diagnostics::Worded;
use crate::snapshot::Snapshot;

/// What to do, in terms that outlive an edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub(crate) enum Ticket {
    /// One fix of one finding.
    Fix {
        /// The set's folder.
        set: PathBuf,
        /// The finding.
        fingerprint: String,
        /// The fix's title.
        title: String,
    },
    /// Every safe fix of a file, of one rule or of all.
    FixFile {
        /// The file.
        file: PathBuf,
        /// The rule; all without.
        rule: Option<String>,
    },
    /// Every fix of one rule in a set.
    FixSet {
        /// The set's folder.
        set: PathBuf,
        /// The rule.
        rule: String,
    },
    /// The rule is quiet about one file from now on.
    Ignore {
        /// The set's folder.
        set: PathBuf,
        /// The rule.
        rule: String,
        /// What the finding is about: a file, or the set's folder.
        about: PathBuf,
    },
    /// A plugin is trusted, if a person says so.
    Trust {
        /// Its name, with its version.
        plugin: String,
        /// Its folder.
        path: PathBuf,
        /// The SHA-256 of its library.
        sha256: String,
    },
    /// The rule speaks at another level in the set from now on.
    Level {
        /// The set's folder.
        set: PathBuf,
        /// The rule.
        rule: String,
        /// The level's word.
        level: String,
    },
    /// A caption is drafted for an image that has none. It takes a command: there is no edit yet.
    Draft {
        /// The set's folder.
        set: PathBuf,
        /// The image, or its blank caption.
        about: PathBuf,
    },
}

impl Ticket {
    /// The ticket of a fix.
    pub(crate) fn of_fix(set: &SetView, finding: &Finding, fix: &Fix) -> Self {
        Self::Fix {
            set: set.facts.dataset.root.clone(),
            fingerprint: finding.fingerprint.clone(),
            title: fix.title.clone(),
        }
    }

    /// Whether its edit takes longer to make than a list of actions may.
    pub(crate) fn takes_long(&self) -> bool {
        matches!(self, Self::FixFile { .. } | Self::FixSet { .. })
    }

    /// The edit that does it, as things stand; `None` where there is nothing left to do, or nothing
    /// this client can be asked for.
    pub(crate) fn edit(&self, worded: Worded<'_>) -> Option<WorkspaceEdit> {
        let set = |root: &PathBuf| set_in(worded.snapshot, root);
        match self {
            Self::Fix { .. } => {
                let (set, fix) = self.find(worded.snapshot)?;
                fix::edit(worded, &set.facts.dataset.root, fix)
            }
            Self::FixFile { file, rule } => several::in_file(worded, file, rule.as_deref()),
            Self::FixSet { set: root, rule } => several::in_set(worded, set(root)?, rule),
            Self::Ignore { set: root, rule, about } => {
                rule::ignore(worded, set(root)?, rule, about)
            }
            Self::Level { set: root, rule, level } => {
                rule::set_level(worded, set(root)?, rule, level)
            }
            // Done by commands.
            Self::Trust { .. } | Self::Draft { .. } => None,
        }
    }

    /// The fix named, as it stands now; `None` where the finding is gone or is mended in another way.
    pub(crate) fn find<'s>(&self, snapshot: &'s Snapshot) -> Option<(&'s Arc<SetView>, &'s Fix)> {
        let Self::Fix { set, fingerprint, title } = self else { return None };
        let set = set_in(snapshot, set)?;
        let mut findings = set.judgement.findings.iter();
        let finding = findings.find(|finding| finding.fingerprint == *fingerprint)?;
        let fix = finding.fixes.iter().find(|fix| fix.title == *title)?;
        Some((set, fix))
    }
}

fn set_in<'s>(snapshot: &'s Snapshot, root: &PathBuf) -> Option<&'s Arc<SetView>> {
    snapshot.view.sets.iter().find(|set| set.facts.dataset.root == *root)
}
