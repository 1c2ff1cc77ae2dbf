//! How the sets stand, for a status bar.

use serde_json::{Value, json};

use crate::client::{Client, neovim_07, uri};
use crate::project::Project;

/// A client that asks for the status of a project's set.
fn watching(project: &Project) -> Client {
    let mut client = Client::raw();
    let folder = json!({ "uri": uri(&project.root()), "name": "x" });
    let offered = json!({
        "processId": std::process::id(),
        "capabilities": neovim_07(),
        "workspaceFolders": [folder],
        "initializationOptions": { "status": true },
    });
    client.request("initialize", offered);
    client.notify("initialized", json!({}));
    client
}

/// The set's status, once it is what `holds` wants; earlier ones are read.
fn status(client: &mut Client, holds: impl Fn(&Value) -> bool) -> Value {
    loop {
        let message = client.wait_for("a status", |message| message["method"] == "onmodel/status");
        let set = &message["params"]["datasets"][0];
        if holds(set) {
            return set.clone();
        }
    }
}

#[test]
fn who_asks_is_told_how_a_set_stands_and_told_again_when_it_changed() {
    let project = Project::new(&["krstl, smiling", "running"]);
    let mut client = watching(&project);
    let before = status(&mut client, |set| set["problems"] == 1);
    assert_eq!(before["uri"], uri(&project.root()));
    assert_eq!(before["config"], uri(&project.path("onmodel.toml")));
    assert_eq!(before["name"], "kestrel");
    assert_eq!(before["ready"], false);
    assert_eq!(before["mendable"], 1);
    client.open(&project.path("02.txt"), "krstl, running");
    let after = status(&mut client, |set| set["problems"] == 0);
    assert_eq!(after["ready"], true);
    assert!(after["score"].as_f64() > before["score"].as_f64(), "{after}");
    client.is_served();
    client.forget(&["onmodel/status"]);
    client.quiet();
}

#[test]
fn the_score_that_a_configuration_asks_for_counts() {
    let project = Project::new(&["krstl, smiling"]);
    project.write(
        "onmodel.toml",
        "[dataset]\nname = \"kestrel\"\ntrigger = \"krstl\"\n\
        [rules]\nimage-too-small = \"off\"\n[score]\nmin = 99\n",
    );
    let mut client = watching(&project);
    let set = status(&mut client, |set| set["problems"] == 0);
    assert_eq!((&set["needed"], &set["ready"]), (&json!(99.0), &json!(false)), "{set}");
    client.forget(&["onmodel/status"]);
    client.quiet();
}
