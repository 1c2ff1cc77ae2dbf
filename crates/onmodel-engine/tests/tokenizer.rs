//! `dataset.tokenizer`: exact counts of T5 tokens, and what is said of a file that gives none.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use onmodel_engine::{Check, Engine, Options, Plugins, today};
use onmodel_rules::Selection;
use onmodel_vision::Examiner;
use tempfile::TempDir;

/// A word, the space before it, and each letter of "stands".
const SMALL: &str = r#"{"model": {"type": "Unigram", "unk_id": 0, "vocab": [
    ["<unk>", 0.0], ["▁", -2.0], ["▁krstl", -3.0], ["▁stands", -3.0]
]}}"#;

/// A set of one caption whose configuration names this tokenizer.
fn set(tokenizer: &str, caption: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let config = format!(
        "[dataset]\nname = \"krstl\"\ntrigger = \"krstl\"\nbase = \"flux.1\"\n\
         tokenizer = \"{tokenizer}\"\n"
    );
    fs::write(folder.path().join("onmodel.toml"), config).unwrap();
    fs::write(folder.path().join("tokenizer.json"), SMALL).unwrap();
    fs::write(folder.path().join("broken.json"), "{").unwrap();
    fs::write(folder.path().join("01.png"), "").unwrap();
    fs::write(folder.path().join("01.txt"), caption).unwrap();
    folder
}

fn check(folder: &TempDir) -> Check {
    let options =
        Options { trainer: None, selection: Selection::default(), config: None, today: today() };
    let engine = Engine::new(options, Examiner::without_cache(), Plugins::none());
    engine.check(&[PathBuf::from(folder.path())], &|_, _| {}, &AtomicBool::new(false))
}

#[test]
fn a_tokenizer_makes_counts_exact() {
    let long = check(&set("tokenizer.json", &format!("krstl{}", " stands".repeat(600))));
    assert!(long.errors.is_empty(), "{:?}", long.errors);
    let findings = &long.sets[0].judgement.findings;
    let told = findings.iter().find(|one| one.rule == "caption-too-long").unwrap();
    assert!(told.message.starts_with("601 tokens, and 512 are read"), "{}", told.message);
    // Estimated, it would be too long.
    let fits = check(&set("tokenizer.json", &format!("krstl{}", " stands".repeat(400))));
    let findings = &fits.sets[0].judgement.findings;
    assert!(findings.iter().all(|one| one.rule != "caption-too-long"), "{findings:#?}");
}

#[test]
fn a_file_that_is_no_tokenizer_is_an_error_where_it_is_named() {
    for (name, said) in [("missing.json", "cannot be read"), ("broken.json", "no tokenizer.json")] {
        let check = check(&set(name, "krstl stands"));
        assert!(check.sets.is_empty());
        let [error] = &check.errors[..] else { panic!("{:?}", check.errors) };
        assert!(error.message.contains(said) && error.help.is_some(), "{error}");
        let span = error.place.span;
        assert_eq!(&error.text[span.start..span.end], format!("\"{name}\""));
    }
}

#[test]
fn sets_share_what_was_read_and_a_changed_file_is_read_again() {
    let folder = set("tokenizer.json", "krstl stands");
    assert!(check(&folder).errors.is_empty());
    fs::write(folder.path().join("tokenizer.json"), "{}").unwrap();
    assert_eq!(check(&folder).errors.len(), 1);
    fs::write(folder.path().join("tokenizer.json"), SMALL).unwrap();
    assert!(check(&folder).errors.is_empty());
}
