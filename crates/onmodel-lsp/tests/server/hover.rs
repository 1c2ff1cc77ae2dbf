//! What hovers say.

use serde_json::{Value, json};

use crate::assisted::{covered, open_at, showing};
use crate::client::{Client, neovim_07, uri};
use crate::project::Project;

fn hovered(project: &Project, marked: &str) -> Value {
    let path = project.path("01.txt");
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    client.settle();
    let place = open_at(&mut client, &path, marked);
    client.request("textDocument/hover", place)
}

fn words(hover: &Value) -> &str {
    hover["contents"]["value"].as_str().unwrap_or_else(|| panic!("{hover}"))
}

#[test]
fn a_tag_is_told_by_its_category_its_use_and_what_it_contradicts() {
    let text = "krstl, \u{1f600}, standing, sitting";
    let project = Project::new(&[text, "krstl, standing", "krstl, smiling"]);
    let hover = hovered(&project, "krstl, \u{1f600}, stan|ding, sitting");
    assert_eq!(covered(text, &hover["range"]), "standing");
    let told = words(&hover);
    assert!(told.contains("Pose"), "{told}");
    assert!(told.contains("used in 2 of 3 captions"), "{told}");
    assert!(told.contains("contradicts `sitting`"), "{told}");
    let told = hovered(&project, "krstl, \u{1f600}, standing, sit|ting");
    assert!(words(&told).contains("caption-contradiction"), "the rule that found it: {told}");
}

#[test]
fn the_picture_is_shown_with_its_size_format_tokens_and_nearest_look_alike() {
    let project = Project::new(&["krstl, smiling", "krstl, running"]);
    std::fs::copy(project.path("01.png"), project.path("02.png")).unwrap();
    let told = hovered(&project, "kr|stl, smiling");
    let told = words(&told);
    let address = uri(&project.path("01.png"));
    for expected in [
        &format!("]({address})"),
        "64 \u{d7} 64",
        "PNG",
        "tokens",
        "Scenario",
        "looks the same as `02.png`",
    ] {
        assert!(told.contains(expected), "{expected} in {told}");
    }
}

#[test]
fn an_empty_caption_shows_its_picture_and_what_is_wrong() {
    let project = Project::new(&["", "krstl, running"]);
    let told = hovered(&project, "|");
    let told = words(&told);
    assert!(told.contains("64 \u{d7} 64") && told.contains("caption-empty"), "{told}");
}

#[test]
fn a_client_without_markdown_gets_plain_text() {
    let project = Project::new(&["krstl, smiling"]);
    let path = project.path("01.txt");
    let mut poor = neovim_07();
    poor["textDocument"]["hover"] = json!({ "contentFormat": ["plaintext"] });
    let mut client = Client::start(poor, &[&project.root()]);
    let place = open_at(&mut client, &path, "krstl, smi|ling");
    let hover = client.request("textDocument/hover", place);
    assert_eq!(hover["contents"]["kind"], "plaintext");
    let told = words(&hover);
    assert!(!told.contains('`') && !told.contains("**") && !told.contains("]("), "{told}");
    assert!(told.contains(&uri(&project.path("01.png"))), "{told}");
    client.quiet();
}

#[test]
fn a_finding_is_explained_by_its_rule() {
    let project = Project::new(&["krstl, smiling, smiling"]);
    let told = hovered(&project, "krstl, smiling, smil|ing");
    let told = words(&told);
    let summary = onmodel_rules::rules::RULES
        .iter()
        .map(|rule| (rule.meta)())
        .find(|meta| meta.name == "caption-duplicate-tag")
        .unwrap()
        .summary();
    assert!(told.contains(summary), "{summary} in {told}");
}
