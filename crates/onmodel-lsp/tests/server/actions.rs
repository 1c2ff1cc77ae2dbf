//! Fixes, offered and applied.

use std::path::Path;

use serde_json::{Value, json};

use crate::client::{Client, codes, neovim_07, uri, vscode};
use crate::project::Project;

fn pulling() -> Value {
    let mut offered = vscode();
    offered["workspace"]["diagnostics"] = Value::Null;
    offered
}

/// The actions offered for everything shown on a file.
fn offered(client: &mut Client, path: &Path) -> Vec<Value> {
    let end = json!({ "line": 99, "character": 0 });
    let params = json!({
        "textDocument": { "uri": uri(path) },
        "range": { "start": { "line": 0, "character": 0 }, "end": end },
        "context": { "diagnostics": [] },
    });
    client.request("textDocument/codeAction", params).as_array().unwrap().clone()
}

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let found = actions.iter().find(|action| action["title"].as_str().unwrap().contains(title));
    found.unwrap_or_else(|| panic!("{actions:#?}"))
}

#[test]
fn a_fix_is_resolved_when_chosen_and_only_the_safe_one_preferred() {
    let project = Project::new(&["smiling", "krstl, running"]);
    let path = project.path("01.txt");
    let mut client = Client::start(pulling(), &[&project.root()]);
    client.open(&path, "smiling");
    let actions = offered(&mut client, &path);
    let action = titled(&actions, "insert \"krstl, \"");
    assert_eq!((&action["kind"], &action["isPreferred"]), (&json!("quickfix"), &json!(true)));
    assert_eq!(action["edit"], Value::Null);
    assert_eq!(action["diagnostics"][0]["code"], "trigger-missing");
    let resolved = client.request("codeAction/resolve", action.clone());
    let edit = &resolved["edit"]["documentChanges"][0];
    assert_eq!(edit["textDocument"], json!({ "uri": uri(&path), "version": 1 }));
    assert_eq!(edit["edits"][0]["newText"], "krstl, ");
}

#[test]
fn an_action_chosen_late_fits_the_text_as_it_is_or_is_refused() {
    let project = Project::new(&["smiling, smiling"]);
    let path = project.path("01.txt");
    let mut client = Client::start(pulling(), &[&project.root()]);
    client.open(&path, "krstl, smiling, smiling");
    let actions = offered(&mut client, &path);
    let action = titled(&actions, "smiling").clone();
    client.change(&path, 2, "krstl, red hair, smiling, smiling");
    let resolved = client.request("codeAction/resolve", action.clone());
    let edit = &resolved["edit"]["documentChanges"][0];
    assert_eq!(edit["textDocument"]["version"], 2);
    assert!(edit["edits"][0]["range"]["start"]["character"].as_i64().unwrap() >= 24, "{edit}");
    client.change(&path, 3, "krstl, red hair");
    let refused = client.request("codeAction/resolve", action);
    assert_eq!(refused["error"]["code"], -32801, "{refused}");
}

#[test]
fn a_client_that_cannot_resolve_gets_the_edit_at_once() {
    let project = Project::new(&["smiling"]);
    let path = project.path("01.txt");
    let mut client = Client::start(neovim_07(), &[&project.root()]);
    client.open(&path, "smiling");
    let actions = offered(&mut client, &path);
    let action = titled(&actions, "insert \"krstl, \"");
    assert_eq!(action["edit"]["changes"][uri(&path)][0]["newText"], "krstl, ");
    assert_eq!(action["isPreferred"], Value::Null, "it was not offered");
    client.quiet();
}

#[test]
fn a_client_without_literals_gets_a_command_that_edits() {
    let project = Project::new(&["smiling"]);
    let path = project.path("01.txt");
    let mut client = Client::start(json!({}), &[&project.root()]);
    client.open(&path, "smiling");
    let actions = offered(&mut client, &path);
    let action = titled(&actions, "insert \"krstl, \"");
    assert_eq!(action["command"], "onmodel.applyFix");
    let run = json!({ "command": action["command"], "arguments": action["arguments"] });
    assert_eq!(client.request("workspace/executeCommand", run), Value::Null);
    let edit = client.serve("workspace/applyEdit");
    assert_eq!(edit["edit"]["changes"][uri(&path)][0]["newText"], "krstl, ");
    client.quiet();
}

#[test]
fn files_are_operated_on_only_where_the_client_can_and_never_preferred() {
    let project = Project::new(&["krstl, smiling"]);
    project.draw("02.png", 9);
    let path = project.path("onmodel.toml");
    let mut client = Client::start(pulling(), &[&project.root()]);
    client.settle();
    let actions = offered(&mut client, &path);
    let creating: Vec<&Value> = actions
        .iter()
        .filter(|action| action["diagnostics"][0]["code"] == "caption-missing")
        .collect();
    assert!(!creating.is_empty(), "{actions:#?}");
    for action in creating {
        assert_eq!(action["isPreferred"], Value::Null);
        let resolved = client.request("codeAction/resolve", action.clone());
        let changes = &resolved["edit"]["documentChanges"];
        assert_eq!(changes[0]["kind"], "create", "{resolved}");
        assert_eq!(changes[0]["uri"], uri(&project.path("02.txt")));
    }
    drop(client);
    let mut poor = neovim_07();
    poor["workspace"] = json!({});
    let mut client = Client::start(poor, &[&project.root()]);
    client.settle();
    let actions = offered(&mut client, &path);
    assert!(actions.iter().all(|action| action["edit"].get("documentChanges").is_none()));
    client.quiet();
}

#[test]
fn every_safe_fix_offered_removes_its_finding_and_adds_none() {
    for text in
        ["smiling", "Krstl, smiling", "krstl, smiling, smiling", "krstl,, smiling ,standing"]
    {
        let project = Project::new(&[text]);
        let path = project.path("01.txt");
        let mut client = Client::start(pulling(), &[&project.root()]);
        client.open(&path, text);
        let before = client.pulled(&path);
        let actions = offered(&mut client, &path);
        let safe = actions.iter().find(|action| action["isPreferred"] == true).unwrap();
        let resolved = client.request("codeAction/resolve", safe.clone());
        let edits = resolved["edit"]["documentChanges"][0]["edits"].as_array().unwrap();
        client.change(&path, 2, &applied(text, edits));
        let after = client.pulled(&path);
        assert!(after.len() < before.len(), "{text}: {:?} -> {:?}", codes(&before), codes(&after));
    }
}

/// An ASCII line with edits made, the last first.
fn applied(text: &str, edits: &[Value]) -> String {
    let mut text = text.to_owned();
    let mut edits: Vec<_> = edits.iter().collect();
    let column = |edit: &Value, end: &str| edit["range"][end]["character"].as_u64().unwrap();
    edits.sort_by_key(|edit| column(edit, "start"));
    for edit in edits.into_iter().rev() {
        let range = column(edit, "start") as usize..column(edit, "end") as usize;
        text.replace_range(range, edit["newText"].as_str().unwrap());
    }
    text
}
