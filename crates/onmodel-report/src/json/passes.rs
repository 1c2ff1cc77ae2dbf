//! Whether what a document tells of passes, and in which order it is best read.

use onmodel_rules::Severity;

use super::{Dataset, Document, Finding};

impl Dataset {
    /// How many of its findings are at or over `fail_on`.
    pub fn failing(&self, fail_on: Option<Severity>) -> usize {
        let Some(least) = fail_on else { return 0 };
        self.findings.iter().filter(|finding| finding.severity >= least).count()
    }

    /// Whether its score suffices.
    pub fn score_suffices(&self) -> bool {
        self.score.needed.is_none_or(|needed| self.score.total >= needed)
    }

    /// Judges again whether it passes, after findings were added.
    pub fn settle(&mut self, fail_on: Option<Severity>) {
        self.ready = self.failing(fail_on) == 0 && self.score_suffices();
    }

    /// Its findings, the worst first, otherwise in their order.
    pub fn worst_first(&self) -> Vec<&Finding> {
        let mut findings: Vec<&Finding> = self.findings.iter().collect();
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        findings
    }
}

impl Document {
    /// Whether every dataset passes and nothing kept one from being checked.
    pub fn passes(&self) -> bool {
        self.is_whole() && self.datasets.iter().all(|dataset| dataset.ready)
    }

    /// Whether everything asked for could be checked.
    pub fn is_whole(&self) -> bool {
        self.errors.is_empty() && self.problems.is_empty()
    }
}
