//! Mistakes in a `[[rule]]`, told where they stand.

use expect_test::expect;

use super::conditional::CONDITIONAL;
use super::consistency::CONSISTENCY;
use super::existence::EXISTENCE;
use super::metric::METRIC;
use super::occurrence::OCCURRENCE;
use super::refused;
use super::substitution::SUBSTITUTION;

#[test]
fn mistakes_are_told_where_they_stand() {
    refused(
        "[[rule]]\ncheck = \"existense\"\nseverity = \"eror\"",
        expect![[r#"
        studio.toml:1:1: `rule.id` is missing
        studio.toml:2:9: `rule.check` cannot be `existense` (did you mean `existence`?)
        studio.toml:3:12: `rule.severity` cannot be `eror` (did you mean `error`?)
    "#]],
    );
    refused(
        "[[rule]]\nid = \"No Slash\"",
        expect![[r#"
        studio.toml:1:1: `rule.check` is missing (known here: existence, substitution, occurrence, conditional, consistency, metric)
        studio.toml:2:6: `No Slash` is no name for a rule (a prefix of your own, a slash, small letters: "studio/no-artist-names")
    "#]],
    );
    refused(
        &format!("{METRIC}{METRIC}"),
        expect![[r#"
        studio.toml:13:6: `aoi/caption-length` is declared twice in this file
    "#]],
    );
}

#[test]
fn keys_and_patterns_are_read_with_care() {
    refused(
        &EXISTENCE.replace("tokens", "token"),
        expect![[r#"
        studio.toml:2:1: `rule.tokens` is missing (tokens = ["by [a-z .]+"]: what to look for)
        studio.toml:8:1: unknown key `token` in `rule` (did you mean `tokens`?)
    "#]],
    );
    refused(
        &EXISTENCE.replace("\"by night\"", "\"by (night\""),
        expect![[r#"
        studio.toml:9:15: `by (night` is no usable pattern: unclosed group
    "#]],
    );
    refused(
        &EXISTENCE.replace("\"by night\"", "\"(?=by) night\", \"a)(b\", \"\""),
        expect![[r#"
        studio.toml:9:15: `(?=by) night` is no usable pattern: look-around, including look-ahead and look-behind, is not supported (say what is fine in `exceptions` instead of looking ahead or behind)
        studio.toml:9:31: `a)(b` is no usable pattern: unopened group
        studio.toml:9:39: `` is no usable pattern: it is empty
    "#]],
    );
    refused(
        &EXISTENCE.replace("\"by night\"", "\"(a{1000}){1000}\""),
        expect![[r#"
        studio.toml:9:15: `(a{1000}){1000}` is no usable pattern: it would take more than 1 MiB of memory
    "#]],
    );
    refused(
        &EXISTENCE.replace("{match}", "{mach} {replacement}"),
        expect![[r#"
        studio.toml:6:11: there is nothing to put for `{mach}` in this rule (did you mean `match`?)
        studio.toml:6:11: there is nothing to put for `{replacement}` in this rule (known here: match)
    "#]],
    );
    refused(
        &EXISTENCE.replace("\"tag\"", "\"dataset\"").replace("remove-tag", "remove"),
        expect![[r#"
        studio.toml:5:9: `rule.scope` cannot be `dataset` (known here: tag, caption, file-name)
        studio.toml:10:7: `rule.fix` cannot be `remove` (known here: remove-tag)
    "#]],
    );
}

#[test]
fn what_makes_no_sense_together_is_refused() {
    refused(
        &SUBSTITUTION.replace("\"school uniform\"", "\"pony tail, bow\""),
        expect![[r#"
        studio.toml:11:19: `pony tail, bow` is swapped for `ponytail` in turn (write the last word of the chain here)
    "#]],
    );
    refused(
        &OCCURRENCE.replace("min = 1\nmax = 1", "min = 3\nmax = -1"),
        expect![[r#"
        studio.toml:10:7: `rule.max` must be between 0 and 1000000, not -1
    "#]],
    );
    refused(
        &OCCURRENCE.replace("min = 1\nmax = 1", "min = 3\nmax = 1"),
        expect![[r#"
        studio.toml:9:7: `min` is 3, more than `max`
    "#]],
    );
    refused(
        &OCCURRENCE.replace("min = 1\nmax = 1", ""),
        expect![[r#"
        studio.toml:2:1: this rule needs `min` or `max` (min = 1 asks for at least one, max = 1 for at most one)
    "#]],
    );
    refused(
        &CONDITIONAL.replace("\"weapon\"", "\"weapons?\""),
        expect![[r#"
        studio.toml:10:7: `then` is a pattern, not a tag to add (append = "weapon": the one tag to add, which `then` has to match)
    "#]],
    );
    refused(
        &CONSISTENCY.replace("\"fox ears\", ", ""),
        expect![[r#"
        studio.toml:8:54: there is nothing to choose between (each list names two or more words for one thing)
    "#]],
    );
    refused(
        &METRIC.replace("\"tags\"", "\"images\""),
        expect![[r#"
        studio.toml:5:9: this metric is one of a dataset (scope = "dataset")
    "#]],
    );
}

#[test]
fn tables_below_a_rule_are_read_with_care() {
    refused(
        &format!("{METRIC}where = {{ pth = \"[\" }}\n"),
        expect![[r#"
        studio.toml:11:9: `rule.where` needs `path` (where = { path = "npc_*/**" })
        studio.toml:11:11: unknown key `pth` in `rule.where` (did you mean `path`?)
    "#]],
    );
    refused(
        &format!("{METRIC}[[rule.case]]\ncaption = \"a\"\nexpects = 1\n"),
        expect![[r#"
        studio.toml:11:1: `rule.case.expect` is missing (expect = 1: the number of findings, 0 for none)
        studio.toml:13:1: unknown key `expects` in `rule.case` (did you mean `expect`?)
    "#]],
    );
}
