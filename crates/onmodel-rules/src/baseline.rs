//! The baseline: findings known on the day a repository began to be checked, so that only new ones
//! fail. It holds no line numbers, and may only shrink.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::judge::Judgement;
use crate::{Facts, Finding, RuleSet};
use onmodel_dataset::paths::slashed;

/// The version of the file's shape.
const VERSION: u32 = 1;

/// A known finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// Its file in the dataset; `.` for the dataset itself.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// Its stable name.
    pub fingerprint: String,
}

/// Known findings by dataset: its folder, relative to the baseline's own, with forward slashes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    datasets: BTreeMap<String, Vec<Known>>,
}

impl Default for Baseline {
    fn default() -> Self {
        Self { version: VERSION, datasets: BTreeMap::new() }
    }
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// What keeps the text from being one.
    pub fn parse(text: &str) -> Result<Self, String> {
        let baseline: Self = serde_json::from_str(text).map_err(|fault| fault.to_string())?;
        match baseline.version {
            VERSION => Ok(baseline),
            other => Err(format!("it is of version {other}, this program knows {VERSION}")),
        }
    }

    /// The file's text: one finding a line, so that a change reads well in a review.
    pub fn to_text(&self) -> String {
        let line = |known: &Known| {
            // A struct of three texts is never refused.
            format!("      {}", serde_json::to_string(known).unwrap_or_default())
        };
        let set = |(folder, known): (&String, &Vec<Known>)| {
            let lines: Vec<String> = known.iter().map(line).collect();
            let folder = serde_json::Value::from(folder.as_str());
            format!("    {folder}: [\n{}\n    ]", lines.join(",\n"))
        };
        let sets: Vec<String> = self.datasets.iter().map(set).collect();
        let sets =
            if sets.is_empty() { String::new() } else { format!("\n{}\n  ", sets.join(",\n")) };
        format!("{{\n  \"version\": {VERSION},\n  \"datasets\": {{{sets}}}\n}}\n")
    }

    /// How many findings it knows.
    pub fn count(&self) -> usize {
        self.datasets.values().map(Vec::len).sum()
    }

    /// The datasets it knows findings of.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.datasets.keys().map(String::as_str)
    }

    /// Forgets a dataset that is no more; how many findings went with it.
    pub fn forget(&mut self, folder: &str) -> usize {
        self.datasets.remove(folder).map_or(0, |known| known.len())
    }

    /// Takes the known findings out of a judgement, and those that are no more out of the baseline;
    /// how many those are. What a rule that did not run once found is kept, and what a file above
    /// the set locks is never known.
    pub fn apply(
        &mut self,
        folder: &str,
        facts: &Facts,
        rules: &RuleSet,
        judgement: &mut Judgement,
    ) -> usize {
        let Some(known) = self.datasets.get_mut(folder) else { return 0 };
        let names: BTreeSet<&str> = known.iter().map(|one| one.fingerprint.as_str()).collect();
        let is_known = |finding: &Arc<Finding>| {
            names.contains(finding.fingerprint.as_str()) && !is_locked(facts, &finding.rule)
        };
        let (old, new): (Vec<_>, Vec<_>) =
            std::mem::take(&mut judgement.findings).into_iter().partition(is_known);
        judgement.findings = new;
        judgement.baselined = old.len();
        let found: BTreeSet<&str> = old.iter().map(|one| one.fingerprint.as_str()).collect();
        let ran = |name: &str| rules.rules().iter().any(|rule| rule.meta.name == name);
        let before = known.len();
        known.retain(|one| found.contains(one.fingerprint.as_str()) || !ran(&one.rule));
        let gone = before - known.len();
        if known.is_empty() {
            self.datasets.remove(folder);
        }
        gone
    }

    /// Knows all that was found in a dataset from now on, and nothing it knew of it before but what
    /// rules found that did not run.
    pub fn record(&mut self, folder: &str, facts: &Facts, rules: &RuleSet, judgement: &Judgement) {
        let ran = |name: &str| rules.rules().iter().any(|rule| rule.meta.name == name);
        let before = self.datasets.remove(folder).unwrap_or_default();
        let mut known: Vec<Known> = before.into_iter().filter(|one| !ran(&one.rule)).collect();
        let new = judgement.findings.iter().filter(|one| !is_locked(facts, &one.rule));
        known.extend(new.map(|one| Known {
            path: path_in(facts, &one.path),
            rule: one.rule.clone(),
            fingerprint: one.fingerprint.clone(),
        }));
        known.sort();
        known.dedup();
        if !known.is_empty() {
            self.datasets.insert(folder.to_owned(), known);
        }
    }

    /// The findings known here and not in `before`, with their datasets.
    pub fn grown<'a>(&'a self, before: &'a Self) -> impl Iterator<Item = (&'a str, &'a Known)> {
        self.datasets.iter().flat_map(move |(folder, known)| {
            let old = before.datasets.get(folder);
            let is_new = move |one: &&Known| {
                old.is_none_or(|old| old.iter().all(|old| old.fingerprint != one.fingerprint))
            };
            known.iter().filter(is_new).map(|one| (folder.as_str(), one))
        })
    }
}

