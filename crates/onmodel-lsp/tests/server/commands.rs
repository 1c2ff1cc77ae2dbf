//! Commands: each answers, none ends the process.

use serde_json::{Value, json};

use crate::client::{Client, codes, pulling, uri};
use crate::project::Project;

fn run(client: &mut Client, command: &str, arguments: Value) -> Value {
    client
        .request("workspace/executeCommand", json!({ "command": command, "arguments": arguments }))
}

#[test]
fn every_command_declared_answers_whatever_it_is_given() {
    let project = Project::new(&["krstl, smiling, smiling"]);
    let mut client = Client::start(pulling(), &[&project.root()]);
    let names = client.capabilities["executeCommandProvider"]["commands"].clone();
    for name in names.as_array().unwrap() {
        let name = name.as_str().unwrap();
        assert!(name.starts_with("onmodel."), "{name}");
        for arguments in [json!([]), json!([7]), json!(["file:///nowhere/a.txt"]), json!([{}])] {
            run(&mut client, name, arguments);
            assert!(client.is_served(), "{name}");
        }
    }
    assert_eq!(run(&mut client, "onmodel.unknown", json!([]))["error"]["code"], -32602);
    client.forget(&["window/showMessage", "workspace/applyEdit"]);
}

#[test]
fn a_check_waits_for_the_pictures_and_says_how_the_set_stands() {
    let project = Project::new(&["smiling"]);
    project.write("01.png", "no picture");
    let mut client = Client::start(pulling(), &[&project.root()]);
    let status = run(&mut client, "onmodel.checkDataset", json!([uri(&project.path("01.txt"))]));
    assert_eq!(status[0]["name"], "kestrel");
    assert_eq!(status[0]["uri"], uri(&project.root()));
    assert_eq!(status[0]["ready"], false);
    assert!(status[0]["problems"].as_u64().unwrap() >= 2, "{status}");
}

#[test]
fn a_set_is_mended_as_one_edit_of_open_and_closed_files() {
    let project = Project::new(&["krstl, smiling, smiling", "running", "krstl, standing"]);
    let marked = project.write("03.txt", "\u{feff}krstl, standing");
    let path = project.path("01.txt");
    let mut client = Client::start(pulling(), &[&project.root()]);
    client.open(&path, "krstl, smiling, smiling, unsaved");
    let done = run(&mut client, "onmodel.fixDataset", json!([uri(&path)]));
    assert_eq!(done["files"], 3, "{done}");
    let edit = client.serve("workspace/applyEdit");
    let changes = edit["edit"]["documentChanges"].as_array().unwrap();
    let uris: Vec<&Value> = changes.iter().map(|change| &change["textDocument"]["uri"]).collect();
    assert_eq!(uris, [&json!(uri(&path)), &json!(uri(&project.path("02.txt")))]);
    assert_eq!(changes[0]["textDocument"]["version"], 1);
    assert_eq!(changes[1]["edits"][0]["newText"], "krstl, ");
    // No editor shows the mark: the file itself was mended.
    assert_eq!(std::fs::read(marked).unwrap(), b"krstl, standing");
}

#[test]
fn traits_are_shown_as_markdown_and_pictures_by_the_client() {
    let project = Project::new(&["krstl, smiling, front view"]);
    let mut offered = pulling();
    offered["window"]["showDocument"] = json!({ "support": true });
    let mut client = Client::start(offered, &[&project.root()]);
    let path = project.path("01.txt");
    let text = run(&mut client, "onmodel.showTraits", json!([uri(&path)]));
    assert!(text.as_str().unwrap().contains("Pose"), "{text}");
    let opened = run(&mut client, "onmodel.openImage", json!([uri(&path)]));
    assert_eq!(opened["uri"], uri(&project.path("01.png")));
    assert_eq!(client.serve("window/showDocument")["uri"], opened["uri"]);
}

#[test]
fn a_restart_reads_everything_again() {
    let project = Project::new(&["krstl, smiling"]);
    let path = project.path("01.txt");
    let mut client = Client::start(pulling(), &[&project.root()]);
    assert!(!codes(&client.pulled(&path)).contains(&"trigger-missing"));
    // Nobody tells of this change.
    project.write("01.txt", "smiling");
    assert_eq!(run(&mut client, "onmodel.restart", json!([])), Value::Null);
    assert!(codes(&client.pulled(&path)).contains(&"trigger-missing"));
}

#[test]
fn progress_is_shown_to_who_asks_for_it() {
    let project = Project::new(&["krstl, smiling"]);
    let mut client = Client::start(pulling(), &[&project.root()]);
    let params = json!({ "command": "onmodel.checkDataset", "workDoneToken": "t" });
    client.request("workspace/executeCommand", params);
    for kind in ["begin", "end"] {
        client.wait_for(kind, |message| {
            message["method"] == "$/progress" && message["params"]["value"]["kind"] == kind
        });
    }
}
