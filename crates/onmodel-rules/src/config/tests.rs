//! Levels, options, suppressions and locks, from texts laid over the disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use expect_test::{Expect, expect};
use onmodel_dataset::Settings;
use onmodel_dataset::config::{Overlay, configure};

use super::{Date, RuleConfig, read};
use crate::{Selection, Severity};

/// A folder that is not there, so that nothing on the disk joins in.
fn folder() -> PathBuf {
    std::path::absolute("no-such-folder-for-tests").expect("there is a working folder")
}

/// The settings of `set` below a root file.
fn settings(root: &str, set: &str) -> Settings {
    let at = |name: &str| folder().join(name);
    let overlay = Overlay::from([
        (at("onmodel.toml"), Arc::from(root)),
        (at("set/onmodel.toml"), Arc::from(set)),
    ]);
    let configuration = configure(&at("set"), None, &overlay);
    assert!(configuration.errors.is_empty(), "{:?}", configuration.errors);
    configuration.settings
}

fn config(root: &str, set: &str, selection: &Selection) -> Result<RuleConfig, Vec<String>> {
    let settings = settings(root, set);
    let at = folder().join("set");
    let declared =
        crate::declared::rules(&settings, &at).unwrap_or_else(|errors| panic!("{}", errors[0]));
    read(&settings, &at, declared, selection).map_err(|errors| {
        errors
            .iter()
            .map(|error| {
                let file = error.place.path.strip_prefix(folder()).unwrap_or(Path::new("?"));
                let help = error.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
                let said = error.place.span.of(&error.text).lines().next().unwrap_or_default();
                let message = error.message.replace(&format!("{}", folder().display()), "");
                format!(
                    "{} at `{said}`: {message}{help}\n",
                    file.display().to_string().replace('\\', "/")
                )
            })
            .collect()
    })
}

/// The level `image-too-small` runs at.
fn level(root: &str, set: &str, select: &[&str], ignore: &[&str]) -> Option<Severity> {
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let selection = Selection { select: own(select), ignore: own(ignore) };
    let config = config(root, set, &selection).unwrap_or_else(|errors| panic!("{errors:?}"));
    let rule = config.rules.rules().iter().find(|rule| rule.meta.name == "image-too-small");
    rule.map(|rule| rule.level)
}

fn refused(root: &str, set: &str, expect: Expect) {
    let errors = config(root, set, &Selection::default()).err().unwrap_or_default();
    expect.assert_eq(&errors.concat());
}

#[test]
fn a_nearer_level_wins_and_selection_wakes() {
    let error = "[rules]\nimage-too-small = \"error\"";
    let off = "[rules]\nimage-too-small = \"off\"";
    for (root, set, select, ignore, expected) in [
        ("", "", &[][..], &[][..], Some(Severity::Warning)),
        (error, "", &[], &[], Some(Severity::Error)),
        (error, off, &[], &[], None),
        (off, error, &[], &[], Some(Severity::Error)),
        ("", off, &["image-*"], &[], Some(Severity::Warning)),
        ("", "", &["caption-*"], &[], None),
        ("", "", &["image-*"], &["*-small"], None),
    ] {
        assert_eq!(
            level(root, set, select, ignore),
            expected,
            "{root} | {set} | {select:?} | {ignore:?}"
        );
    }
}

#[test]
fn options_join_key_by_key() {
    let severity = "[rules]\nimage-too-small = { severity = \"error\", min = 2048 }";
    assert_eq!(
        level(severity, "[rules]\nimage-too-small = { min = 512 }", &[], &[]),
        Some(Severity::Error)
    );
}

#[test]
fn an_override_names_sets_by_folder_or_by_what_lies_in_them() {
    for (files, expected) in [
        ("set", Some(Severity::Hint)),
        ("set/**", Some(Severity::Hint)),
        ("s*/**", Some(Severity::Hint)),
        ("other/**", Some(Severity::Warning)),
    ] {
        let root = format!(
            "[[override]]\nfiles = [\"{files}\"]\nrules = {{ image-too-small = \"hint\" }}"
        );
        assert_eq!(level(&root, "", &[], &[]), expected, "{files}");
    }
}

