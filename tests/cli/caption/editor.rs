//! `onmodel.draftCaption`: a draft asked for in an editor.

use fake_scenario::Chat;
use serde_json::{Value, json};

use super::{bare, configured, text};
use crate::lsp::Server;
use crate::submit::desk::Desk;

/// A client that takes actions, creates files and shows questions, with the desk's folder open.
fn editor(desk: &Desk) -> Server {
    let offered = json!({
        "processId": std::process::id(),
        "capabilities": {
            "textDocument": { "codeAction": { "codeActionLiteralSupport": {
                "codeActionKind": { "valueSet": ["quickfix"] } } } },
            "workspace": { "workspaceEdit": {
                "documentChanges": true, "resourceOperations": ["create", "rename"] } },
            "window": { "workDoneProgress": true },
        },
        "workspaceFolders": [{ "uri": uri(desk, "set"), "name": "set" }],
    });
    let mut server = Server::begin(desk.program(), &desk.sandbox, offered);
    server.send(&json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
    server
}

fn uri(desk: &Desk, name: &str) -> String {
    format!("file://{}", desk.sandbox.path(name).display())
}

/// The draft offered for a file, as a command to be run.
fn offered(server: &mut Server, desk: &Desk, name: &str) -> Value {
    let start = json!({ "line": 0, "character": 0 });
    let params = json!({
        "textDocument": { "uri": uri(desk, name) },
        "range": { "start": start, "end": { "line": 0, "character": 99 } },
        "context": { "diagnostics": [] },
    });
    let reply = server.ask(5, "textDocument/codeAction", params);
    let actions = reply["result"].as_array().unwrap().clone();
    let draft =
        actions.iter().find(|action| action["command"]["command"] == "onmodel.draftCaption");
    draft.map(|action| action["command"].clone()).unwrap_or_default()
}

/// Runs it, answering questions with `answer`, until the server sends an edit or tells something.
fn run(server: &mut Server, command: &Value, answer: &Value) -> (Value, Vec<String>) {
    let params = json!({ "command": command["command"], "arguments": command["arguments"] });
    let request = json!({ "jsonrpc": "2.0", "id": 7, "method": "workspace/executeCommand", "params": params });
    server.send(&request);
    let mut asked = Vec::new();
    loop {
        let message = server.read();
        let method = message["method"].as_str().unwrap_or_default();
        let is_request = message["id"] != Value::Null && !method.is_empty();
        let result = match method {
            "workspace/applyEdit" => json!({ "applied": true }),
            "window/showMessageRequest" => {
                asked.push(message["params"]["message"].as_str().unwrap().to_owned());
                answer.clone()
            }
            _ => Value::Null,
        };
        if is_request {
            server.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": result }));
        }
        if method == "workspace/applyEdit" || method == "window/showMessage" {
            return (message["params"].clone(), asked);
        }
    }
}

#[test]
fn a_blank_caption_is_filled_by_an_edit() {
    let (desk, chat) = (bare(), Chat::saying(&["running, running, back view"]));
    configured(&desk, &chat.endpoint(), "");
    let mut server = editor(&desk);
    let command = offered(&mut server, &desk, "set/02.txt");
    let (edit, asked) = run(&mut server, &command, &Value::Null);
    let change = &edit["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["uri"], uri(&desk, "set/02.txt"), "{edit}");
    assert_eq!(change["edits"][0]["newText"], "krstl, running, back view\n");
    assert!(asked.is_empty(), "it stays on this machine: {asked:?}");
    assert_eq!(text(&desk, "set/02.txt"), "\n", "the editor writes, not the server");
}

#[test]
fn a_missing_caption_is_created_by_an_edit() {
    let (desk, chat) = (bare(), Chat::saying(&["krstl, sitting"]));
    configured(&desk, &chat.endpoint(), "");
    let mut server = editor(&desk);
    let command = offered(&mut server, &desk, "set/01.png");
    let (edit, _) = run(&mut server, &command, &Value::Null);
    let changes = edit["edit"]["documentChanges"].as_array().unwrap();
    assert_eq!(changes[0]["kind"], "create", "{edit}");
    assert_eq!(changes[0]["uri"], uri(&desk, "set/01.txt"));
    assert_eq!(changes[1]["edits"][0]["newText"], "krstl, sitting\n");
}

#[test]
fn a_draft_that_is_paid_for_is_asked_about() {
    let desk = bare();
    configured(&desk, "https://unused.invalid", "");
    desk.sandbox.file(
        "set/onmodel.toml",
        "[dataset]\nname = \"kestrel\"\ntrigger = \"krstl\"\n\n[caption]\nprovider = \"scenario\"\n",
    );
    let mut server = editor(&desk);
    let command = offered(&mut server, &desk, "set/02.txt");
    let yes = json!({ "title": "Draft for 2 CU" });
    let (edit, asked) = run(&mut server, &command, &yes);
    assert_eq!(asked, ["Scenario drafts a caption for 02.png for 2 CU. The picture goes there."]);
    let text = &edit["edit"]["documentChanges"][0]["edits"][0]["newText"];
    assert_eq!(text, "krstl, A woman standing in the rain.\n");
    assert_eq!(desk.fake.world().studio.jobs.len(), 1);
}

#[test]
fn without_a_provider_no_draft_is_offered() {
    let desk = bare();
    let mut server = editor(&desk);
    assert_eq!(offered(&mut server, &desk, "set/02.txt"), Value::Null);
}
