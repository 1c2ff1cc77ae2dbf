//! What an action is remembered by between being shown and being chosen.

use std::path::PathBuf;
use std::sync::Arc;

use onmodel_engine::workspace::SetView;
use onmodel_rules::{Finding, Fix};
use serde::{Deserialize, Serialize};

use crate::snapshot::Snapshot;

/// One fix of one finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Ticket {
    /// The set's folder.
    pub(crate) set: PathBuf,
    /// The finding.
    pub(crate) fingerprint: String,
    /// The fix's title.
    pub(crate) title: String,
}

impl Ticket {
    /// The ticket of a fix.
    pub(crate) fn of(set: &SetView, finding: &Finding, fix: &Fix) -> Self {
        Self {
            set: set.facts.dataset.root.clone(),
            fingerprint: finding.fingerprint.clone(),
            title: fix.title.clone(),
        }
    }

    /// The fix as it stands now; `None` where the finding is gone or is mended in another way.
    pub(crate) fn find<'s>(&self, snapshot: &'s Snapshot) -> Option<(&'s Arc<SetView>, &'s Fix)> {
        let mut sets = snapshot.view.sets.iter();
        let set = sets.find(|set| set.facts.dataset.root == self.set)?;
        let mut findings = set.judgement.findings.iter();
        let finding = findings.find(|finding| finding.fingerprint == self.fingerprint)?;
        let fix = finding.fixes.iter().find(|fix| fix.title == self.title)?;
        Some((set, fix))
    }
}
