//! `--staged`, and what git tells a hook.

use super::repo::Repo;

const STAGED: [&str; 4] = ["check", "--format", "json", "--staged"];

#[test]
fn only_what_is_staged_touches() {
    let repo = Repo::new();
    repo.file("characters/kestrel/00.txt", "standing").file("characters/robin/00.txt", "standing");
    assert_eq!(repo.onmodel(&STAGED).datasets(), Vec::<String>::new());
    repo.git(&["add", "characters/robin"]);
    let run = repo.onmodel(&[&STAGED[..], &["--select", "trigger-missing", "--compare"]].concat());
    assert_eq!((run.code, run.datasets()), (1, vec!["characters/robin".to_owned()]));
    assert_eq!(run.findings(), ["trigger-missing characters/robin/00.txt"]);
    assert_eq!(run.json()["datasets"][0]["before"]["new"], 1);
}

#[test]
fn what_is_staged_counts_not_what_the_work_tree_has_since() {
    let repo = Repo::new();
    let sound = repo.sandbox.read("characters/kestrel/00.txt");
    repo.file("characters/kestrel/00.txt", "standing").git(&["add", "characters/kestrel"]);
    repo.file("characters/kestrel/00.txt", &sound);
    let run = repo.onmodel(&[&STAGED[..], &["--select", "trigger-missing"]].concat());
    assert_eq!(
        (run.code, run.findings()),
        (1, vec!["trigger-missing characters/kestrel/00.txt".to_owned()])
    );
    assert!(!run.err.contains("not as staged"), "{}", run.err);
    repo.file("characters/kestrel/01.txt", "krstl, flying").git(&["add", "--all"]);
    repo.file("characters/kestrel/01.txt", "flying");
    repo.image("characters/kestrel/09.png", 91);
    let run = repo.onmodel(&[&STAGED[..], &["--select", "trigger-missing"]].concat());
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.err.contains("kestrel/09.png"), "{}", run.err);
}

#[test]
fn the_first_commit_has_nothing_before_it() {
    let repo = Repo { sandbox: crate::sandbox::Sandbox::new() };
    repo.git(&["init", "--quiet", "--initial-branch=main"]);
    repo.set("kestrel", "kestrel", "krstl", 1);
    repo.git(&["add", "kestrel"]);
    let run = repo.onmodel(&[&STAGED[..], &["--compare"]].concat());
    assert_eq!(run.datasets(), ["kestrel"]);
    assert!(run.json()["review"]["base"].is_null());
    let run = repo.onmodel(&["check", "--since", "HEAD"]);
    assert_eq!(run.code, 2, "{}", run.err);
}

#[cfg(unix)]
#[test]
fn a_real_hook_stops_a_real_commit() {
    use std::os::unix::fs::PermissionsExt;
    let repo = Repo::new();
    let program = env!("CARGO_BIN_EXE_onmodel");
    let hook = format!(
        "#!/bin/sh\nexport ONMODEL_CACHE_DIR='{}'\nexec '{program}' check --staged --format concise\n",
        repo.path(".cache").display()
    );
    repo.file(".git/hooks/pre-commit", hook);
    let hook = repo.path(".git/hooks/pre-commit");
    std::fs::set_permissions(hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    repo.file("characters/kestrel/00.txt", "standing, front view, ink drawing");
    // `commit PATH` stages into an index of its own, which only `GIT_INDEX_FILE` tells of.
    let commit = |repo: &Repo| {
        std::process::Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--message", "try"])
            .arg("characters/kestrel/00.txt")
            .current_dir(repo.path(""))
            .output()
            .unwrap()
    };
    let refused = commit(&repo);
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&refused.stdout),
        String::from_utf8_lossy(&refused.stderr)
    );
    assert!(!refused.status.success(), "{said}");
    assert!(said.contains("characters/kestrel/00.txt:1:1: error[trigger-missing]"), "{said}");
    repo.file("characters/kestrel/00.txt", "krstl, standing, front view, ink drawing, at night");
    let passed = commit(&repo);
    assert!(passed.status.success(), "{}", String::from_utf8_lossy(&passed.stderr));
}

#[test]
fn another_index_and_repository_are_respected() {
    let repo = Repo::new();
    repo.file("characters/kestrel/00.txt", "standing");
    let index = repo.path(".git/other-index");
    std::fs::copy(repo.path(".git/index"), &index).unwrap();
    let add = std::process::Command::new("git")
        .args(["add", "characters/kestrel"])
        .current_dir(repo.path(""))
        .env("GIT_INDEX_FILE", &index)
        .output()
        .unwrap();
    assert!(add.status.success());
    let index = index.to_str().unwrap();
    let variables = [("GIT_INDEX_FILE", index), ("GIT_DIR", ".git")];
    assert_eq!(repo.onmodel_in("", &STAGED, &variables).datasets(), ["characters/kestrel"]);
    assert_eq!(repo.onmodel(&STAGED).datasets(), Vec::<String>::new());
}
