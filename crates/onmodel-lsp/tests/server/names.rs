//! A tag across its set: references, highlights, rename.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::assisted::{covered, open_at, place, showing};
use crate::client::{Client, neovim_07, uri};
use crate::project::{CONFIG, Project};

const TEXTS: [&str; 3] =
    ["krstl, smile, smile_wide", "\u{1f600}\u{6f22}, smile, krstl\r\nsmile", "krstl's dog, smiley"];

fn project() -> Project {
    Project::new(&TEXTS)
}

/// The edits of a rename, by file name, as what they take out and put in.
fn renamed(project: &Project, marked: &str, new: &str) -> BTreeMap<String, Vec<(String, String)>> {
    let path = project.path("01.txt");
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let mut params = open_at(&mut client, &path, marked);
    params["newName"] = json!(new);
    let answer = client.request("textDocument/rename", params);
    let changes = answer["documentChanges"].as_array().unwrap_or_else(|| panic!("{answer}"));
    let mut all = BTreeMap::new();
    for change in changes {
        let name = change["textDocument"]["uri"].as_str().unwrap().rsplit('/').next().unwrap();
        let is_open = name == "01.txt";
        let version = if is_open { json!(1) } else { Value::Null };
        assert_eq!(change["textDocument"]["version"], version, "{change}");
        let text = std::fs::read_to_string(project.path(name)).unwrap();
        let text = if is_open { marked.replacen('|', "", 1) } else { text };
        let edits = change["edits"].as_array().unwrap().iter().map(|edit| {
            (covered(&text, &edit["range"]), edit["newText"].as_str().unwrap().to_owned())
        });
        all.insert(name.to_owned(), edits.collect());
    }
    all
}

fn swap(old: &str, new: &str) -> (String, String) {
    (old.to_owned(), new.to_owned())
}

#[test]
fn a_tag_is_renamed_wherever_it_is_the_whole_tag_and_nowhere_else() {
    let edits = renamed(&project(), "krstl, sm|ile, smile_wide", "grin");
    let one = swap("smile", "grin");
    let expected = [("01.txt", vec![one.clone()]), ("02.txt", vec![one.clone(), one])];
    let expected = expected.map(|(name, edits)| (name.to_owned(), edits));
    assert_eq!(edits, BTreeMap::from(expected));
}

#[test]
fn renaming_the_trigger_renames_its_declaration_and_every_use() {
    let edits = renamed(&project(), "kr|stl, smile, smile_wide", " m\"a r ");
    let in_caption = vec![swap("krstl", "m\"a r")];
    assert_eq!(edits["onmodel.toml"], [swap("\"krstl\"", "'m\"a r'")]);
    for name in ["01.txt", "02.txt", "03.txt"] {
        assert_eq!(edits[name], in_caption, "{name}");
    }
}

#[test]
fn a_trigger_declared_for_several_sets_is_renamed_in_all_of_them() {
    let project = Project::new(&[]);
    project.write("onmodel.toml", "[dataset]\ntrigger = \"krstl\"\n");
    for set in ["a", "b", "c"] {
        let own = if set == "c" { "trigger = \"krstl\"\n" } else { "" };
        project
            .write(&format!("{set}/onmodel.toml"), format!("[dataset]\nname = \"{set}\"\n{own}"));
        project.write(&format!("{set}/1.txt"), "krstl, smile");
        project.draw(&format!("{set}/1.png"), 3);
    }
    std::fs::create_dir_all(project.path(".git")).unwrap();
    let path = project.path("a/1.txt");
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let mut params = place(&path, "kr|stl, smile");
    params["newName"] = json!("mrvl");
    let answer = client.request("textDocument/rename", params);
    let changes = answer["documentChanges"].as_array().unwrap();
    let changed: Vec<&Value> =
        changes.iter().map(|change| &change["textDocument"]["uri"]).collect();
    let expected = ["a/1.txt", "b/1.txt", "onmodel.toml"].map(|name| uri(&project.path(name)));
    assert_eq!(changed, expected.iter().collect::<Vec<_>>());
}

#[test]
fn what_is_no_tag_is_refused_as_a_name() {
    let project = project();
    let path = project.path("01.txt");
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let params = open_at(&mut client, &path, "krstl, sm|ile, smile_wide");
    for name in ["", "  ", "a, b", "a\nb", "a\rb"] {
        let mut params = params.clone();
        params["newName"] = json!(name);
        let refused = client.request("textDocument/rename", params);
        assert_eq!(refused["error"]["code"], -32602, "{name:?}: {refused}");
    }
}

