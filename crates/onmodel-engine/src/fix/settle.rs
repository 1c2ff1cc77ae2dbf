//! Fixes that come to no end.
//!
//! A rule that finds its fault again in what its own fix left would mend a caption for ever, and ruin
//! it. Whoever mends in rounds watches each rule on each file, and where one does not settle mends anew
//! without its fixes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_rules::Finding;

/// Rounds a rule may mend a file without getting on: fewer findings of it there than ever, or a
/// shorter text. A rule with a hundred faults in one caption gets on in each round.
const PATIENCE: usize = 16;

/// Whose fixes are left out, and where.
#[derive(Debug, Clone, Default)]
pub(crate) struct LeftOut {
    /// By rule: the files.
    files: BTreeMap<String, BTreeSet<PathBuf>>,
    /// Rules that did not settle on one file after another: they are left out everywhere.
    whole: BTreeSet<String>,
}

impl LeftOut {
    /// Whether the fixes of a rule to a file are left out.
    pub(crate) fn has(&self, rule: &str, path: &Path) -> bool {
        self.whole.contains(rule) || self.files.get(rule).is_some_and(|files| files.contains(path))
    }

    /// Leaves out those that do not settle. At the second time the whole set is spared a rule's fixes,
    /// so that mending ends however many files there are.
    pub(crate) fn add(&mut self, endless: Vec<(String, PathBuf)>) {
        let known: BTreeSet<String> = self.files.keys().cloned().collect();
        for (rule, path) in endless {
            if known.contains(&rule) {
                self.whole.insert(rule.clone());
            }
            self.files.entry(rule).or_default().insert(path);
        }
    }

    /// What is told of it: a sentence for each rule.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let told = |(rule, files): (&String, &BTreeSet<PathBuf>)| {
            let first = files.first().map(|path| path.display().to_string()).unwrap_or_default();
            let more = match files.len() {
                0 | 1 => String::new(),
                many => format!(" and {} more", many - 1),
            };
            format!(
                "{first}{more}: the fixes of {rule} come to no end: each leaves what the rule finds \
                 again; they were left out, everything else was mended; mend it by hand, or set \
                 \"{rule}\" = \"off\" under [rules] until whoever wrote the rule mended that"
            )
        };
        self.files.iter().map(told).collect()
    }
}

/// How rules get on with files, round after round.
#[derive(Default)]
pub(crate) struct Watch(BTreeMap<(String, PathBuf), Course>);

/// How a rule gets on with a file.
struct Course {
    /// The fewest findings of it there in any round.
    findings: usize,
    /// The shortest text in any round, in bytes.
    shortest: usize,
    /// Rounds since it last got on.
    idle: usize,
}

impl Watch {
    /// Takes in that a round mends a file of so many bytes by a fix of the rule.
    pub(crate) fn mends(
        &mut self,
        rule: &str,
        path: &Path,
        length: usize,
        findings: &[Arc<Finding>],
    ) {
        let own = findings.iter().filter(|one| one.rule == rule && one.path == path);
        let findings = own.filter(|one| !one.fixes.is_empty()).count();
        let course = self.0.entry((rule.to_owned(), path.to_owned())).or_insert(Course {
            findings,
            shortest: length,
            idle: 0,
        });
        let gets_on = findings < course.findings || length < course.shortest;
        course.idle = if gets_on { 0 } else { course.idle + 1 };
        course.findings = course.findings.min(findings);
        course.shortest = course.shortest.min(length);
    }

    /// The rules that do not get on, and where.
    pub(crate) fn endless(&self) -> Vec<(String, PathBuf)> {
        let endless = self.0.iter().filter(|(_, course)| course.idle > PATIENCE);
        endless.map(|(key, _)| key.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onmodel_rules::{Fix, Safety, Severity, Source};

    const RULE: &str = "studio/rule";

    fn findings(count: usize) -> Vec<Arc<Finding>> {
        let fix = Fix {
            title: String::new(),
            safety: Safety::Safe,
            edits: Vec::new(),
            operations: Vec::new(),
        };
        let one = Arc::new(Finding {
            rule: RULE.to_owned(),
            severity: Severity::Hint,
            path: "a.txt".into(),
            range: None,
            message: String::new(),
            consequence: None,
            related: Vec::new(),
            fixes: vec![fix],
            fingerprint: String::new(),
            source: Source::Builtin,
        });
        vec![one; count]
    }

    /// Whether a rule settles whose rounds have so many bytes and findings.
    fn settles(rounds: impl Iterator<Item = (usize, usize)>) -> bool {
        let mut watch = Watch::default();
        rounds.for_each(|(length, count)| {
            watch.mends(RULE, Path::new("a.txt"), length, &findings(count));
        });
        watch.endless().is_empty()
    }

    #[test]
    fn a_rule_settles_while_it_finds_less_or_the_text_shrinks() {
        assert!(settles((0..100).map(|round| (10 + round, 100 - round))), "a hundred faults");
        assert!(settles((0..100).map(|round| (100 - round, 1))), "one told at a time");
        assert!(settles((0..PATIENCE).map(|round| (10 + round, 1))));
        assert!(!settles((0..=PATIENCE).map(|round| (10 + round, 1))));
        assert!(!settles((0..100).map(|round| (10 + round % 3, 1 + round % 2))), "to and fro");
    }

    #[test]
    fn the_second_time_a_rule_is_left_out_everywhere() {
        let (a, b, c) = (Path::new("a.txt"), Path::new("b.txt"), Path::new("c.txt"));
        let mut left_out = LeftOut::default();
        left_out.add(vec![(RULE.to_owned(), a.into()), (RULE.to_owned(), b.into())]);
        assert!(left_out.has(RULE, a) && left_out.has(RULE, b) && !left_out.has(RULE, c));
        left_out.add(vec![(RULE.to_owned(), c.into())]);
        assert!(left_out.has(RULE, Path::new("d.txt")) && !left_out.has("studio/other", a));
        let [sentence] = &left_out.sentences()[..] else { panic!("one for each rule") };
        assert!(sentence.starts_with("a.txt and 2 more: the fixes of studio/rule"), "{sentence}");
    }
}
