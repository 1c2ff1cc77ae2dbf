//! Histories of every shape.

use std::path::Path;

use super::repo::{Repo, git_in};

#[test]
fn what_the_main_branch_did_meanwhile_is_not_told() {
    let repo = Repo::new();
    repo.branch("change").file("characters/kestrel/00.txt", "krstl, flying").commit("ours");
    repo.git(&["switch", "--quiet", "main"]);
    repo.file("characters/robin/00.txt", "rbnhd, flying").commit("theirs");
    repo.git(&["switch", "--quiet", "change"]);
    assert_eq!(repo.since_main(&[]).datasets(), ["characters/kestrel"], "before a merge");
    repo.git(&["merge", "--quiet", "--no-edit", "main"]);
    assert_eq!(repo.since_main(&[]).datasets(), ["characters/kestrel"], "after it");
}

#[test]
fn a_detached_head_is_as_good_as_a_branch() {
    let repo = Repo::new();
    repo.branch("change").file("characters/kestrel/00.txt", "krstl, flying").commit("ours");
    repo.git(&["switch", "--quiet", "--detach", "HEAD"]);
    assert_eq!(repo.since_main(&[]).datasets(), ["characters/kestrel"]);
    let run = repo.onmodel(&["check", "--format", "json", "--since", "HEAD~1"]);
    assert_eq!(run.datasets(), ["characters/kestrel"]);
}

#[test]
fn a_conflict_is_a_change() {
    let repo = Repo::new();
    repo.branch("change").file("characters/kestrel/00.txt", "krstl, flying").commit("ours");
    repo.git(&["switch", "--quiet", "main"]);
    repo.file("characters/kestrel/00.txt", "krstl, diving").commit("theirs");
    repo.git(&["switch", "--quiet", "change"]);
    let merge = std::process::Command::new("git")
        .args(["merge", "--quiet", "main"])
        .current_dir(repo.path(""))
        .output()
        .unwrap();
    assert!(!merge.status.success(), "the two changes conflict");
    assert_eq!(repo.since_main(&[]).datasets(), ["characters/kestrel"]);
}

#[test]
fn a_shallow_clone_says_what_is_missing() {
    let repo = Repo::new();
    repo.branch("change").file("characters/kestrel/00.txt", "krstl, flying").commit("ours");
    repo.file("characters/kestrel/01.txt", "krstl, diving").commit("more");
    let source = format!("file://{}", repo.path("").display());
    git_in(&repo.path(""), &["clone", "--quiet", "--depth=1", "--branch=change", &source, "clone"]);
    let run = repo.onmodel_in("clone", &["check", "--since", "origin/main"], &[]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("shallow clone"), "{}", run.err);
    assert!(run.err.contains("fetch-depth: 0"), "{}", run.err);
    let clone = repo.path("clone");
    git_in(&clone, &["fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main"]);
    let run = repo.onmodel_in("clone", &["check", "--since", "origin/main"], &[]);
    assert_eq!(run.code, 2, "both are there, but not where they meet");
    assert!(run.err.contains("have no common history: this is a shallow clone"), "{}", run.err);
    git_in(&clone, &["fetch", "--quiet", "--unshallow", "origin", "change"]);
    git_in(&clone, &["fetch", "--quiet", "origin", "main:refs/remotes/origin/main"]);
    let args = ["check", "--format", "json", "--since", "origin/main"];
    assert_eq!(repo.onmodel_in("clone", &args, &[]).datasets(), ["characters/kestrel"]);
}

#[test]
fn histories_that_never_meet_are_told_apart_from_shallow_ones() {
    let repo = Repo::new();
    repo.git(&["switch", "--quiet", "--orphan", "other"]);
    repo.set("characters/wren", "wren", "wrnx", 40);
    repo.commit("elsewhere");
    let run = repo.onmodel(&["check", "--since", "main"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("no common history") && !run.err.contains("shallow"), "{}", run.err);
}

#[test]
fn a_linked_work_tree_is_a_repository_too() {
    let repo = Repo::new();
    repo.git(&["worktree", "add", "--quiet", "-b", "change", "linked-tree"]);
    let linked = repo.path("linked-tree");
    std::fs::write(linked.join("characters/kestrel/00.txt"), "krstl, flying").unwrap();
    let args = ["check", "--format", "json", "--since", "main"];
    let run = repo.onmodel_in("linked-tree", &args, &[]);
    assert_eq!(run.datasets(), ["characters/kestrel"]);
}

#[test]
fn a_submodule_that_moved_on_touches_its_sets() {
    let library = Repo::new();
    let repo = Repo::new();
    let source = format!("file://{}", library.path("").display());
    repo.git(&["submodule", "--quiet", "add", &source, "library"]);
    repo.commit("library").branch("change");
    assert_eq!(repo.since_main(&[]).datasets(), Vec::<String>::new());
    let inside = repo.path("library");
    std::fs::write(inside.join("characters/robin/00.txt"), "rbnhd, flying").unwrap();
    git_in(&inside, &["commit", "--quiet", "--all", "--message", "in the library"]);
    repo.git(&["add", "library"]);
    let touched =
        repo.since_main(&["--compare", "--ignore", "image-in-two-sets,trigger-collision"]);
    assert!(touched.datasets().iter().all(|path| Path::new(path).starts_with("library")));
    assert_eq!(touched.datasets().len(), 3, "{:?}", touched.datasets());
    let args = ["check", "--format", "json", "--since", "HEAD~1"];
    let run = repo.onmodel_in("library", &args, &[]);
    assert_eq!(run.datasets(), ["characters/robin"], "inside it is a repository of its own");
}
