//! Work that a person stops, and answers that come in parts.

use std::time::{Duration, Instant, SystemTime};

use serde_json::{Value, json};

use crate::client::{Client, pulling};
use crate::project::Project;

/// As many pictures as take a while to look at, none of which anybody has looked at before.
fn pictures(project: &Project, count: usize) {
    let image = image::GrayImage::from_pixel(2048, 2048, image::Luma([7]));
    let path = project.path("first.png");
    image.save(&path).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    project.delete("first.png");
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos();
    for number in 0..count {
        // What follows the end of a picture is nobody's, but makes it another file.
        let own = format!("{now} {number}");
        project.write(&format!("p{number}.png"), [bytes.as_slice(), own.as_bytes()].concat());
    }
}

fn progress(client: &mut Client, kind: &str, token: &Value) {
    client.wait_for(kind, |message| {
        message["method"] == "$/progress"
            && message["params"]["token"] == *token
            && message["params"]["value"]["kind"] == kind
    });
}

#[test]
fn looking_at_pictures_is_stopped_and_goes_on_when_a_check_asks() {
    let project = Project::new(&["krstl, smiling"]);
    pictures(&project, 200);
    let mut client = Client::start(pulling(), &[&project.root()]);
    let token = client.serve("window/workDoneProgress/create")["token"].clone();
    progress(&mut client, "begin", &token);
    client.notify("window/workDoneProgress/cancel", json!({ "token": token }));
    progress(&mut client, "end", &token);
    let status = client.request(
        "workspace/executeCommand",
        json!({ "command": "onmodel.checkDataset", "workDoneToken": "mine" }),
    );
    assert_eq!(status[0]["name"], "kestrel", "{status}");
    progress(&mut client, "begin", &json!("mine"));
    progress(&mut client, "report", &json!("mine"));
    progress(&mut client, "end", &json!("mine"));
    // Nothing that is still looked at holds up who leaves; dropping the client asserts the rest.
    let begun = Instant::now();
    client.request("workspace/executeCommand", json!({ "command": "onmodel.restart" }));
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_command_that_is_stopped_says_so_and_ends_its_progress() {
    let project = Project::new(&["krstl, smiling"]);
    pictures(&project, 200);
    let mut client = Client::start(pulling(), &[&project.root()]);
    let params = |token: &str| json!({ "command": "onmodel.checkDataset", "workDoneToken": token });
    let stopped = client.ask("workspace/executeCommand", params("stopped"));
    progress(&mut client, "begin", &json!("stopped"));
    client.notify("window/workDoneProgress/cancel", json!({ "token": "stopped" }));
    assert_eq!(client.answer(stopped)["error"]["code"], -32800);
    progress(&mut client, "end", &json!("stopped"));
    let cancelled = client.ask("workspace/executeCommand", params("cancelled"));
    progress(&mut client, "begin", &json!("cancelled"));
    client.notify("$/cancelRequest", json!({ "id": cancelled }));
    assert_eq!(client.answer(cancelled)["error"]["code"], -32800);
    progress(&mut client, "end", &json!("cancelled"));
    // A token that means nothing is passed over.
    client.notify("window/workDoneProgress/cancel", json!({ "token": 7 }));
    assert!(client.is_served());
}

#[test]
fn a_workspace_is_told_of_in_parts_to_who_takes_them() {
    let captions = vec!["smiling"; 120];
    let project = Project::new(&captions);
    let mut client = Client::start(pulling(), &[&project.root()]);
    client.settle();
    let mut params = json!({ "previousResultIds": [] });
    let whole = client.request("workspace/diagnostic", params.clone());
    params["partialResultToken"] = json!("parts");
    let last = client.request("workspace/diagnostic", params);
    assert_eq!(last, json!({ "items": [] }));
    let mut told = Vec::new();
    while told.len() < whole["items"].as_array().unwrap().len() {
        let part = client.wait_for("a part", |message| {
            message["method"] == "$/progress" && message["params"]["token"] == "parts"
        });
        told.extend(part["params"]["value"]["items"].as_array().unwrap().clone());
    }
    assert_eq!(Value::from(told), whole["items"]);
}