fn is_locked(facts: &Facts, rule: &str) -> bool {
    facts.context.settings.lock(rule).is_some()
}

fn path_in(facts: &Facts, path: &Path) -> String {
    match facts.dataset.relative(path) {
        Some(path) if path.as_os_str().is_empty() => ".".to_owned(),
        Some(path) => slashed(path),
        None => path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Selection, fixture};

    const SET: &str = "[dataset]\ntrigger = \"krstl\"\n[[image]]\nfile = \"1.png\"\ncaption = \"standing\"\n[[image]]\nfile = \"2.png\"\ncaption = \"krstl,, sitting\"\n";

    fn judged(set: &str) -> (Facts, RuleSet, Judgement) {
        let facts = fixture::facts(set);
        let settings = &facts.context.settings;
        let config =
            crate::config::read(settings, Path::new("set"), Vec::new(), &Selection::default());
        (facts, config.unwrap().rules, fixture::judgement(set, &Selection::default()))
    }

    #[test]
    fn what_is_recorded_is_known_and_read_back() {
        let (facts, rules, judgement) = judged(SET);
        let mut baseline = Baseline::default();
        baseline.record("sets/a", &facts, &rules, &judgement);
        let mut read = Baseline::parse(&baseline.to_text()).unwrap();
        assert_eq!(read, baseline);
        let mut again = judgement.clone();
        assert_eq!(read.apply("sets/a", &facts, &rules, &mut again), 0);
        assert_eq!((again.findings.len(), again.baselined), (0, judgement.findings.len()));
        let mut elsewhere = judgement.clone();
        read.apply("sets/b", &facts, &rules, &mut elsewhere);
        assert_eq!(elsewhere, judgement, "another set's findings are not known");
    }

    #[test]
    fn what_was_mended_is_known_no_more() {
        let (facts, rules, judgement) = judged(SET);
        let mut baseline = Baseline::default();
        baseline.record("a", &facts, &rules, &judgement);
        let before = baseline.clone();
        let (facts, rules, mut mended) = judged(&SET.replace(",,", ","));
        assert_eq!(baseline.apply("a", &facts, &rules, &mut mended), 1);
        assert_eq!(baseline.count(), before.count() - 1);
        assert_eq!(baseline.grown(&before).count(), 0);
        assert_eq!(before.grown(&baseline).count(), 1);
    }

    #[test]
    fn what_is_locked_is_never_known() {
        let set = format!("lock = [\"trigger-missing\"]\n{SET}");
        let (facts, rules, judgement) = judged(&set);
        let mut baseline = Baseline::default();
        baseline.record("a", &facts, &rules, &judgement);
        let mut again = judgement.clone();
        baseline.apply("a", &facts, &rules, &mut again);
        let left: Vec<&str> = again.findings.iter().map(|one| one.rule.as_str()).collect();
        assert_eq!(left, ["trigger-missing"]);
    }

    #[test]
    fn an_empty_baseline_is_one() {
        let empty = Baseline::default();
        assert_eq!(Baseline::parse(&empty.to_text()).unwrap(), empty);
        assert!(Baseline::parse("{\"version\": 2, \"datasets\": {}}").is_err());
    }
}
