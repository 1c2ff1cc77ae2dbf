//! Nothing weakens unseen.

use super::repo::Repo;

#[test]
fn every_weakening_of_a_change_is_in_the_summary() {
    let repo = Repo::new();
    repo.file("onmodel.toml", "[dataset]\nbase = \"flux.1-dev\"\n[rules]\nimage-too-small = { min = 256 }\ncaption-vague = \"error\"\n[score]\nmin = 80\n");
    repo.git(&["add", "--force", "--all"]);
    repo.file("known.json", "{\"version\": 1, \"datasets\": {}}");
    repo.git(&["add", "--force", "known.json"]);
    repo.git(&["commit", "--quiet", "--message", "rules"]);
    repo.branch("change");
    repo.file("onmodel.toml", "[dataset]\nbase = \"flux.1-dev\"\n[rules]\nimage-too-small = { min = 64 }\ncaption-vague = \"off\"\n[score]\nmin = 50\n");
    repo.file("characters/kestrel/onmodel.toml", "[dataset]\nname = \"kestrel\"\ntrigger = \"krstl\"\n[[ignore]]\nrules = [\"caption-contradiction\"]\nfiles = [\"00.txt\"]\nreason = \"she winks\"\nuntil = 2099-01-01\n");
    repo.file("known.json", "{\"version\": 1, \"datasets\": {\"characters/robin\": [{\"path\": \"00.png\", \"rule\": \"image-duplicate\", \"fingerprint\": \"0\"}]}}");
    let run = repo.onmodel(&[
        "check",
        "--since",
        "main",
        "--baseline",
        "known.json",
        "--format",
        "markdown",
        "--format",
        "json=out.json",
    ]);
    for line in [
        "### ⚠️ This change weakens the gate",
        "| `characters/kestrel/onmodel.toml` | `caption-contradiction` | ignored in 00.txt until 2099-01-01: she winks |",
        "| `onmodel.toml` | `caption-vague` | lowered from error to off |",
        "| `onmodel.toml` | `image-too-small` | \\`min\\` was 256, is 64 |",
        "| `onmodel.toml` | `score` | the score needed was 80, is 50 |",
        "| `known.json` | `baseline` | knows 1 more finding: 1 × image-duplicate |",
    ] {
        assert!(run.out.contains(line), "{line}\n{}", run.out);
    }
    let json: serde_json::Value = serde_json::from_slice(&repo.sandbox.read("out.json")).unwrap();
    assert_eq!(json["review"]["weakened"].as_array().unwrap().len(), 5);
}

#[test]
fn a_lock_refuses_what_the_summary_would_only_tell() {
    let repo = Repo::new();
    repo.file("onmodel.toml", "lock = [\"image-duplicate\"]\n[dataset]\nbase = \"flux.1-dev\"\n")
        .commit("lock");
    repo.branch("change");
    repo.file(
        "characters/kestrel/onmodel.toml",
        "[dataset]\nname = \"kestrel\"\ntrigger = \"krstl\"\n[rules]\nimage-duplicate = \"hint\"\n",
    );
    let run = repo.onmodel(&["check", "--since", "main"]);
    assert_eq!(run.code, 2);
    assert!(run.out.contains("`image-duplicate` is locked in onmodel.toml"), "{}", run.out);
}

#[test]
fn an_ignore_that_ran_out_is_told_again() {
    let repo = Repo::new();
    repo.file("characters/kestrel/00.txt", "standing");
    let ignore = |day: &str| {
        format!(
            "[dataset]\nname = \"kestrel\"\ntrigger = \"krstl\"\n[[ignore]]\nrules = [\"trigger-missing\"]\nreason = \"later\"\nuntil = {day}\n"
        )
    };
    let args = ["check", "--format", "json", "--select", "trigger-missing"];
    repo.file("characters/kestrel/onmodel.toml", ignore("2099-01-01"));
    assert_eq!(repo.onmodel(&args).code, 0);
    repo.file("characters/kestrel/onmodel.toml", ignore("2020-01-01"));
    assert_eq!(repo.onmodel(&args).code, 1);
}
