//! Tags completed in captions.

use serde_json::{Value, json};

use crate::assisted::{covered, open_at, showing};
use crate::client::{Client, neovim_07};
use crate::project::{CONFIG, Project};

fn completed(project: &Project, marked: &str) -> Vec<Value> {
    let path = project.path("01.txt");
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let place = open_at(&mut client, &path, marked);
    let list = client.request("textDocument/completion", place);
    list["items"].as_array().unwrap_or_else(|| panic!("{list}")).clone()
}

fn labels(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["label"].as_str().unwrap()).collect()
}

/// The text after an item of this label was chosen.
fn chosen(items: &[Value], label: &str, text: &str) -> String {
    let item = items.iter().find(|item| item["label"] == label);
    let item = item.unwrap_or_else(|| panic!("{label}: {:?}", labels(items)));
    let edit = &item["textEdit"];
    let old = covered(text, &edit["range"]);
    let new = edit["newText"].as_str().unwrap();
    let start = covered(
        text,
        &json!({ "start": { "line": 0, "character": 0 }, "end": edit["range"]["start"] }),
    );
    format!("{start}{new}{}", &text[start.len() + old.len()..])
}

#[test]
fn the_trigger_comes_first_then_the_sets_own_tags_by_frequency_then_the_vocabulary() {
    let project = Project::new(&[
        "",
        "krstl, blue jacket, zorp",
        "krstl, blue jacket, smiling",
        "krstl, blue jacket, smiling",
    ]);
    let items = completed(&project, "|");
    assert_eq!(labels(&items)[..4], ["krstl", "blue jacket", "smiling", "zorp"]);
    assert!(items.len() > 50, "the vocabulary follows: {}", items.len());
    let sorted: Vec<&Value> = items.iter().map(|item| &item["sortText"]).collect();
    assert!(sorted.windows(2).all(|pair| pair[0].as_str() < pair[1].as_str()));
}

#[test]
fn what_the_caption_says_already_is_never_offered() {
    let project = Project::new(&["", "krstl, red hair, long_hair, smiling"]);
    let items = completed(&project, "krstl, Red_Hair, long hair, |");
    for said in ["krstl", "red hair", "long hair", "long_hair"] {
        assert!(!labels(&items).contains(&said), "{said}");
    }
    assert_eq!(labels(&items)[0], "smiling");
}

#[test]
fn a_category_that_varies_and_is_not_named_leads_the_vocabulary() {
    let project = Project::new(&["krstl, standing", "krstl, smiling"]);
    project.write("onmodel.toml", format!("{CONFIG}[traits]\nvary = [\"pose\", \"expression\"]\n"));
    let items = completed(&project, "krstl, standing, |");
    let first_new = items.iter().find(|item| !item["detail"].as_str().unwrap().contains("used in"));
    let first_new = first_new.unwrap();
    assert!(first_new["detail"].as_str().unwrap().starts_with("Expression"), "{first_new}");
    assert_ne!(first_new["label"], "smiling", "another caption shows it");
}

#[test]
fn a_whole_tag_is_replaced_in_text_of_many_bytes_too() {
    let project = Project::new(&["", "krstl, smiling, red hair"]);
    for (marked, expected) in [
        ("krstl, sm|", "krstl, smiling"),
        ("krstl, s|m, solo", "krstl, smiling, solo"),
        ("krstl,|", "krstl, smiling"),
        ("\u{1f600}\u{6f22}, s|, e\u{301}", "\u{1f600}\u{6f22}, smiling, e\u{301}"),
        ("krstl, red |hair", "krstl, red hair"),
    ] {
        let items = completed(&project, marked);
        let text = marked.replace('|', "");
        if expected != text {
            assert_eq!(chosen(&items, "smiling", &text), expected, "{marked}");
        }
    }
}

#[test]
fn columns_are_bytes_where_the_client_counts_them() {
    let project = Project::new(&["", "krstl, smiling"]);
    let path = project.path("01.txt");
    let mut client = Client::start(showing("utf-8"), &[&project.root()]);
    client.open(&path, "\u{1f600}, sm");
    let place = json!({
        "textDocument": { "uri": crate::client::uri(&path) },
        "position": { "line": 0, "character": 8 },
    });
    let list = client.request("textDocument/completion", place);
    let smiling = list["items"].as_array().unwrap().iter().find(|item| item["label"] == "smiling");
    assert_eq!(smiling.unwrap()["textEdit"]["range"]["start"]["character"], 6);
}

