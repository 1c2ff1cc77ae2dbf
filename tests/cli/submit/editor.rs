//! `onmodel.submitTraining`: the same road, from an editor.

use serde_json::{Value, json};

use super::desk::Desk;
use crate::lsp::Server;

/// A client that shows progress and asks questions, with the desk's folder open.
fn editor(desk: &Desk) -> Server {
    let folder = format!("file://{}", desk.sandbox.path("set").display());
    let offered = json!({
        "processId": std::process::id(),
        "capabilities": { "window": { "workDoneProgress": true } },
        "workspaceFolders": [{ "uri": folder, "name": "set" }],
    });
    let mut server = Server::begin(desk.program(), &desk.sandbox, offered);
    server.send(&json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
    server
}

fn submit(server: &mut Server) {
    let params = json!({ "command": "onmodel.submitTraining", "arguments": [] });
    let request = json!({ "jsonrpc": "2.0", "id": 7, "method": "workspace/executeCommand", "params": params });
    server.send(&request);
}

/// Reads on, answering what is asked, until `is_it`; the progress shown on the way.
fn until(
    server: &mut Server,
    answer: &Value,
    is_it: impl Fn(&Value) -> bool,
) -> (Value, Vec<String>) {
    let mut shown = Vec::new();
    loop {
        let message = server.read();
        if is_it(&message) {
            return (message, shown);
        }
        let value = &message["params"]["value"];
        shown.extend(value["message"].as_str().map(str::to_owned));
        if message["method"] == "window/showMessageRequest" {
            shown.push(message["params"]["message"].as_str().unwrap().to_owned());
        }
        let result = match message["method"].as_str() {
            Some("window/showMessageRequest") => answer.clone(),
            _ => Value::Null,
        };
        if message["id"] != Value::Null && message["method"] != Value::Null {
            server.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": result }));
        }
    }
}

fn is_told(message: &Value) -> bool {
    message["method"] == "window/showMessage"
}

#[test]
fn a_set_is_submitted_from_an_editor_asked_about_and_followed() {
    let desk = Desk::new();
    let mut server = editor(&desk);
    submit(&mut server);
    let answer = json!({ "title": "Train for 45 CU" });
    let (told, shown) = until(&mut server, &answer, is_told);
    let text = told["params"]["message"].as_str().unwrap();
    assert!(text.contains("is ready to use"), "{text}");
    assert!(
        shown.iter().any(|text| text.contains("quotes 45 CU to train model_0001")),
        "{shown:?}"
    );
    assert!(shown.iter().any(|text| text == "sending 00.png"), "{shown:?}");
    desk.is_trained_once("");
}

#[test]
fn an_editor_that_says_no_spends_nothing() {
    let desk = Desk::new();
    let mut server = editor(&desk);
    for answer in [json!({ "title": "Cancel" }), Value::Null] {
        submit(&mut server);
        let (told, _) = until(&mut server, &answer, is_told);
        let text = told["params"]["message"].as_str().unwrap();
        assert!(text.contains("nothing spent"), "{text}");
    }
    assert_eq!(desk.fake.world().models[0].trainings, 0);
}

#[test]
fn a_progress_that_is_given_up_leaves_the_training_running() {
    let desk = Desk::new();
    desk.fake.world().switches.steps = 1_000_000;
    let mut server = editor(&desk);
    submit(&mut server);
    let answer = json!({ "title": "Train for 45 CU" });
    let (begin, _) = until(&mut server, &answer, |message| {
        message["method"] == "$/progress"
            && message["params"]["value"]["kind"] == "report"
            && message["params"]["value"]["message"] == "training"
    });
    let params = json!({ "token": begin["params"]["token"] });
    server.send(
        &json!({ "jsonrpc": "2.0", "method": "window/workDoneProgress/cancel", "params": params }),
    );
    let (told, _) = until(&mut server, &answer, is_told);
    assert!(told["params"]["message"].as_str().unwrap().contains("No longer followed"), "{told}");
    assert_eq!(desk.fake.world().models[0].status, "training");
}

#[test]
fn a_set_that_is_not_ready_is_not_sent() {
    let desk = Desk::new();
    desk.sandbox.file("set/01.txt", "sitting, side view\n");
    let mut server = editor(&desk);
    submit(&mut server);
    let (told, _) = until(&mut server, &Value::Null, is_told);
    assert!(told["params"]["message"].as_str().unwrap().contains("1 problem to mend"), "{told}");
    assert!(desk.fake.asked().is_empty());
}
