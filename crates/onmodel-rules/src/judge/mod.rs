//! From facts to findings: run the rules, let one cause be one finding, suppress, order, locate.

mod cases;
mod fold;
mod hearing;
mod locate;
mod memo;
mod renew;
mod supersede;
mod suppress;

pub use locate::fingerprint;
pub(crate) use locate::range_in;
pub use memo::Memo;

use std::cmp::Ordering;
use std::sync::Arc;

use crate::config::{Date, Suppression};
use crate::neighbours::Beside;
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
    /// How many are known from a baseline, and so are not among the findings.
    pub baselined: usize,
    /// The score.
    pub score: Score,
}

/// Judges one dataset. `memo` remembers what was said of each image and caption and what followed
/// from it, so that a second judgement with the same rules works only on what changed. `beside` is its
/// place among the sets of its repository, where there are any.
pub fn judge(
    facts: &Facts,
    beside: Option<&Beside<'_>>,
    rules: &RuleSet,
    suppressions: &[Suppression],
    today: Date,
    memo: &mut Memo,
) -> Judgement {
    memo.turn_to(today);
    let locator = Locator::new(facts, rules);
    let bench = Bench { facts, rules, suppressions, today, locator };
    let news = memo.hearing.listen(facts, beside, rules);
    memo.cases.update(&news, &memo.hearing, &bench);
    if news.iter().any(|subject| matches!(subject, Subject::Image(_))) {
        memo.folds = Folds::of(&memo.cases, &bench);
    }
    let mut findings = told(memo);
    findings.extend(unused(memo, &bench));
    findings.sort_by(|a, b| in_order(a, b));
    locate::number(&mut findings);
    let suppressed = memo.cases.all().map(|(_, case)| case.suppressed).sum();
    let score = score(facts, rules, memo.cases.standing());
    Judgement { findings, suppressed, baselined: 0, score }
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
    use crate::neighbours::{Neighbour, Neighbourhood};
    use crate::rules::RULES;
    use crate::{ActiveRule, Draft, Out, Rule, Source, fixture};

    /// Names the sets it sees beside the one it looks at.
    struct Neighbourly;

    impl Rule for Neighbourly {
        fn repository(&self, facts: &Facts, beside: &Beside<'_>, out: &mut Out<'_>) {
            let names: Vec<&str> = beside.others().map(|other| other.name.as_str()).collect();
            let here = facts.dataset.images.len();
            out.push(Draft::set(format!("{here} images here, beside {}", names.join(", "))));
        }
    }

    #[test]
    fn a_repository_rule_sees_the_sets_checked_together() {
        let meta = (RULES[0].meta)();
        let rules = RuleSet::new(vec![ActiveRule {
            meta: Cow::Borrowed(meta),
            rule: Box::new(Neighbourly),
            level: Severity::Error,
            level_is_set: false,
            source: Source::Builtin,
        }]);
        let one = fixture::facts("[[image]]\nfile = \"1.png\"\n");
        let two = fixture::facts("[[image]]\nfile = \"1.png\"\n[[image]]\nfile = \"2.png\"\n");
        let today = Date { year: 2026, month: 1, day: 1 };
        let all = Neighbourhood::of(vec![Neighbour::of(&one), Neighbour::of(&two)]);
        let said = |facts: &Facts, beside: Option<&Beside<'_>>| -> Vec<String> {
            let judgement = judge(facts, beside, &rules, &[], today, &mut Memo::default());
            judgement.findings.iter().map(|finding| finding.message.clone()).collect()
        };
        assert_eq!(said(&one, Some(&all.beside(0))), ["1 images here, beside set"]);
        assert_eq!(said(&two, Some(&all.beside(1))), ["2 images here, beside set"]);
        assert!(said(&one, None).is_empty(), "alone there is nothing to compare with");
    }
}
