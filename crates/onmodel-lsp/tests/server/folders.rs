//! Several folders and several sets, one server.

use serde_json::json;

use crate::client::{Client, codes, pulling, uri};
use crate::project::{CONFIG, Project};

#[test]
fn folders_come_and_go() {
    let (one, two) = (Project::new(&["smiling"]), Project::new(&["running"]));
    let mut client = Client::start(pulling(), &[&one.root()]);
    assert!(codes(&client.pulled(&one.path("01.txt"))).contains(&"trigger-missing"));
    assert!(client.pulled(&two.path("01.txt")).is_empty());
    let folder = |project: &Project| json!({ "uri": uri(&project.root()), "name": "x" });
    let event = json!({ "event": { "added": [folder(&two)], "removed": [folder(&one)] } });
    client.notify("workspace/didChangeWorkspaceFolders", event);
    assert!(codes(&client.pulled(&two.path("01.txt"))).contains(&"trigger-missing"));
    assert!(client.pulled(&one.path("01.txt")).is_empty());
}

#[test]
fn a_set_outside_the_folders_is_served_while_a_caption_of_it_is_open() {
    let project = Project::new(&["smiling"]);
    let path = project.path("01.txt");
    let mut client = Client::start(pulling(), &[]);
    assert!(client.pulled(&path).is_empty());
    client.open(&path, "smiling, smiling");
    assert!(codes(&client.pulled(&path)).contains(&"caption-duplicate-tag"));
    client.close(&path);
    assert!(client.pulled(&path).is_empty());
}

#[test]
fn two_sets_in_one_folder_are_judged_each_by_its_own_configuration() {
    let project = Project::new(&["krstl, smiling"]);
    let other = project.write("other/onmodel.toml", CONFIG.replace("krstl", "mrvl"));
    let caption = project.write("other/1.txt", "krstl, smiling");
    project.draw("other/1.png", 5);
    let mut client = Client::start(pulling(), &[&project.root()]);
    assert!(!codes(&client.pulled(&project.path("01.txt"))).contains(&"trigger-missing"));
    assert!(codes(&client.pulled(&caption)).contains(&"trigger-missing"));
    client.open(&other, &CONFIG.replace("krstl", "smiling"));
    assert!(!codes(&client.pulled(&caption)).contains(&"trigger-missing"));
}