#[test]
fn mistakes_are_told_where_they_stand() {
    refused(
        "",
        "[rules]\nimage-to-small = \"error\"",
        expect![[r#"
        set/onmodel.toml at `image-to-small`: there is no rule `image-to-small` (did you mean `image-too-small`?)
    "#]],
    );
    refused(
        "",
        "[rules]\nimage-too-small = \"eror\"",
        expect![[r#"
        set/onmodel.toml at `"eror"`: `eror` is not a level (did you mean `error`?)
    "#]],
    );
    refused(
        "",
        "[rules]\nimage-too-small = { minimum = 3 }",
        expect![[r#"
        set/onmodel.toml at `minimum`: `image-too-small` has no option `minimum` (known here: min, severity)
    "#]],
    );
    refused(
        "",
        "[rules]\nimage-too-small = { min = \"3\" }",
        expect![[r#"
        set/onmodel.toml at `"3"`: `min` must be a whole number, not text (`onmodel explain` tells a rule's options)
    "#]],
    );
    refused(
        "",
        "[rules]\nimage-too-small = 3",
        expect![[r#"
        set/onmodel.toml at `3`: a rule takes a level or a table (write "warning", or { severity = "warning", … })
    "#]],
    );
    refused(
        "",
        "[[ignore]]\nrules = [\"image-too-small\"]",
        expect![[r#"
        set/onmodel.toml at `[[ignore]]`: `ignore.reason` is missing
    "#]],
    );
    refused(
        "",
        "[[ignore]]\nreason = \"x\"",
        expect![[r#"
        set/onmodel.toml at `[[ignore]]`: an [[ignore]] needs `rules`: what it keeps quiet (rules = ["caption-contradiction"])
    "#]],
    );
    refused(
        "",
        "[[ignore]]\nrules = [\"imge-*\"]\nreason = \"x\"\nuntl = 2027-01-01",
        expect![[r#"
        set/onmodel.toml at `"imge-*"`: there is no rule `imge-*` (`onmodel rules` lists the rules)
        set/onmodel.toml at `untl`: unknown key `untl` in `ignore` (did you mean `until`?)
    "#]],
    );
    refused(
        "[[override]]\nfiles = [\"set\"]",
        "",
        expect![[r#"
        onmodel.toml at `[[override]]`: an [[override]] needs `files` and `rules` ([[override]] files = ["npc_*/**"], rules = { dataset-too-small = "off" })
    "#]],
    );
}

#[test]
fn a_lock_holds_below_its_file() {
    let lock = "lock = [\"image-too-small\", \"score\"]\n[score]\nmin = 80\n";
    refused(
        lock,
        "[rules]\nimage-too-small = \"hint\"",
        expect![[r#"
        set/onmodel.toml at `image-too-small`: `image-too-small` is locked in /onmodel.toml: it may only be raised here, its options unchanged
    "#]],
    );
    refused(
        lock,
        "[rules]\nimage-too-small = { min = 64 }",
        expect![[r#"
        set/onmodel.toml at `image-too-small`: `image-too-small` is locked in /onmodel.toml: it may only be raised here, its options unchanged
    "#]],
    );
    refused(
        lock,
        "[[ignore]]\nrules = [\"image-*\"]\nreason = \"x\"",
        expect![[r#"
        set/onmodel.toml at `[[ignore]]`: `image-too-small` is locked in /onmodel.toml: it cannot be ignored here
    "#]],
    );
    refused(
        lock,
        "[score]\nmin = 70",
        expect![[r#"
        set/onmodel.toml at `70`: `score` is locked in /onmodel.toml: at least 80 is needed
    "#]],
    );
    refused(
        "lock = [\"image-to-small\"]",
        "",
        expect![[r#"
        onmodel.toml at `["image-to-small"]`: there is no rule `image-to-small` to lock (did you mean `image-too-small`?)
    "#]],
    );
    assert_eq!(
        level(lock, "[rules]\nimage-too-small = \"error\"\n[score]\nmin = 90", &[], &[]),
        Some(Severity::Error)
    );
}

/// A declared rule that is an error.
const DECLARED: &str = "[[rule]]\nid = \"studio/no-night\"\ncheck = \"existence\"\n\
                        message = \"no\"\nseverity = \"error\"\ntokens = [\"night\"]\n";

#[test]
fn a_declared_rule_takes_a_level_and_no_options() {
    refused(
        DECLARED,
        "[rules]\n\"studio/no-night\" = { severity = \"hint\", tokens = [\"day\"] }",
        expect![[r#"
        set/onmodel.toml at `tokens`: `studio/no-night` has no option `tokens`: it is a declared rule (change its [[rule]]; here stands only its `severity`)
    "#]],
    );
    refused(
        DECLARED,
        "[rules]\n\"studio/no-nigth\" = \"hint\"",
        expect![[r#"
        set/onmodel.toml at `"studio/no-nigth"`: there is no rule `studio/no-nigth` (did you mean `studio/no-night`?)
    "#]],
    );
}

#[test]
fn a_lock_keeps_a_declared_rule_as_it_is() {
    let lock = format!("lock = [\"studio/no-night\"]\n{DECLARED}");
    refused(
        &lock,
        "[rules]\n\"studio/no-night\" = \"hint\"",
        expect![[r#"
        set/onmodel.toml at `"studio/no-night"`: `studio/no-night` is locked in /onmodel.toml: it may only be raised here, its options unchanged
    "#]],
    );
    refused(
        &lock,
        &DECLARED.replace("error", "off"),
        expect![[r#"
        set/onmodel.toml at `"studio/no-night"`: `studio/no-night` is locked in /onmodel.toml: it cannot be declared again here
    "#]],
    );
    refused(&lock, "[rules]\n\"studio/no-night\" = \"error\"", expect![]);
}

#[test]
fn a_name_on_the_command_line_is_a_rule_of_some_set() {
    let settings = settings(DECLARED, "[plugins.shop]\npath = \"shop\"\n");
    let root = folder().join("set");
    let refusal = |name: &str, sets: &[(&Settings, &Path)]| {
        let selection = Selection { select: vec![name.to_owned()], ignore: Vec::new() };
        super::refuse_unknown(&selection, sets.iter().copied()).err().unwrap_or_default()
    };
    let sets = [(&settings, root.as_path())];
    for name in ["caption-*", "studio/no-night", "studio/*", "shop/anything", "sh*/price", "*"] {
        assert_eq!(refusal(name, &sets), "", "{name}");
    }
    let all = ["caption-empti", "studio/no-nigth", "other/*"].map(|name| refusal(name, &sets));
    expect![[r#"
        there is no rule `caption-empti`; did you mean `caption-empty`?
        there is no rule `studio/no-nigth`; did you mean `studio/no-night`?
        there is no rule `other/*`; `onmodel rules` lists the rules"#]]
    .assert_eq(&all.join("\n"));
    assert_eq!(refusal("studio/no-nigth", &[]), "", "without a set nobody knows what it declares");
}

#[test]
fn a_suppression_holds_until_its_day() {
    let set = "[[ignore]]\nfiles = [\"a*.png\"]\nrules = [\"image-*\"]\nreason = \"x\"\nuntil = 2027-03-01";
    let config =
        config("", set, &Selection::default()).unwrap_or_else(|errors| panic!("{errors:?}"));
    let ignore = &config.suppressions[0];
    let path = |name: &str| folder().join("set").join(name);
    assert!(ignore.matches("image-too-small", &path("a1.png")));
    assert!(!ignore.matches("image-too-small", &path("b.png")));
    assert!(!ignore.matches("caption-empty", &path("a1.png")));
    assert!(!ignore.expired(Date { year: 2027, month: 3, day: 1 }));
    assert!(ignore.expired(Date { year: 2027, month: 3, day: 2 }));
}
