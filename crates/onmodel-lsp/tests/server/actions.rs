//! Fixes, offered and applied.

use std::path::Path;

use serde_json::{Value, json};

use crate::client::{Client, codes, neovim_07, pulling, uri};
use crate::project::Project;

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
        .filter(|action| !action["title"].as_str().unwrap().ends_with("(onmodel.toml)"))
        .collect();
    assert!(!creating.is_empty(), "{actions:#?}");
    for action in creating {
        assert_eq!(action["isPreferred"], Value::Null);
        let resolved = client.request("codeAction/resolve", action.clone());
        let changes = &resolved["edit"]["documentChanges"];
        assert_eq!(changes[0]["kind"], "create", "{resolved}");
        assert_eq!(changes[0]["uri"], uri(&project.path("02.txt")));
    }
    // Asked about the picture itself, as from a list of pictures, the same is offered.
    let of_picture = offered(&mut client, &project.path("02.png"));
    assert!(!of_picture.is_empty());
    assert!(of_picture.iter().all(|action| action["diagnostics"][0]["code"] != Value::Null));
    titled(&of_picture, "caption-missing");
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

/// The text of a file after the edit of an action, resolved; the file need not be open.
fn after(client: &mut Client, action: &Value, path: &Path, text: &str) -> String {
    let resolved = client.request("codeAction/resolve", action.clone());
    let changes = resolved["edit"]["documentChanges"].as_array();
    let changes = changes.unwrap_or_else(|| panic!("{resolved}"));
    let own = changes.iter().find(|change| change["textDocument"]["uri"] == uri(path));
    applied_to_lines(text, own.unwrap()["edits"].as_array().unwrap())
}

/// An ASCII text with edits made, the last first.
fn applied_to_lines(text: &str, edits: &[Value]) -> String {
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let offset = |place: &Value| {
        starts[place["line"].as_u64().unwrap() as usize]
            + place["character"].as_u64().unwrap() as usize
    };
    let mut edits: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|edit| {
            let text = edit["newText"].as_str().unwrap();
            (offset(&edit["range"]["start"]), offset(&edit["range"]["end"]), text)
        })
        .collect();
    edits.sort_unstable();
    let mut text = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}

#[test]
fn all_safe_fixes_of_a_file_are_one_action_and_leave_nothing_safe() {
    let text = "smiling,, smiling , Krstl, standing";
    let project = Project::new(&[text]);
    let path = project.path("01.txt");
    let mut client = Client::start(pulling(), &[&project.root()]);
    client.open(&path, text);
    let params = json!({
        "textDocument": { "uri": uri(&path) },
        "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } },
        "context": { "diagnostics": [], "only": ["source.fixAll"] },
    });
    let actions = client.request("textDocument/codeAction", params.clone());
    assert_eq!(actions.as_array().unwrap().len(), 1, "{actions}");
    assert_eq!(actions[0]["kind"], "source.fixAll.onmodel");
    let fixed = after(&mut client, &actions[0], &path, text);
    assert_eq!(fixed, "krstl, smiling, standing");
    client.change(&path, 2, &fixed);
    assert_eq!(client.request("textDocument/codeAction", params), json!([]));
}

#[test]
fn all_findings_of_a_kind_are_fixed_in_the_file_and_in_the_set() {
    let text = "krstl, smiling, smiling, standing, standing";
    let project = Project::new(&[text, "krstl, running, running"]);
    let (path, other) = (project.path("01.txt"), project.path("02.txt"));
    let mut client = Client::start(pulling(), &[&project.root()]);
    client.open(&path, text);
    let actions = offered(&mut client, &path);
    let here = titled(&actions, "fix all 2 caption-duplicate-tag in this file").clone();
    assert_eq!(after(&mut client, &here, &path, text), "krstl, smiling, standing");
    let everywhere = titled(&actions, "fix all 3 caption-duplicate-tag in kestrel").clone();
    assert_eq!(after(&mut client, &everywhere, &path, text), "krstl, smiling, standing");
    let fixed = after(&mut client, &everywhere, &other, "krstl, running, running");
    assert_eq!(fixed, "krstl, running");
    let resolved = client.request("codeAction/resolve", everywhere);
    let annotation = &resolved["edit"]["changeAnnotations"]["onmodel"];
    assert_eq!(annotation["needsConfirmation"], true, "{resolved}");
}

#[test]
fn a_rule_is_silenced_here_or_turned_off_in_the_open_configuration() {
    let text = "krstl, smiling, smiling";
    let project = Project::new(&[text]);
    let (path, config) = (project.path("01.txt"), project.path("onmodel.toml"));
    let mut client = Client::start(pulling(), &[&project.root()]);
    client.open(&path, text);
    // Not saved: the edit must fit this text, comment and all.
    let open = format!("# mine\n{}# end\n", crate::project::CONFIG);
    client.open(&config, &open);
    let actions = offered(&mut client, &path);
    for (title, said) in [
        ("ignore caption-duplicate-tag in 01.txt", "files = [\"01.txt\"]"),
        ("set caption-duplicate-tag to off", "caption-duplicate-tag = \"off\""),
    ] {
        let action = titled(&actions, title).clone();
        let new = after(&mut client, &action, &config, &open);
        assert!(
            new.starts_with("# mine\n") && new.contains(said) && new.contains("# end"),
            "{new}"
        );
        client.change(&config, 2, &new);
        let left = client.pulled(&path);
        assert!(!codes(&left).contains(&"caption-duplicate-tag"), "{new}: {left:?}");
        assert_eq!(client.pulled(&config).iter().filter(|item| item["severity"] == 1).count(), 0);
        client.change(&config, 3, &open);
    }
    let of_rule = |action: &&Value| {
        let title = action["title"].as_str().unwrap();
        title.contains("caption-duplicate-tag") && title.ends_with("(onmodel.toml)")
    };
    assert_eq!(actions.iter().filter(of_rule).count(), 2, "no more than can be read at a glance");
}

#[test]
fn what_an_editor_does_not_show_is_mended_in_the_file_itself() {
    let project = Project::new(&["krstl, smiling"]);
    let path = project.write("01.txt", "\u{feff}krstl, smiling");
    let mut client = Client::start(pulling(), &[&project.root()]);
    client.open(&path, "krstl, smiling, unsaved");
    let actions = offered(&mut client, &path);
    let action = titled(&actions, "byte order mark");
    let command = &action["command"];
    let run = json!({ "command": command["command"], "arguments": command["arguments"] });
    let refused = client.request("workspace/executeCommand", run.clone());
    assert!(refused["error"]["message"].as_str().unwrap().contains("save 01.txt first"));
    client.change(&path, 2, "krstl, smiling");
    client.request("workspace/executeCommand", run);
    assert_eq!(std::fs::read(&path).unwrap(), b"krstl, smiling");
    assert!(!codes(&client.pulled(&path)).contains(&"caption-encoding"));
    client.drain_refreshes();
}
