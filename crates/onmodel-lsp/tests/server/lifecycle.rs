//! How it begins and how it ends, and that nothing malformed ends it.

use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Client, neovim_07, vscode};
use crate::project::Project;

#[test]
fn exit_ends_the_server_within_a_second_while_the_input_stays_open() {
    let mut client = Client::start(neovim_07(), &[]);
    client.request("shutdown", Value::Null);
    let (code, took) = client.exit();
    assert_eq!(code, 0);
    assert!(took < Duration::from_secs(1), "{took:?}");
}

#[test]
fn exit_without_shutdown_is_a_failure() {
    let (code, took) = Client::start(neovim_07(), &[]).exit();
    assert_eq!(code, 1);
    assert!(took < Duration::from_secs(1), "{took:?}");
}

#[test]
fn exit_before_initialize_ends_the_server_too() {
    let (code, _) = Client::raw().exit();
    assert_eq!(code, 1);
}

#[test]
fn the_end_of_the_input_ends_the_server_within_three_seconds() {
    let (code, took) = Client::start(neovim_07(), &[]).hang_up();
    assert_eq!(code, 1);
    assert!(took < Duration::from_secs(3), "{took:?}");
    let mut client = Client::start(neovim_07(), &[]);
    client.request("shutdown", Value::Null);
    assert_eq!(client.hang_up().0, 0);
}

#[test]
fn unknown_internals_are_refused_and_unknown_notifications_ignored() {
    let mut client = Client::start(neovim_07(), &[]);
    let answer = client.request("$/unknown", json!({}));
    assert_eq!(answer["error"]["code"], -32601);
    client.notify("$/unknown", json!({}));
    client.notify("unknown/unknown", json!({}));
    assert!(client.is_served());
}

#[test]
fn malformed_messages_end_nothing() {
    let mut client = Client::start(neovim_07(), &[]);
    for bytes in [
        "nonsense\r\n\r\n",
        "Content-Length: x\r\n\r\n",
        "Content-Length: 3\r\n\r\n{]}",
        "Content-Length: 2\r\n\r\n[]",
        "Content-Length: 0\r\n\r\n",
        "Content-Length: 4\r\n\r\nnull",
    ] {
        client.send_raw(bytes.as_bytes());
    }
    client.notify("textDocument/didChange", json!({ "textDocument": 7 }));
    client.notify("textDocument/didOpen", json!(["what"]));
    client.notify("workspace/didChangeWatchedFiles", Value::Null);
    assert!(client.is_served());
    let refused = client.request("textDocument/codeAction", json!({ "range": "everywhere" }));
    assert_eq!(refused["error"]["code"], -32602);
}

#[test]
fn what_was_not_offered_is_not_declared() {
    let client = Client::start(json!({}), &[]);
    let offered = &client.capabilities;
    assert_eq!(offered["diagnosticProvider"], Value::Null);
    assert_eq!(offered["positionEncoding"], "utf-16");
    assert_eq!(offered["codeActionProvider"], true);
    drop(client);
    let mut client = Client::start(vscode(), &[]);
    client.serve("workspace/diagnostic/refresh");
    assert_eq!(client.capabilities["diagnosticProvider"]["workspaceDiagnostics"], true);
    assert_eq!(client.capabilities["codeActionProvider"]["resolveProvider"], true);
}

#[test]
fn requests_before_initialize_are_refused_and_documents_passed_over() {
    let project = Project::new(&["smiling"]);
    let mut client = Client::raw();
    let answer = client.request("textDocument/hover", json!({}));
    assert_eq!(answer["error"]["code"], -32002);
    client.open(&project.path("01.txt"), "smiling");
    assert_eq!(client.exit().0, 1);
}
