//! Completion, hover and faults in `onmodel.toml`.

use serde_json::Value;

use crate::assisted::{covered, open_at, showing};
use crate::client::Client;
use crate::project::Project;

const HEAD: &str = "[dataset]\nname = \"k\"\ntrigger = \"krstl\"\n";

fn completed(marked: &str) -> (String, Vec<Value>) {
    let project = Project::new(&["krstl, blue jacket, smiling", "krstl, blue jacket"]);
    let path = project.path("onmodel.toml");
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let place = open_at(&mut client, &path, marked);
    let items = client.request("textDocument/completion", place);
    (marked.replacen('|', "", 1), items.as_array().unwrap_or_else(|| panic!("{items}")).clone())
}

fn labels(marked: &str) -> Vec<String> {
    let (_, items) = completed(marked);
    items.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
}

fn has(marked: &str, wanted: &[&str], unwanted: &[&str]) {
    let labels = labels(marked);
    for label in wanted {
        assert!(labels.iter().any(|known| known == label), "{label} in {labels:?}");
    }
    for label in unwanted {
        assert!(labels.iter().all(|known| known != label), "{label} in {labels:?}");
    }
}

#[test]
fn keys_are_those_of_the_table_that_are_not_there_yet() {
    has(&format!("{HEAD}|"), &["base", "trainer", "[traits]", "[[ignore]]"], &["name", "trigger"]);
    has(&format!("{HEAD}[rules]\ncaption-|"), &["caption-vague"], &["base"]);
    has(&format!("{HEAD}[rules]\nimage-too-small = {{ m|"), &["min", "severity"], &["base"]);
    let entries = "[[ignore]]\nrules = [\"caption-vague\"]\nreason = \"x\"\n[[ignore]]\n|";
    has(&format!("{HEAD}{entries}"), &["rules", "reason"], &[]);
}

#[test]
fn tables_are_named_between_their_brackets() {
    has(&format!("{HEAD}[tra|]\n"), &["traits", "rules", "score", "traits.custom"], &["ignore"]);
    has(&format!("{HEAD}[[|]]\n"), &["ignore", "override", "dataset.subset"], &["traits"]);
}

#[test]
fn values_are_levels_trainers_bases_rules_categories_and_phrases() {
    has(&format!("{HEAD}trainer = |\n"), &["kohya", "scenario"], &[]);
    has(&format!("{HEAD}base = \"s|\"\n"), &["sdxl", "flux.2-dev"], &[]);
    has(&format!("{HEAD}[rules]\ncaption-vague = |\n"), &["off", "hint", "warning", "error"], &[]);
    has(&format!("{HEAD}[traits]\nvary = [\"pose\", |]\n"), &["expression", "view"], &["pose"]);
    has(&format!("lock = [|]\n{HEAD}"), &["score", "trigger-missing"], &[]);
    has(&format!("{HEAD}[[ignore]]\nrules = [\"|\"]\n"), &["caption-vague"], &["score"]);
    let phrases = labels(&format!("{HEAD}[traits]\nidentity = [\"|\"]\n"));
    assert_eq!(phrases[..2], ["blue jacket", "smiling"]);
}

#[test]
fn a_value_is_replaced_with_its_quotes() {
    for (marked, expected) in [
        ("trainer = \"ko|\"\n", "trainer = \"kohya\"\n"),
        ("trainer = |\n", "trainer = \"kohya\"\n"),
        ("trainer = \"\u{1f600}|\n", "trainer = \"kohya\"\n"),
    ] {
        let (text, items) = completed(&format!("{HEAD}{marked}"));
        let item = items.iter().find(|item| item["label"] == "kohya").unwrap();
        let old = covered(&text, &item["textEdit"]["range"]);
        let line = text.lines().last().unwrap();
        let new = item["textEdit"]["newText"].as_str().unwrap();
        let done = if old.is_empty() {
            format!("{line}{new}\n")
        } else {
            format!("{line}\n").replace(&old, new)
        };
        assert_eq!(done, expected);
    }
}

fn hovered(marked: &str) -> String {
    let project = Project::new(&["krstl, smiling"]);
    let path = project.path("onmodel.toml");
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let place = open_at(&mut client, &path, marked);
    let hover = client.request("textDocument/hover", place);
    hover["contents"]["value"].as_str().unwrap_or_else(|| panic!("{hover}")).to_owned()
}

#[test]
fn keys_tables_and_rules_are_explained() {
    for (marked, expected) in [
        ("[dataset]\nname = \"k\"\ntri|gger = \"krstl\"\n", "One invented word"),
        ("[data|set]\nname = \"k\"\n", "What the dataset is"),
        ("[dataset]\nname = \"k\"\n[rules]\ncaption-va|gue = \"off\"\n", "caption-vague"),
        ("[dataset]\nname = \"k\"\n[rules]\nimage-too-s|mall = { min = 64 }\n", "`min`"),
        (
            "[dataset]\nname = \"k\"\n[[ignore]]\nrules = [\"trigger-mis|sing\"]\nreason = \"x\"\n",
            "trigger",
        ),
        ("[dataset]\nname = \"k\"\ntrainer = \"koh|ya\"\n", "Who trains it"),
        ("[dataset]\nname = \"k\"\n[traits]\nvary = [\"po|se\"]\n", "Pose"),
    ] {
        let told = hovered(marked);
        assert!(told.contains(expected), "{expected} in {told}");
    }
}

#[test]
fn a_configuration_that_is_no_toml_yet_is_completed_all_the_same() {
    has("[dataset]\nname = \"k\"\n[traits]\nvary = [\"pose\", \"|", &["expression"], &["pose"]);
    has("[dataset]\nname = \"k\"\ntrainer = \"|", &["kohya"], &[]);
}
