//! Whether a set may pass.

use onmodel_rules::Severity;

use crate::SetReport;

/// What a set needs to pass: `--fail-on`, `--min-score` and `[score] min`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gate {
    /// The least severity that fails a set; `None` fails none.
    pub fail_on: Option<Severity>,
    /// The score needed, 0 to 100, whatever a set's own configuration says.
    pub min_score: Option<f64>,
}

impl Gate {
    /// The score this set needs.
    pub fn needed(&self, set: &SetReport) -> Option<f64> {
        self.min_score.or(set.facts.context.settings.score_min)
    }

    /// Whether the set's score suffices.
    pub fn score_suffices(&self, set: &SetReport) -> bool {
        self.needed(set).is_none_or(|needed| set.judgement.score.total >= needed)
    }

    /// How many of the set's findings fail it.
    pub fn failing(&self, set: &SetReport) -> usize {
        let Some(least) = self.fail_on else { return 0 };
        set.judgement.findings.iter().filter(|finding| finding.severity >= least).count()
    }

    /// Whether the set passes.
    pub fn passes(&self, set: &SetReport) -> bool {
        self.failing(set) == 0 && self.score_suffices(set)
    }
}