#[test]
fn in_a_sentence_the_word_is_replaced_and_nothing_comes_unasked() {
    let project = Project::new(&["", "krstl, smiling"]);
    let text = "A woman in a long red coat is standing in a park. She is smi";
    let items = completed(&project, &format!("{text}|"));
    let done = chosen(&items, "smiling", text);
    assert!(done.ends_with("in a park. She is smiling"), "{done}");
    let path = project.path("01.txt");
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let mut place = open_at(&mut client, &path, &format!("{text} |"));
    place["context"] = json!({ "triggerKind": 2, "triggerCharacter": " " });
    assert_eq!(client.request("textDocument/completion", place), Value::Null);
}

#[test]
fn documentation_comes_when_an_item_is_looked_at() {
    let project = Project::new(&["", "krstl, smiling", "krstl, smiling"]);
    let path = project.path("01.txt");
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let place = open_at(&mut client, &path, "krstl, |");
    let list = client.request("textDocument/completion", place);
    let item = list["items"].as_array().unwrap().iter().find(|item| item["label"] == "smiling");
    let item = item.unwrap().clone();
    assert_eq!(item["documentation"], Value::Null);
    let resolved = client.request("completionItem/resolve", item);
    let told = resolved["documentation"]["value"].as_str().unwrap();
    assert!(told.contains("Expression") && told.contains("used in 2 of 3 captions"), "{told}");
}

#[test]
fn a_client_that_cannot_resolve_gets_plain_documentation_at_once() {
    let project = Project::new(&["", "krstl, smiling"]);
    let path = project.path("01.txt");
    let mut poor = neovim_07();
    poor["textDocument"]["completion"] = json!({ "completionItem": {} });
    let mut client = Client::start(poor, &[&project.root()]);
    assert_eq!(client.capabilities["completionProvider"]["resolveProvider"], false);
    let place = open_at(&mut client, &path, "krstl, |");
    let list = client.request("textDocument/completion", place);
    let first = &list["items"][0];
    assert_eq!(first["documentation"]["kind"], "plaintext", "{first}");
    assert!(!first["documentation"]["value"].as_str().unwrap().contains('`'));
    client.quiet();
}

#[test]
fn a_text_that_is_no_caption_gets_nothing() {
    let project = Project::new(&["krstl"]);
    let path = project.write("notes.md", "krstl");
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let place = open_at(&mut client, &path, "krstl, |");
    assert_eq!(client.request("textDocument/completion", place.clone()), Value::Null);
    assert_eq!(client.request("textDocument/hover", place), Value::Null);
}

#[test]
fn what_is_offered_follows_what_other_captions_come_to_say() {
    let project = Project::new(&["", "krstl, zorp", "krstl, zorp", "krstl, zarp"]);
    let (path, other) = (project.path("01.txt"), project.path("02.txt"));
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let place = open_at(&mut client, &path, "krstl, z|");
    let offered = |client: &mut Client| {
        let list = client.request("textDocument/completion", place.clone());
        let items = list["items"].as_array().unwrap().clone();
        let told = |item: &Value| format!("{}: {}", item["label"], item["detail"]).replace('"', "");
        items.iter().take(2).map(told).collect::<Vec<_>>()
    };
    let used = |tag: &str, count: usize| format!("{tag}: Tag, used in {count} of 4 captions");
    assert_eq!(offered(&mut client), [used("zorp", 2), used("zarp", 1)]);
    client.open(&other, "krstl, zarp, zarp, Zarp");
    assert_eq!(offered(&mut client), [used("zarp", 2), used("zorp", 1)]);
    client.change(&other, 2, "krstl");
    assert_eq!(offered(&mut client), [used("zarp", 1), used("zorp", 1)]);
    client.close(&other);
    assert_eq!(offered(&mut client), [used("zorp", 2), used("zarp", 1)]);
}