#[test]
fn what_would_be_renamed_is_shown_first_and_a_gap_is_nothing() {
    let project = project();
    let path = project.path("02.txt");
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let asked = place(&path, "\u{1f600}\u{6f22}, smi|le, krstl\r\nsmile");
    let answer = client.request("textDocument/prepareRename", asked);
    assert_eq!(answer["placeholder"], "smile");
    assert_eq!(covered(TEXTS[1], &answer["range"]), "smile");
    client.open(&path, "krstl,   , smile");
    let gap = place(&path, "krstl,  | , smile");
    assert_eq!(client.request("textDocument/prepareRename", gap.clone()), Value::Null);
    let mut gap = gap;
    gap["newName"] = json!("grin");
    let refused = client.request("textDocument/rename", gap);
    assert!(refused["error"]["message"].as_str().unwrap().contains("no tag here"), "{refused}");
}

#[test]
fn a_client_without_document_changes_gets_plain_ones_in_its_own_columns() {
    let project = project();
    let path = project.path("01.txt");
    let mut poor = neovim_07();
    poor["textDocument"]["rename"] = json!({});
    let mut client = Client::start(poor, &[&project.root()]);
    assert_eq!(client.capabilities["renameProvider"], true);
    let mut params = place(&path, "krstl, sm|ile, smile_wide");
    params["newName"] = json!("grin");
    let answer = client.request("textDocument/rename", params);
    let second = &answer["changes"][uri(&project.path("02.txt"))];
    assert_eq!(covered(TEXTS[1], &second[0]["range"]), "smile", "{answer}");
    assert_eq!(answer.get("documentChanges"), None);
    client.quiet();
    let mut bytes = showing("utf-8");
    bytes["workspace"]["workspaceEdit"] = json!({});
    let mut client = Client::start(bytes, &[&project.root()]);
    let mut params = place(&path, "krstl, sm|ile, smile_wide");
    params["newName"] = json!("grin");
    let answer = client.request("textDocument/rename", params);
    let second = &answer["changes"][uri(&project.path("02.txt"))];
    assert_eq!(second[0]["range"]["start"]["character"], 9, "{answer}");
}

#[test]
fn references_of_the_trigger_lead_to_its_declaration_too() {
    let project = project();
    let path = project.path("01.txt");
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let mut params = place(&path, "kr|stl, smile, smile_wide");
    for (with_declaration, expected) in [(true, 4), (false, 3)] {
        params["context"] = json!({ "includeDeclaration": with_declaration });
        let found = client.request("textDocument/references", params.clone());
        assert_eq!(found.as_array().unwrap().len(), expected, "{found}");
    }
    let declared = client.request("textDocument/references", {
        params["context"] = json!({ "includeDeclaration": true });
        params
    });
    assert_eq!(declared[0]["uri"], uri(&project.path("onmodel.toml")));
    assert_eq!(covered(CONFIG, &declared[0]["range"]), "\"krstl\"");
}

#[test]
fn a_tag_is_highlighted_wherever_the_file_has_it() {
    let project = project();
    let path = project.path("02.txt");
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let asked = place(&path, "\u{1f600}\u{6f22}, smi|le, krstl\r\nsmile");
    let found = client.request("textDocument/documentHighlight", asked);
    let found: Vec<String> =
        found.as_array().unwrap().iter().map(|one| covered(TEXTS[1], &one["range"])).collect();
    assert_eq!(found, ["smile", "smile"]);
}

#[test]
fn rows_of_a_metadata_file_are_renamed_too_unless_the_name_needs_escapes() {
    let project = Project::new(&[]);
    project.draw("a.png", 4);
    let rows = "{\"file_name\": \"a.png\", \"text\": \"krstl, smile\"}\n";
    let path = project.write("metadata.jsonl", rows);
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let mut params = place(&path, &rows.replace("smile", "smi|le"));
    params["newName"] = json!("grin");
    let answer = client.request("textDocument/rename", params.clone());
    let edit = &answer["documentChanges"][0]["edits"][0];
    assert_eq!(covered(rows, &edit["range"]), "smile", "{answer}");
    params["newName"] = json!("a \"grin\"");
    let refused = client.request("textDocument/rename", params);
    assert!(refused["error"]["message"].as_str().unwrap().contains("escapes"), "{refused}");
}

#[test]
fn the_trigger_is_renamed_from_its_declaration_too() {
    let project = project();
    let path = project.path("onmodel.toml");
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let mut params = place(&path, &CONFIG.replace("krstl", "kr|stl"));
    let asked = client.request("textDocument/prepareRename", params.clone());
    assert_eq!(covered(CONFIG, &asked["range"]), "krstl", "{asked}");
    params["newName"] = json!("mrvl");
    let answer = client.request("textDocument/rename", params);
    assert_eq!(answer["documentChanges"].as_array().unwrap().len(), 4, "{answer}");
    let elsewhere = place(&path, &CONFIG.replace("kestrel", "kes|trel"));
    assert_eq!(client.request("textDocument/prepareRename", elsewhere), Value::Null);
}
