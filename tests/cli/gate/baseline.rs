//! Known findings.

use serde_json::Value;

use super::repo::Repo;

const CHECK: [&str; 5] = ["check", "--format", "json", "--baseline", "known.json"];

fn written() -> Repo {
    let repo = Repo::new();
    repo.file("characters/kestrel/00.txt", "standing, front view, ink drawing");
    repo.file("characters/robin/00.txt", "rbnhd,, standing, front view, ink drawing");
    let run = repo.onmodel(&[&CHECK[..], &["--write-baseline"]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    repo
}

fn known(repo: &Repo) -> Value {
    serde_json::from_slice(&repo.sandbox.read("known.json")).unwrap()
}

#[test]
fn an_imperfect_repository_starts_today() {
    let repo = written();
    let run = repo.onmodel(&CHECK);
    assert_eq!((run.code, run.findings()), (0, Vec::new()));
    let baselined = run.json()["summary"]["baselined"].as_u64().unwrap();
    assert!(baselined >= 2, "{}", run.out);
    let sets = known(&repo);
    assert_eq!(sets["datasets"]["characters/kestrel"][0]["rule"], "trigger-missing");
    assert!(!repo.sandbox.read("known.json").windows(6).any(|bytes| bytes == b"\"line\""));
    assert_eq!(repo.onmodel(&["check"]).code, 1, "without it all is told");
}

#[test]
fn a_new_finding_fails_and_moves_of_lines_do_not() {
    let repo = written();
    repo.file("characters/kestrel/01.txt", "sitting, side view, ink drawing");
    let run = repo.onmodel(&CHECK);
    assert_eq!(
        (run.code, run.findings()),
        (1, vec!["trigger-missing characters/kestrel/01.txt".to_owned()])
    );
    repo.file("characters/kestrel/01.txt", "krstl, sitting, side view, ink drawing");
    repo.file("characters/robin/00.txt", "rbnhd,, standing, front view, ink drawing, red scarf");
    assert_eq!(repo.onmodel(&CHECK).code, 0, "the old fault moved along");
}

#[test]
fn another_picture_under_an_old_name_is_another_finding() {
    let repo = Repo::new();
    repo.sandbox.picture("characters/kestrel/00.png", 1, 32);
    let select = ["--select", "image-too-small"];
    let run = repo.onmodel(&[&CHECK[..], &["--write-baseline"], &select].concat());
    assert_eq!(run.code, 0);
    assert_eq!(repo.onmodel(&[&CHECK[..], &select].concat()).code, 0);
    repo.sandbox.picture("characters/kestrel/00.png", 2, 32);
    let run = repo.onmodel(&[&CHECK[..], &select, &["--fail-on", "hint"]].concat());
    assert_eq!(
        (run.code, run.findings()),
        (1, vec!["image-too-small characters/kestrel/00.png".to_owned()])
    );
}

#[test]
fn what_was_mended_is_pruned_and_comes_back_as_new() {
    let repo = written();
    let before = known(&repo);
    repo.file("characters/kestrel/00.txt", "krstl, standing, front view, ink drawing");
    let run = repo.onmodel(&CHECK);
    assert_eq!(run.code, 0);
    let after = known(&repo);
    assert_ne!(before, after);
    assert!(after["datasets"].get("characters/kestrel").is_none(), "{after:#}");
    repo.file("characters/kestrel/00.txt", "standing, front view, ink drawing");
    assert_eq!(repo.onmodel(&CHECK).code, 1, "a baseline only shrinks");
    assert_eq!(known(&repo), after);
}

#[test]
fn a_part_of_a_check_prunes_only_its_part() {
    let repo = written();
    let before = known(&repo);
    for part in [&["--select", "image-*"][..], &["characters/robin"], &["--since", "HEAD"]] {
        repo.onmodel(&[&CHECK[..], part].concat());
        assert_eq!(known(&repo), before, "{part:?}");
    }
}

#[test]
fn a_set_that_went_is_known_no_more() {
    let repo = written();
    std::fs::remove_dir_all(repo.path("characters/kestrel")).unwrap();
    assert_eq!(repo.onmodel(&CHECK).code, 0);
    let sets = known(&repo);
    let left: Vec<&String> = sets["datasets"].as_object().unwrap().keys().collect();
    assert_eq!(left, ["characters/robin"]);
}

#[test]
fn it_is_the_same_from_any_folder() {
    let repo = written();
    let args = ["check", "--format", "json", "--baseline", "../../known.json"];
    assert_eq!(repo.onmodel_in("characters/kestrel", &args, &[]).code, 0);
}

#[test]
fn a_missing_or_damaged_baseline_is_code_2() {
    let repo = Repo::new();
    let run = repo.onmodel(&CHECK);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--write-baseline"), "{}", run.err);
    repo.file("known.json", "{\"version\": 1, \"dat");
    assert_eq!(repo.onmodel(&CHECK).code, 2);
    assert_eq!(
        repo.onmodel(&[&CHECK[..], &["--write-baseline"]].concat()).code,
        2,
        "nothing is overwritten"
    );
}

#[test]
fn without_a_name_it_goes_to_the_usual_file() {
    let repo = Repo::new();
    repo.file("characters/kestrel/00.txt", "standing");
    assert_eq!(repo.onmodel(&["check", "--write-baseline"]).code, 0);
    assert!(repo.path("onmodel-baseline.json").is_file());
}

#[test]
fn what_the_root_locks_no_baseline_knows() {
    let repo = Repo::new();
    repo.file("onmodel.toml", "lock = [\"trigger-missing\"]\n[dataset]\nbase = \"flux.1-dev\"\n");
    repo.file("characters/kestrel/00.txt", "standing");
    let select = ["--select", "trigger-missing"];
    assert_eq!(repo.onmodel(&[&CHECK[..], &["--write-baseline"], &select].concat()).code, 0);
    let run = repo.onmodel(&[&CHECK[..], &select].concat());
    assert_eq!((run.code, run.findings().len()), (1, 1));
}
