//! `--since`: which datasets a change touches.

use super::repo::{EAGLE, Repo};

#[test]
fn nothing_touched_is_fine_and_lists_nothing() {
    let repo = Repo::new();
    let whole = repo.onmodel(&["check", "--format", "json"]);
    assert_eq!((whole.code, whole.findings()), (0, Vec::new()), "the sets are sound");
    let run = repo.since_main(&[]);
    assert_eq!((run.code, run.datasets()), (0, Vec::new()));
    let review = &run.json()["review"];
    assert_eq!(review["since"], "main");
    assert_eq!(review["base"].as_str().unwrap().len(), 40);
}

/// What a change does, and which sets it touches.
type Case = (&'static str, fn(&Repo), &'static [&'static str]);

const KESTREL: &[&str] = &["characters/kestrel"];
const ALL: &[&str] = &["characters/kestrel", "characters/robin", EAGLE];

const CASES: &[Case] = &[
    (
        "a caption changed",
        |repo| {
            repo.file("characters/kestrel/00.txt", "krstl, flying");
        },
        KESTREL,
    ),
    (
        "a caption and its image came",
        |repo| {
            repo.image("characters/kestrel/03.png", 99)
                .file("characters/kestrel/03.txt", "krstl, flying");
        },
        KESTREL,
    ),
    (
        "an image changed",
        |repo| {
            repo.image("characters/kestrel/00.png", 98);
        },
        KESTREL,
    ),
    ("an image went", |repo| remove(repo, "characters/kestrel/00.png"), KESTREL),
    ("a caption went", |repo| remove(repo, "characters/kestrel/00.txt"), KESTREL),
    (
        "an image got another name",
        |repo| {
            repo.git(&["mv", "characters/kestrel/00.png", "characters/kestrel/09.png"]);
            repo.git(&["mv", "characters/kestrel/00.txt", "characters/kestrel/09.txt"]);
        },
        KESTREL,
    ),
    (
        "the configuration changed",
        |repo| {
            repo.file(
                "characters/kestrel/onmodel.toml",
                "[dataset]\nname = \"kestrel\"\ntrigger = \"krstl\"\nclass = \"woman\"\n",
            );
        },
        KESTREL,
    ),
    (
        "a path with a space and an emoji",
        |repo| {
            repo.file(&format!("{EAGLE}/00.txt"), "sglx, flying");
        },
        &[EAGLE],
    ),
    (
        "an image moved from one set to another",
        |repo| {
            repo.git(&["mv", "characters/kestrel/00.png", "characters/robin/07.png"]);
        },
        &["characters/kestrel", "characters/robin"],
    ),
    (
        "the root's configuration changed",
        |repo| {
            repo.file(
                "onmodel.toml",
                "[dataset]\nbase = \"sdxl\"\n[rules]\nimage-too-small = { min = 64 }\n",
            );
        },
        ALL,
    ),
    ("the root's configuration went", |repo| remove(repo, "onmodel.toml"), ALL),
    (
        "a configuration above some sets came",
        |repo| {
            repo.file("characters/onmodel.toml", "[rules]\ncaption-vague = \"off\"\n");
        },
        ALL,
    ),
    (
        "a document changed",
        |repo| {
            repo.file("characters/kestrel/README.rst", "hello");
        },
        &[],
    ),
    (
        "something else changed",
        |repo| {
            repo.file("tools/run.py", "print()");
        },
        &[],
    ),
];

fn remove(repo: &Repo, name: &str) {
    std::fs::remove_file(repo.path(name)).unwrap();
}

#[test]
fn every_kind_of_change_touches_its_sets() {
    let repo = Repo::new();
    for (what, change, touched) in CASES {
        change(&repo);
        assert_eq!(repo.since_main(&[]).datasets(), *touched, "{what}, in the work tree");
        repo.git(&["switch", "--quiet", "--create", "change"]);
        repo.git(&["add", "--all"]);
        repo.git(&["commit", "--quiet", "--message", what]);
        assert_eq!(repo.since_main(&[]).datasets(), *touched, "{what}, committed");
        repo.git(&["switch", "--quiet", "main"]);
        repo.git(&["branch", "--quiet", "-D", "change"]);
    }
}

#[test]
fn an_extended_file_touches_those_that_extend_it() {
    let repo = Repo::new();
    repo.file("studio/base.toml", "[rules]\ncaption-vague = \"off\"\n");
    let extends =
        "extends = \"../../studio/base.toml\"\n[dataset]\nname = \"robin\"\ntrigger = \"rbnhd\"\n";
    repo.file("characters/robin/onmodel.toml", extends).commit("extend");
    repo.branch("change").file("studio/base.toml", "[rules]\ncaption-vague = \"hint\"\n");
    assert_eq!(repo.since_main(&[]).datasets(), ["characters/robin"]);
}

#[test]
fn the_findings_of_touched_sets_are_told_in_full_and_no_others() {
    let repo = Repo::new();
    repo.file("characters/robin/00.txt", "standing");
    repo.file("characters/kestrel/01.txt", "sitting");
    repo.commit("old faults").branch("change");
    repo.file("characters/kestrel/02.txt", "krstl, running, back view, ink drawing, at night");
    let run = repo.since_main(&["--select", "trigger-missing"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.findings(), ["trigger-missing characters/kestrel/01.txt"]);
    let whole = repo.onmodel(&["check", "--format", "json", "--select", "trigger-missing"]);
    assert_eq!(whole.findings().len(), 2);
}

#[test]
fn paths_narrow_what_is_told() {
    let repo = Repo::new();
    repo.branch("change")
        .file("characters/kestrel/00.txt", "a")
        .file("characters/robin/00.txt", "b");
    assert_eq!(repo.since_main(&["characters/robin"]).datasets(), ["characters/robin"]);
    let below = ["check", "--format", "json", "--since", "main", "."];
    assert_eq!(repo.onmodel_in("characters/robin", &below, &[]).datasets(), ["."]);
}

#[test]
fn a_broken_set_matters_only_where_the_change_broke_it() {
    let repo = Repo::new();
    repo.file("characters/robin/onmodel.toml", "[dataset]\nnam = 1\n").commit("broken");
    repo.branch("change").file("characters/kestrel/00.txt", "krstl, flying, ink drawing");
    assert_eq!(repo.since_main(&[]).code, 0);
    repo.file("characters/robin/00.txt", "rbnhd, flying");
    let run = repo.since_main(&[]);
    assert_eq!(run.code, 2);
    assert_eq!(run.datasets(), ["characters/kestrel"], "the others are reported");
    assert!(!run.json()["errors"].as_array().unwrap().is_empty());
}

#[test]
fn the_score_before_is_read_from_git() {
    let repo = Repo::new();
    repo.branch("change").file("characters/kestrel/00.txt", "standing, front view, ink drawing");
    repo.image("characters/robin/01.png", 77);
    repo.set("characters/wren", "wren", "wrnx", 40);
    repo.commit("change");
    let before = repo.path("characters/kestrel/00.txt");
    let text = std::fs::read(&before).unwrap();
    let run = repo.since_main(&["--compare"]);
    assert_eq!(std::fs::read(before).unwrap(), text, "nothing is checked out");
    let json = run.json();
    let [kestrel, robin, wren] = [0, 1, 2].map(|index| &json["datasets"][index]);
    let total = |set: &serde_json::Value| set["score"]["total"].as_f64().unwrap();
    assert!(kestrel["before"]["score"].as_f64().unwrap() > total(kestrel), "{kestrel:#}");
    assert_eq!((&kestrel["before"]["new"], &kestrel["before"]["mended"]), (&1.into(), &0.into()));
    assert_eq!(robin["before"]["score"], robin["score"]["total"], "another sound picture");
    assert_eq!(wren["name"], "wren");
    assert!(wren["before"].is_null(), "a new set was nothing before");
    assert!(repo.since_main(&[]).json()["datasets"][0]["before"].is_null(), "only when asked");
    assert_eq!(repo.onmodel(&["check", "--compare"]).code, 2);
}

#[test]
fn a_set_that_moved_is_held_against_where_it_was() {
    let repo = Repo::new();
    repo.branch("change");
    std::fs::create_dir(repo.path("heroes")).unwrap();
    repo.git(&["mv", "characters/kestrel", "heroes/kestrel"]);
    repo.commit("move");
    let json = repo.since_main(&["--compare"]).json();
    assert_eq!(json["datasets"][0]["path"], "heroes/kestrel");
    assert_eq!(json["datasets"][0]["before"]["score"], json["datasets"][0]["score"]["total"]);
    assert_eq!(json["datasets"][0]["before"]["new"], 0);
}

#[test]
fn a_set_that_went_is_named_in_the_summary() {
    let repo = Repo::new();
    repo.branch("change").git(&["rm", "--quiet", "-r", "characters/robin"]);
    repo.commit("gone");
    let run = repo.since_main(&[]);
    assert_eq!((run.code, run.datasets()), (0, Vec::new()));
    assert_eq!(run.json()["review"]["gone"][0], "characters/robin");
}

#[test]
fn a_reference_that_is_none_is_code_2_with_the_reason() {
    let repo = Repo::new();
    for reference in ["nowhere", "--output=x", "", "HEAD:onmodel.toml"] {
        let argument = format!("--since={reference}");
        let run = repo.onmodel(&["check", &argument]);
        assert_eq!(run.code, 2, "{reference}");
        assert!(run.err.contains("there is no commit"), "{reference}: {}", run.err);
    }
    assert!(!repo.path("x").exists());
}

#[test]
fn outside_a_repository_it_says_so() {
    let sandbox = crate::sandbox::Sandbox::with_set(3);
    let run = sandbox.run(&["check", "--since", "main"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("git sees no repository here"), "{}", run.err);
}
