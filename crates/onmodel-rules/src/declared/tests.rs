//! What declared rules find, mend and refuse.

use std::path::Path;
use std::sync::Arc;

use expect_test::{Expect, expect};
use onmodel_dataset::Settings;
use onmodel_dataset::config::Layer;

use super::{Case, Declared, read};

const EXISTENCE: &str = r#"
[[rule]]
id = "aoi/no-artist-names"
check = "existence"
scope = "tag"
message = "`{match}` names an artist; the studio does not train on names"
severity = "error"
tokens = ["by [a-z .]+", "artist:.*", "drawn by .*"]
exceptions = ["by night"]
fix = "remove-tag"
"#;

const SUBSTITUTION: &str = r#"
[[rule]]
id = "aoi/spelling-of-parts"
check = "substitution"
scope = "tag"
message = "write `{replacement}`, not `{match}`"
severity = "warning"
[rule.swap]
"pony ?tail|pony-tail" = "ponytail"
"(light|pale) blue eyes" = "blue eyes"
"school outfit" = "school uniform"
"masterpiece|best quality" = ""
"#;

const OCCURRENCE: &str = r#"
[[rule]]
id = "aoi/one-framing-tag"
check = "occurrence"
scope = "caption"
message = "{count} framing tags; a caption needs exactly one"
severity = "warning"
tokens = ["close-up", "portrait", "upper body", "cowboy shot", "full body"]
min = 1
max = 1
"#;

const CONDITIONAL: &str = r#"
[[rule]]
id = "aoi/sword-needs-weapon"
check = "conditional"
scope = "caption"
message = "`{match}` without `weapon`"
severity = "hint"
if = "holding sword|katana"
then = "weapon"
fix = "append-tag"
"#;

const CONSISTENCY: &str = r#"
[[rule]]
id = "aoi/one-word-for-hair"
check = "consistency"
scope = "dataset"
message = "`{match}` here, but the rest of the set says `{majority}`"
severity = "warning"
either = [["silver hair", "grey hair", "gray hair"], ["fox ears", "animal ears"]]
fix = "replace"
"#;

const METRIC: &str = r#"
[[rule]]
id = "aoi/caption-length"
check = "metric"
scope = "caption"
message = "{value} tags; keep between {min} and {max}"
severity = "hint"
metric = "tags"
min = 2
max = 4
"#;

const PER_TAG: &str = r#"
[[rule]]
id = "aoi/no-lonely-tag"
check = "metric"
metric = "images-per-tag"
message = "`{match}` stands in {value} caption only; {min} are needed to learn it"
exceptions = ["solo"]
min = 2
"#;

fn settings(layers: &[(&str, &str)]) -> Settings {
    let folder =
        std::path::absolute("no-such-folder-for-tests").expect("there is a working folder");
    let layer = |(path, text): &(&str, &str)| {
        let layer = Layer::parse(path.into(), folder.clone(), text.as_bytes());
        Arc::new(layer.unwrap_or_else(|errors| panic!("{}", errors[0])))
    };
    Settings { layers: layers.iter().map(layer).collect(), ..Settings::default() }
}

fn declared(text: &str) -> Vec<Declared> {
    read(&settings(&[("studio.toml", text)]), Path::new("no-such-folder-for-tests/set"))
        .unwrap_or_else(|errors| panic!("{}", errors[0]))
}

fn case(captions: &[&str]) -> Case {
    Case {
        captions: captions.iter().map(|text| (*text).to_owned()).collect(),
        file_name: None,
        expect: 0,
        fixed: None,
        span: onmodel_caption::Span::at(0),
    }
}

/// What the one rule says of a set, and what its fixes make of it.
fn check(rule: &str, captions: &[&str], expect: Expect) {
    let declared = &declared(rule)[0];
    let case = case(captions);
    let mut shown = case.said(&declared.rule);
    for (before, after) in case.captions.iter().zip(case.mended(&declared.rule)) {
        if *before != after {
            shown.push_str(&format!("{before:?} -> {after:?}\n"));
        }
    }
    expect.assert_eq(&shown);
}

