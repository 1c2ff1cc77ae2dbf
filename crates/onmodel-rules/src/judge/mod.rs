//! From facts to findings: run the rules, let one cause be one finding, suppress, order, locate.

mod cases;
mod fold;
mod hearing;
mod locate;
mod memo;
mod renew;
mod supersede;
mod suppress;

pub use memo::Memo;

use std::cmp::Ordering;
use std::sync::Arc;

use crate::config::{Date, Suppression};
use crate::score::{Score, score};
use crate::{Draft, Facts, Finding, RuleSet, Severity};

use cases::Bench;
use fold::Folds;
use hearing::Subject;
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
    /// What is told of it, unless it is told together with others.
    finding: Arc<Finding>,
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

/// Judges one dataset. `memo` remembers what was said of each image and caption and what followed
/// from it, so that a second judgement with the same rules works only on what changed. `others` are
/// the sets checked with it.
pub fn judge(
    facts: &Facts,
    others: &[&Facts],
    rules: &RuleSet,
    suppressions: &[Suppression],
    today: Date,
    memo: &mut Memo,
) -> Judgement {
    memo.turn_to(today);
    let locator = Locator::new(facts, rules);
    let bench = Bench { facts, rules, suppressions, today, locator };
    let news = memo.hearing.listen(facts, others, rules);
    memo.cases.update(&news, &memo.hearing, &bench);
    if news.iter().any(|subject| matches!(subject, Subject::Image(_))) {
        memo.folds = Folds::of(&memo.cases, &bench);
    }
    let mut findings = told(memo);
    findings.extend(unused(memo, &bench));
    findings.sort_by(|a, b| in_order(a, b));
    locate::number(&mut findings);
    let suppressed = memo.cases.all().map(|(_, case)| case.suppressed).sum();
    Judgement { findings, suppressed, score: score(facts, rules, memo.cases.standing()) }
}

/// The findings of all cases, and what is told of several at once.
fn told(memo: &Memo) -> Vec<Arc<Finding>> {
    let each = memo.cases.all().flat_map(|(subject, case)| {
        let standing = case.standing.iter().enumerate();
        standing.filter(move |(number, _)| !memo.folds.hides(subject, *number))
    });
    let each = each.map(|(_, one)| one);
    each.chain(&memo.folds.told).map(|one| Arc::clone(&one.finding)).collect()
}

/// What there is to say of suppressions that match nothing.
fn unused(memo: &Memo, bench: &Bench<'_>) -> Vec<Arc<Finding>> {
    let used = memo.cases.all().flat_map(|(_, case)| &case.used).copied().collect();
    let drafts = supersede::supersede(suppress::unused(&used, bench), bench.rules);
    let located =
        drafts.map(|(rule, severity, draft)| bench.locator.located(rule, severity, draft).finding);
    located.collect()
}

/// By path, then offset, then rule. Most findings come in that order already, which a merge sort
/// takes in its stride.
fn in_order(a: &Finding, b: &Finding) -> Ordering {
    let offset = |finding: &Finding| finding.range.map_or(0, |range| range.start.offset);
    let paths = a.path.as_os_str().cmp(b.path.as_os_str());
    paths
        .then_with(|| offset(a).cmp(&offset(b)))
        .then_with(|| a.rule.cmp(&b.rule))
        .then_with(|| a.message.cmp(&b.message))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::rules::RULES;
    use crate::{ActiveRule, Draft, Out, Rule, Source, fixture};

    /// Names the sets it sees beside the one it looks at.
    struct Neighbours;

    impl Rule for Neighbours {
        fn repository(&self, facts: &Facts, others: &[&Facts], out: &mut Out<'_>) {
            let (here, there) = (facts.dataset.images.len(), others[0].dataset.images.len());
            out.push(Draft::set(format!("{here} images here, {there} in the other set")));
        }
    }

    #[test]
    fn a_repository_rule_sees_the_sets_checked_together() {
        let meta = (RULES[0].meta)();
        let rules = RuleSet::new(vec![ActiveRule {
            meta: Cow::Borrowed(meta),
            rule: Box::new(Neighbours),
            level: Severity::Error,
            level_is_set: false,
            source: Source::Builtin,
        }]);
        let one = fixture::facts("[[image]]\nfile = \"1.png\"\n");
        let two = fixture::facts("[[image]]\nfile = \"1.png\"\n[[image]]\nfile = \"2.png\"\n");
        let today = Date { year: 2026, month: 1, day: 1 };
        let said = |facts: &Facts, others: &[&Facts]| -> Vec<String> {
            let judgement = judge(facts, others, &rules, &[], today, &mut Memo::default());
            judgement.findings.iter().map(|finding| finding.message.clone()).collect()
        };
        assert_eq!(said(&one, &[&two]), ["1 images here, 2 in the other set"]);
        assert_eq!(said(&two, &[&one]), ["2 images here, 1 in the other set"]);
        assert!(said(&one, &[]).is_empty(), "alone there is nothing to compare with");
    }
}
