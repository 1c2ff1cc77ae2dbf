//! What a change of a configuration lets pass that did not pass before.
//!
//! Two versions of one file are compared table by table. What makes the check milder is told: a new
//! `[[ignore]]`, a lowered level, a widened option, a lock, a declared rule or a plugin taken away, a
//! lower score, files left out. What makes it stricter is nobody's worry.

mod levels;
mod tables;

use onmodel_dataset::Layer;
use onmodel_dataset::config::Value as Toml;
use serde_json::Value;

/// One thing that is milder now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weakening {
    /// The rule concerned, or `score`, `dataset`, `lock`.
    pub about: String,
    /// What is milder, in a sentence without its full stop.
    pub what: String,
}

impl Weakening {
    fn new(about: impl Into<String>, what: impl Into<String>) -> Self {
        Self { about: about.into(), what: what.into() }
    }
}

/// Everything that is milder in a file than it was. `None` is a file that is not there.
pub fn weakened(before: Option<&Layer>, now: Option<&Layer>) -> Vec<Weakening> {
    let (before, now) = (Document::of(before), Document::of(now));
    let mut found = tables::ignores(&before, &now);
    found.extend(levels::rules(&before, &now));
    found.extend(levels::overrides(&before, &now));
    found.extend(tables::declared(&before, &now));
    found.extend(tables::plugins(&before, &now));
    found.extend(tables::locks(&before, &now));
    found.extend(tables::score(&before, &now));
    found.extend(tables::dataset(&before, &now));
    found
}

/// A file as plain values.
struct Document(Value);

impl Document {
    fn of(layer: Option<&Layer>) -> Self {
        let table = |layer: &Layer| Toml::to_json(&layer.document.value);
        Self(layer.map_or(Value::Null, table))
    }

    /// The items of a list at a place; none where there is no list.
    fn list(&self, pointer: &str) -> &[Value] {
        self.0.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    fn number(&self, pointer: &str) -> Option<f64> {
        self.0.pointer(pointer)?.as_f64()
    }
}

/// A list of texts as a person reads it.
fn words(list: &Value) -> String {
    let items = list.as_array().into_iter().flatten().filter_map(Value::as_str);
    items.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(before: &str, now: &str, expected: Expect) {
        let layer =
            |text: &str| Layer::parse("onmodel.toml".into(), "/".into(), text.as_bytes()).unwrap();
        let found = weakened(Some(&layer(before)), Some(&layer(now)));
        let lines = found.iter().map(|one| format!("{}: {}\n", one.about, one.what));
        expected.assert_eq(&lines.collect::<String>());
    }

    #[test]
    fn a_new_ignore_is_told_and_a_longer_one_too() {
        check(
            "[[ignore]]\nrules = [\"caption-vague\"]\nreason = \"old\"\nuntil = 2026-01-01\n",
            "[[ignore]]\nrules = [\"caption-vague\"]\nreason = \"old\"\nuntil = 2027-01-01\n[[ignore]]\nfiles = [\"03.txt\"]\nrules = [\"caption-contradiction\"]\nreason = \"she winks\"\n",
            expect![[r#"
                caption-vague: ignored until 2027-01-01: old
                caption-contradiction: ignored in 03.txt: she winks
            "#]],
        );
    }

    #[test]
    fn levels_are_held_against_what_they_were() {
        check(
            "[rules]\nimage-duplicate = \"error\"\ncaption-vague = \"off\"\ncaption-multiline = \"error\"\n",
            "[rules]\nimage-duplicate = \"warning\"\ncaption-vague = \"warning\"\ntrigger-missing = { severity = \"hint\" }\n",
            expect![[r#"
                caption-multiline: lowered from error to warning
                image-duplicate: lowered from error to warning
                trigger-missing: lowered from error to hint
            "#]],
        );
    }

    #[test]
    fn options_are_held_against_what_they_allow() {
        check(
            "[rules]\nimage-too-small = { min = 1024 }\ndataset-too-large = { max = 20 }\nimage-not-square = { allow = [\"portrait\"] }\ndataset-too-small = { min = 5 }\n",
            "[rules]\nimage-too-small = { min = 512 }\ndataset-too-large = { max = 10 }\nimage-not-square = { allow = [\"landscape\", \"portrait\"] }\ndataset-too-small = { min = 7 }\ncaption-multiline = { alternatives = true }\n",
            expect![[r#"
                caption-multiline: `alternatives` was the rule's own, is true
                image-not-square: `allow` was ["portrait"], is ["landscape","portrait"]
                image-too-small: `min` was 1024, is 512
            "#]],
        );
    }

    #[test]
    fn overrides_declared_rules_locks_scores_and_excludes_count() {
        check(
            "lock = [\"score\", \"image-duplicate\"]\n[score]\nmin = 80\n[[rule]]\nid = \"studio/a\"\nlevel = \"error\"\n[traits]\nvary = [\"pose\", \"view\"]\n",
            "lock = [\"image-duplicate\"]\n[score]\nmin = 60\n[dataset]\nexclude = [\"refs/**\"]\n[traits]\nvary = [\"pose\"]\n[[override]]\nfiles = [\"npc_*/**\"]\nrules = { dataset-too-small = \"off\", image-duplicate = \"error\" }\n",
            expect![[r#"
                dataset-too-small: lowered from warning to off for npc_*/**
                studio/a: no longer declared
                lock: `score` is no longer locked
                score: the score needed was 80, is 60
                dataset: leaves out refs/**
                traits: captions need not name view any more
            "#]],
        );
    }

    #[test]
    fn a_plugin_that_goes_or_speaks_softly_counts() {
        check(
            "[plugins.gone]\npath = \"a\"\n[plugins.moved]\npath = \"a\"\n[plugins.told]\npath = \"a\"\noptions = { banned = [\"night\"] }\n[plugins.same]\npath = \"a\"\n[rules]\n\"studio/was\" = \"error\"\n\"studio/off\" = \"off\"\n",
            "[plugins.moved]\npath = \"b\"\n[plugins.told]\npath = \"a\"\n[plugins.same]\npath = \"a\"\n[rules]\n\"studio/is\" = \"off\"\n\"studio/harder\" = \"error\"\n",
            expect![[r#"
                studio/is: lowered from its own level to off
                studio/was: lowered from error to its own level
                plugins.gone: no longer run
                plugins.moved: run from b, was from a
                plugins.told: run with other options
            "#]],
        );
    }

    #[test]
    fn a_stricter_file_is_nobodys_worry() {
        check(
            "[score]\nmin = 60\n[rules]\nimage-too-small = { min = 1024 }\n",
            "lock = [\"score\"]\n[score]\nmin = 80\n[rules]\ncaption-vague = \"error\"\nimage-too-small = { min = 2048 }\n",
            expect![[r#""#]],
        );
    }

    #[test]
    fn a_file_taken_away_takes_its_demands_away() {
        let layer = Layer::parse("x".into(), "/".into(), b"[score]\nmin = 80\n").unwrap();
        assert_eq!(weakened(Some(&layer), None).len(), 1);
        assert!(weakened(None, Some(&layer)).is_empty());
    }
}
