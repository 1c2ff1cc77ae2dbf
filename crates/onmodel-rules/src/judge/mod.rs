//! From facts to findings: run the rules, let one cause be one finding, suppress, order, locate.

mod fold;
mod locate;
mod memo;
mod supersede;
mod suppress;

pub use memo::Memo;

use std::sync::Arc;

use crate::config::{Date, Suppression};
use crate::score::{Score, score};
use crate::{Draft, Facts, Finding, RuleSet, Severity};

use locate::Locator;

/// A draft that stands, with its rule and its severity.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    /// Index of the rule in its rule set.
    pub(crate) rule: usize,
    /// How much it matters here.
    pub(crate) severity: Severity,
    /// What the rule said.
    pub(crate) draft: Arc<Draft>,
}

/// How many findings of each severity, and how many were kept quiet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the severities' own names")]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
    pub hints: usize,
    /// Kept quiet by an `[[ignore]]`.
    pub suppressed: usize,
    /// Known from a baseline.
    pub baselined: usize,
}

impl Tally {
    /// Counts findings.
    pub fn of(findings: &[Arc<Finding>], suppressed: usize) -> Self {
        let count =
            |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            hints: count(Severity::Hint),
            suppressed,
            baselined: 0,
        }
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.hints += other.hints;
        self.suppressed += other.suppressed;
        self.baselined += other.baselined;
    }
}

/// Everything said of one dataset.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The findings, ordered by path, then offset, then rule.
    pub findings: Vec<Arc<Finding>>,
    /// How many were kept quiet by an `[[ignore]]`.
    pub suppressed: usize,
    /// The score.
    pub score: Score,
}

/// Judges one dataset. `memo` remembers what was said of each image and caption, so that a second
/// judgement with the same rules looks only at what changed.
pub fn judge(
    facts: &Facts,
    rules: &RuleSet,
    suppressions: &[Suppression],
    today: Date,
    memo: &mut Memo,
) -> Judgement {
    let drafts = memo.drafts(facts, rules);
    let standing = supersede::supersede(drafts, rules);
    let kept = suppress::suppress(standing, suppressions, today, facts, rules);
    let score = score(facts, rules, &kept.standing);
    let folded = fold::fold(kept.standing, facts);
    let mut findings = Locator::new(facts).findings(folded, rules, &mut memo.located);
    sort(&mut findings);
    locate::number(&mut findings);
    Judgement { findings, suppressed: kept.suppressed, score }
}

/// Orders by path, then offset, then rule. Most findings come in that order already, which a merge
/// sort takes in its stride.
fn sort(findings: &mut [Arc<Finding>]) {
    findings.sort_by(|a, b| {
        let offset = |finding: &Finding| finding.range.map_or(0, |range| range.start.offset);
        a.path
            .as_os_str()
            .cmp(b.path.as_os_str())
            .then_with(|| offset(a).cmp(&offset(b)))
            .then_with(|| a.rule.cmp(&b.rule))
            .then_with(|| a.message.cmp(&b.message))
    });
}
