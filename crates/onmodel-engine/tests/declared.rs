//! Rules a set declares, from its files to findings and fixes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::fs;

use expect_test::{Expect, expect};
use onmodel_dataset::Dataset;
use onmodel_dataset::discover::{self, discover};
use onmodel_engine::fix::{Mending, mend};
use onmodel_engine::{OpenSet, Plugins, today};
use onmodel_rules::Selection;
use tempfile::TempDir;

/// The studio's file at the root.
const STUDIO: &str = r#"
lock = ["aoi/no-artist-names"]

[[rule]]
id = "aoi/no-artist-names"
check = "existence"
message = "`{match}` names an artist"
severity = "error"
tokens = ["by [a-z .]+"]
fix = "remove-tag"

[[rule]]
id = "aoi/one-word-for-hair"
check = "consistency"
message = "`{match}` here, but the rest of the set says `{majority}`"
either = [["silver hair", "grey hair"]]
fix = "replace"

[[rule]]
id = "aoi/no-final"
check = "existence"
scope = "file-name"
message = "`{match}` is no final name"
tokens = ["final"]
"#;

/// A studio's folder with one set, whose own file ends with `more`.
fn studio(more: &str, captions: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join(".git")).unwrap();
    fs::write(root.path().join("onmodel.toml"), STUDIO).unwrap();
    let set = root.path().join("set");
    fs::create_dir(&set).unwrap();
    let config = format!("[dataset]\nname = \"krstl\"\ntrigger = \"krstl\"\n{more}");
    fs::write(set.join("onmodel.toml"), config).unwrap();
    for (stem, caption) in captions {
        fs::write(set.join(format!("{stem}.png")), "").unwrap();
        fs::write(set.join(format!("{stem}.txt")), caption).unwrap();
    }
    root
}

fn dataset(root: &TempDir) -> Dataset {
    discover(&[root.path()], &discover::Options::default()).datasets.remove(0)
}

/// The studio's own rules alone.
fn own() -> Selection {
    Selection { select: vec!["aoi/*".to_owned()], ignore: Vec::new() }
}

/// What the studio's rules say of the set, or what is wrong with its configuration.
fn said(root: &TempDir) -> String {
    let mut set = match OpenSet::open(dataset(root), &Selection::default(), &Plugins::none()) {
        Ok(set) => set,
        Err(errors) => {
            let message = errors[0].message.replace(&root.path().display().to_string(), "studio");
            return format!("{} {message}\n", errors[0].line_column()).replace('\\', "/");
        }
    };
    let findings = set.judge(today()).findings;
    let own = findings.into_iter().filter(|one| one.rule.starts_with("aoi/")).map(|one| {
        let file = one.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let source = one.source.to_string();
        let source = source.rsplit(['/', '\\']).next().unwrap_or_default();
        format!("{} {file}: {}: {} [{source}]\n", one.severity.word(), one.rule, one.message)
    });
    own.collect()
}

const CAPTIONS: [(&str, &str); 3] = [
    ("1", "krstl, silver hair, by greg rutkowski, standing"),
    ("2", "krstl, silver hair, sitting"),
    ("3_final", "krstl, grey hair, running"),
];

#[track_caller]
fn check(more: &str, expect: Expect) {
    expect.assert_eq(&said(&studio(more, &CAPTIONS)));
}

#[test]
fn what_a_studio_declares_is_found_in_its_sets() {
    check(
        "",
        expect![[r#"
        error 1.txt: aoi/no-artist-names: `by greg rutkowski` names an artist [onmodel.toml]
        warning 3_final.png: aoi/no-final: `final` is no final name [onmodel.toml]
        warning 3_final.txt: aoi/one-word-for-hair: `grey hair` here, but the rest of the set says `silver hair` [onmodel.toml]
    "#]],
    );
}

#[test]
fn a_set_may_quiet_what_is_not_locked() {
    check(
        "[rules]\n\"aoi/no-final\" = \"off\"\n",
        expect![[r#"
            error 1.txt: aoi/no-artist-names: `by greg rutkowski` names an artist [onmodel.toml]
            warning 3_final.txt: aoi/one-word-for-hair: `grey hair` here, but the rest of the set says `silver hair` [onmodel.toml]
        "#]],
    );
    let ignore = |rule: &str| format!("[[ignore]]\nrules = [\"{rule}\"]\nreason = \"agreed\"\n");
    check(
        &ignore("aoi/one-word-for-hair"),
        expect![[r#"
        error 1.txt: aoi/no-artist-names: `by greg rutkowski` names an artist [onmodel.toml]
        warning 3_final.png: aoi/no-final: `final` is no final name [onmodel.toml]
    "#]],
    );
    check(
        "[rules]\n\"aoi/no-artist-names\" = \"hint\"\n",
        expect![[r#"
            5:1 `aoi/no-artist-names` is locked in studio/onmodel.toml: it may only be raised here, its options unchanged
        "#]],
    );
}

#[test]
fn their_fixes_are_made_when_asked_for() {
    let root = studio("", &CAPTIONS);
    let set = dataset(&root);
    let mended = |unsafe_too| {
        let mending =
            Mending { selection: own(), unsafe_too, today: today(), plugins: Plugins::none() };
        let seen = vec![None; set.images.len()];
        mend(&set, &seen, &discover::Options::default(), &mending).unwrap()
    };
    assert!(mended(false).is_empty(), "what a rule of somebody else does is read over first");
    let done = mended(true).write(&root.path().join("set"), None);
    assert!(done.failures.is_empty(), "{:?}", done.failures);
    let now = |stem: &str| fs::read_to_string(root.path().join(format!("set/{stem}.txt"))).unwrap();
    assert_eq!(now("1"), "krstl, silver hair, standing");
    assert_eq!(now("3_final"), "krstl, silver hair, running");
}