fn refused(text: &str, expect: Expect) {
    let root = Path::new("no-such-folder-for-tests/set");
    let errors = read(&settings(&[("studio.toml", text)]), root).err().unwrap_or_default();
    let told: Vec<String> = errors
        .iter()
        .map(|error| {
            let help = error.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
            format!("{error}{help}\n")
        })
        .collect();
    expect.assert_eq(&told.concat());
}

#[test]
fn words_that_must_not_stand_there() {
    for captions in [
        "krstl, by greg rutkowski, smiling",
        "krstl, By_Greg_Rutkowski.",
        "artist:wlop",
        "krstl, artist:wlop, by someone",
    ] {
        let case = case(&[captions]);
        assert!(!case.said(&declared(EXISTENCE)[0].rule).is_empty(), "{captions}");
    }
    check(EXISTENCE, &["krstl, by night, standing by the river"], expect![]);
    check(
        EXISTENCE,
        &["krstl, by greg rutkowski, smiling"],
        expect![[r#"
            Caption(0, Some(Span { start: 7, end: 24 })): `by greg rutkowski` names an artist; the studio does not train on names [Unsafe: remove "by greg rutkowski"]
            "krstl, by greg rutkowski, smiling" -> "krstl, smiling"
        "#]],
    );
    check(
        EXISTENCE,
        &["krstl, artist:wlop\r\ndrawn by aoi, By_Someone."],
        expect![[r#"
            Caption(0, Some(Span { start: 7, end: 18 })): `artist:wlop` names an artist; the studio does not train on names [Unsafe: remove "artist:wlop"]
            Caption(0, Some(Span { start: 20, end: 32 })): `drawn by aoi` names an artist; the studio does not train on names [Unsafe: remove "drawn by aoi"]
            Caption(0, Some(Span { start: 34, end: 44 })): `By_Someone` names an artist; the studio does not train on names [Unsafe: remove "By_Someone"]
            "krstl, artist:wlop\r\ndrawn by aoi, By_Someone." -> "krstl"
        "#]],
    );
    check(EXISTENCE, &["a portrait of krstl by someone"], expect![]);
}

#[test]
fn words_in_prose_and_in_file_names() {
    let prose = "[[rule]]\nid = \"a/b\"\ncheck = \"existence\"\nscope = \"caption\"\n\
                 message = \"`{match}`\"\ntokens = [\"beautiful\", \"stunning\"]\nexceptions = [\"beautiful mess\"]";
    check(
        prose,
        &["A Beautiful woman, stunning_dress, unbeautiful, a beautiful mess."],
        expect![[r#"
            Caption(0, Some(Span { start: 2, end: 11 })): `Beautiful`
            Caption(0, Some(Span { start: 19, end: 27 })): `stunning`
        "#]],
    );
    let exact = format!("{prose}\nmatch-case = true");
    check(
        &exact,
        &["A Beautiful woman, beautiful"],
        expect![[r#"
        Caption(0, Some(Span { start: 19, end: 28 })): `beautiful`
    "#]],
    );
    let names = "[[rule]]\nid = \"a/b\"\ncheck = \"existence\"\nscope = \"file-name\"\n\
                 message = \"`{match}` is no final name\"\ntokens = [\"final\", \"copy\"]";
    let mut shot = case(&[]);
    shot.file_name = Some("kestrel_Final_2.png".to_owned());
    expect![[r#"
        Image(0): `Final` is no final name
    "#]]
    .assert_eq(&shot.said(&declared(names)[0].rule));
}

#[test]
fn words_to_be_written_otherwise() {
    check(
        SUBSTITUTION,
        &["krstl, pony tail, pale blue eyes"],
        expect![[r#"
            Caption(0, Some(Span { start: 7, end: 16 })): write `ponytail`, not `pony tail` [Unsafe: replace "pony tail" by "ponytail"]
            Caption(0, Some(Span { start: 18, end: 32 })): write `blue eyes`, not `pale blue eyes` [Unsafe: replace "pale blue eyes" by "blue eyes"]
            "krstl, pony tail, pale blue eyes" -> "krstl, ponytail, blue eyes"
        "#]],
    );
    check(
        SUBSTITUTION,
        &["krstl, ponytail, Pony_Tail, pony-tail"],
        expect![[r#"
            Caption(0, Some(Span { start: 17, end: 26 })): write `ponytail`, not `Pony_Tail` [Unsafe: replace "Pony_Tail" by "ponytail"]
            Caption(0, Some(Span { start: 28, end: 37 })): write `ponytail`, not `pony-tail` [Unsafe: replace "pony-tail" by "ponytail"]
            "krstl, ponytail, Pony_Tail, pony-tail" -> "krstl, ponytail"
        "#]],
    );
    check(
        SUBSTITUTION,
        &["krstl, masterpiece, best quality, school outfit."],
        expect![[r#"
            Caption(0, Some(Span { start: 7, end: 18 })): write ``, not `masterpiece` [Unsafe: remove "masterpiece"]
            Caption(0, Some(Span { start: 20, end: 32 })): write ``, not `best quality` [Unsafe: remove "best quality"]
            Caption(0, Some(Span { start: 34, end: 47 })): write `school uniform`, not `school outfit` [Unsafe: replace "school outfit" by "school uniform"]
            "krstl, masterpiece, best quality, school outfit." -> "krstl, school uniform."
        "#]],
    );
    check(SUBSTITUTION, &["krstl, ponytail, blue eyes, long pony tail"], expect![]);
    let prose = "[[rule]]\nid = \"a/b\"\ncheck = \"substitution\"\nscope = \"caption\"\n\
                 message = \"{match}: {replacement}\"\nswap = { \"girl\" = \"woman\", \"very nice\" = \"nice\" }";
    check(
        prose,
        &["A girl waves. The girls wave."],
        expect![[r#"
            Caption(0, Some(Span { start: 2, end: 6 })): girl: woman [Unsafe: replace "girl" by "woman"]
            "A girl waves. The girls wave." -> "A woman waves. The girls wave."
        "#]],
    );
    check(
        prose,
        &["a very very nice girl"],
        expect![[r#"
        Caption(0, Some(Span { start: 7, end: 16 })): very nice: nice [Assist: replace "very nice" by "nice"]
        Caption(0, Some(Span { start: 17, end: 21 })): girl: woman [Assist: replace "girl" by "woman"]
    "#]],
    );
}

#[test]
fn so_many_and_no_more() {
    check(OCCURRENCE, &["krstl, portrait, smiling"], expect![]);
    check(
        OCCURRENCE,
        &["krstl, smiling"],
        expect![[r#"
        Caption(0, None): 0 framing tags; a caption needs exactly one
    "#]],
    );
    check(
        OCCURRENCE,
        &["krstl, Upper_Body, portrait"],
        expect![[r#"
        Caption(0, Some(Span { start: 19, end: 27 })): 2 framing tags; a caption needs exactly one
          + Caption(0, Some(Span { start: 7, end: 17 })): also here
    "#]],
    );
    let set = OCCURRENCE.replace("\"caption\"", "\"dataset\"").replace("min = 1", "min = 2");
    let set = set.replace("max = 1", "max = 3").replace("exactly one", "{min} to {max}");
    check(
        &set,
        &["portrait", "smiling"],
        expect![[r#"
        Set: 1 framing tags; a caption needs 2 to 3
    "#]],
    );
    check(&set, &["portrait", "full body, portrait", "smiling"], expect![]);
    check(
        &set,
        &["portrait", "portrait", "portrait", "portrait"],
        expect![[r#"
        Set: 4 framing tags; a caption needs 2 to 3
          + Caption(0, Some(Span { start: 0, end: 8 })): here
          + Caption(1, Some(Span { start: 0, end: 8 })): here
          + Caption(2, Some(Span { start: 0, end: 8 })): here
          + Caption(3, Some(Span { start: 0, end: 8 })): here
    "#]],
    );
}

#[test]
fn one_asks_for_the_other() {
    check(
        CONDITIONAL,
        &["krstl, holding_sword, smiling."],
        expect![[r#"
            Caption(0, Some(Span { start: 7, end: 20 })): `holding_sword` without `weapon` [Unsafe: add "weapon" at the end]
            "krstl, holding_sword, smiling." -> "krstl, holding_sword, smiling, weapon."
        "#]],
    );
    check(
        CONDITIONAL,
        &["krstl, katana, holding sword"],
        expect![[r#"
            Caption(0, Some(Span { start: 7, end: 13 })): `katana` without `weapon` [Unsafe: add "weapon" at the end]
            "krstl, katana, holding sword" -> "krstl, katana, holding sword, weapon"
        "#]],
    );
    check(CONDITIONAL, &["krstl, katana, weapon"], expect![]);
    check(CONDITIONAL, &["krstl, smiling"], expect![]);
    let append =
        CONDITIONAL.replace("then = \"weapon\"", "then = \"weapons?\"\nappend = \"weapon\"");
    check(
        &append,
        &["katana", "katana, weapons"],
        expect![[r#"
            Caption(0, Some(Span { start: 0, end: 6 })): `katana` without `weapon` [Unsafe: add "weapon" at the end]
            "katana" -> "katana, weapon"
        "#]],
    );
}

#[test]
fn one_word_for_one_thing() {
    check(
        CONSISTENCY,
        &["krstl, silver hair", "krstl, Silver_Hair", "krstl, grey hair", "krstl, fox ears"],
        expect![[r#"
            Caption(2, Some(Span { start: 7, end: 16 })): `grey hair` here, but the rest of the set says `silver hair` [Unsafe: replace "grey hair" by "silver hair"]
            "krstl, grey hair" -> "krstl, silver hair"
        "#]],
    );
    check(
        CONSISTENCY,
        &["silver hair", "silver hair", "silver hair, gray hair"],
        expect![[r#"
        Caption(2, Some(Span { start: 13, end: 22 })): `gray hair` here, but the rest of the set says `silver hair`
    "#]],
    );
    check(
        CONSISTENCY,
        &["grey hair", "silver hair"],
        expect![[r#"
            Caption(0, Some(Span { start: 0, end: 9 })): `grey hair` here, but the rest of the set says `silver hair` [Unsafe: replace "grey hair" by "silver hair"]
            "grey hair" -> "silver hair"
        "#]],
    );
    check(CONSISTENCY, &["grey hair", "grey hair, animal ears"], expect![]);
}

#[test]
fn a_number_within_bounds() {
    check(
        METRIC,
        &["krstl, a, b", "krstl", "krstl, a, b,, c, d", ""],
        expect![[r#"
        Caption(1, None): 1 tags; keep between 2 and 4
        Caption(2, None): 5 tags; keep between 2 and 4
        Caption(3, None): 0 tags; keep between 2 and 4
    "#]],
    );
    check(
        PER_TAG,
        &["krstl, solo, smiling", "krstl, Smiling, red_hair", "krstl"],
        expect![[r#"
        Caption(1, Some(Span { start: 16, end: 24 })): `red_hair` stands in 1 caption only; 2 are needed to learn it
    "#]],
    );
    for (metric, value) in
        [("words", 3), ("characters", 12), ("bytes", 13), ("lines", 2), ("tokens", 6)]
    {
        let rule = METRIC.replace("\"tags\"", &format!("\"{metric}\""));
        let rule = rule.replace("min = 2\nmax = 4", "max = 0");
        let said = case(&["é bb,\ncccccc"]).said(&declared(&rule)[0].rule);
        assert!(said.contains(&format!("{value} tags")), "{metric}: {said}");
    }
}

#[test]
fn a_nearer_rule_replaces_a_farther_one() {
    let near = "[[rule]]\nid = \"aoi/caption-length\"\ncheck = \"metric\"\nmetric = \"tags\"\nmax = 1\nmessage = \"near\"";
    let far = format!("{METRIC}{PER_TAG}");
    let settings = settings(&[("set/onmodel.toml", near), ("studio.toml", &far)]);
    let rules = super::rules(&settings, Path::new("set")).unwrap_or_default();
    let shown: Vec<String> =
        rules.iter().map(|rule| format!("{} {}", rule.meta.name, rule.source)).collect();
    expect![[r#"
        aoi/caption-length declared:set/onmodel.toml
        aoi/no-lonely-tag declared:studio.toml"#]]
    .assert_eq(&shown.join("\n"));
}

#[test]
fn the_documentation_tells_where_a_rule_comes_from() {
    let text = format!(
        "{EXISTENCE}description = \"No artist's name is trained on.\"\n\
         [[rule.case]]\ncaption = \"krstl, by wlop\"\nexpect = 1\nfixed = \"krstl\"\n\
         [[rule.case]]\ncaption = \"krstl, by night\"\nexpect = 0\n"
    );
    let declared = &declared(&text)[0];
    assert!(declared.cases.iter().all(|case| case.run(&declared.rule) == super::Outcome::Fine));
    expect![[r#"
        No artist's name is trained on.

        ## What it checks
        Words that must not stand there. It is declared in `studio.toml` (existence, scope tag) and says:

        > `{match}` names an artist; the studio does not train on names

        ## Example
        ```caption bad
        krstl, by wlop
        ```
        ```caption fixed
        krstl
        ```
        ```caption good
        krstl, by night
        ```"#]].assert_eq(&declared.rule.meta.markdown());
}

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

#[test]
fn a_rule_may_be_about_some_files_only() {
    let text = format!("{METRIC}where = {{ path = \"**/10_aoi*/**\" }}\n");
    let settings = settings(&[("studio.toml", &text)]);
    for (root, relative, takes) in [
        ("no-such-folder-for-tests/set", "10_aoi_armor/1.txt", true),
        ("no-such-folder-for-tests/set/10_aoi", "1.txt", true),
        ("no-such-folder-for-tests/set", "5_aoi/1.txt", false),
        ("elsewhere", "10_aoi/1.txt", true),
        ("elsewhere", "1.txt", false),
    ] {
        let layer = &settings.layers[0];
        let sink = onmodel_dataset::config::Sink::new(layer);
        let mut document = super::TableReader::document(&sink).expect("a table");
        let mut table = document.tables("rule").remove(0);
        let filter = super::filter::Filter::read(&mut table, Path::new(root));
        assert_eq!(filter.takes(Path::new(relative)), takes, "{root} {relative}");
    }
}

/// The example that ships.
const SHIPPED: &str = include_str!("../../../../plugins/declared-rules/studio.toml");

#[test]
fn the_shipped_example_keeps_its_word() {
    let rules = declared(SHIPPED);
    assert_eq!(rules.len(), super::spec::CHECKS.len());
    for one in rules {
        assert!(one.cases.len() > usize::from(one.rule.meta.name != "aoi/one-word-for-hair"));
        for case in &one.cases {
            assert_eq!(case.told(&case.run(&one.rule)), None, "{}", one.rule.meta.name);
        }
    }
}

#[test]
fn an_example_that_fails_says_how() {
    let text = format!("{METRIC}[[rule.case]]\ncaption = \"a\"\nexpect = 0\n");
    let one = &declared(&text)[0];
    let case = &one.cases[0];
    let told = case.told(&case.run(&one.rule)).unwrap_or_default();
    assert_eq!(one.place(case), "studio.toml:11:1");
    assert_eq!(told, "\"a\": 0 expected, 1 found; 1 tags; keep between 2 and 4");
}

proptest::proptest! {
    #[test]
    fn a_declared_fix_applied_twice_changes_nothing(
        captions in proptest::collection::vec(
            "((krstl|by aoi|artist:x|pony tail|Pony_Tail|ponytail|katana|weapon|grey hair|silver hair|fox ears|animal ears|é)(, |,|\\.|\r\n| ){1,2}){0,6}",
            1..4,
        ),
    ) {
        let captions: Vec<&str> = captions.iter().map(String::as_str).collect();
        for one in declared(SHIPPED) {
            let once = case(&captions).mended(&one.rule);
            let once: Vec<&str> = once.iter().map(String::as_str).collect();
            proptest::prop_assert_eq!(&case(&once).mended(&one.rule), &once);
        }
    }
}
