//! What changes on the disk, told by a client that watches.

use serde_json::Value;

use crate::client::{Client, codes, vscode};
use crate::project::{CONFIG, Project};

fn pulling() -> Value {
    let mut offered = vscode();
    offered["workspace"]["diagnostics"] = Value::Null;
    offered
}

#[test]
fn a_caption_changed_created_or_deleted_is_followed() {
    let project = Project::new(&["krstl, smiling", "krstl, running"]);
    let (first, config) = (project.path("01.txt"), project.path("onmodel.toml"));
    let mut client = Client::start(pulling(), &[&project.root()]);
    assert!(!codes(&client.pulled(&first)).contains(&"trigger-missing"));
    project.write("01.txt", "smiling");
    client.touched(&first);
    assert!(codes(&client.pulled(&first)).contains(&"trigger-missing"));
    project.delete("01.txt");
    client.touched(&first);
    assert!(client.pulled(&first).is_empty());
    assert!(codes(&client.pulled(&config)).contains(&"caption-missing"));
    project.write("01.txt", "smiling");
    client.touched(&first);
    assert!(codes(&client.pulled(&first)).contains(&"trigger-missing"));
    assert!(!codes(&client.pulled(&config)).contains(&"caption-missing"));
}

#[test]
fn an_open_text_stands_over_a_file_that_changes() {
    let project = Project::new(&["krstl, smiling"]);
    let path = project.path("01.txt");
    let mut client = Client::start(pulling(), &[&project.root()]);
    client.open(&path, "smiling");
    project.write("01.txt", "krstl, running");
    client.touched(&path);
    assert!(codes(&client.pulled(&path)).contains(&"trigger-missing"));
    client.close(&path);
    assert!(!codes(&client.pulled(&path)).contains(&"trigger-missing"));
}

#[test]
fn a_new_image_a_new_set_and_a_new_configuration_are_found() {
    let project = Project::new(&["krstl, smiling"]);
    let config = project.path("onmodel.toml");
    let mut client = Client::start(pulling(), &[&project.root()]);
    project.draw("02.png", 9);
    client.touched(&project.path("02.png"));
    assert!(codes(&client.pulled(&config)).contains(&"caption-missing"));
    let other = project.write("other/onmodel.toml", CONFIG.replace("krstl", "mrvl"));
    let caption = project.write("other/1.txt", "krstl, smiling");
    project.draw("other/1.png", 5);
    client.touched(&other);
    assert!(codes(&client.pulled(&caption)).contains(&"trigger-missing"));
    project.write("onmodel.toml", CONFIG.replace("krstl", "smiling"));
    client.touched(&config);
    let items = client.pulled(&project.path("01.txt"));
    assert!(!codes(&items).contains(&"trigger-missing"), "{items:?}");
}

#[test]
fn thousands_of_files_at_once_are_one_change() {
    let project = Project::new(&["krstl, smiling"]);
    let mut client = Client::start(pulling(), &[&project.root()]);
    let mut paths = Vec::new();
    for number in 10..1010 {
        paths.push(project.write(&format!("{number}.txt"), "smiling, running"));
        project.write(&format!("{number}.png"), number.to_string());
    }
    for path in &paths {
        client.touched(path);
    }
    let items = client.pulled(paths.last().unwrap());
    assert!(codes(&items).contains(&"trigger-missing"), "{items:?}");
}

#[test]
fn a_client_that_pulls_is_told_to_after_the_disk_changed() {
    let project = Project::new(&["krstl, smiling"]);
    let mut client = Client::start(vscode(), &[&project.root()]);
    client.settle();
    client.drain_refreshes();
    project.write("01.txt", "smiling");
    client.touched(&project.path("01.txt"));
    client.serve("workspace/diagnostic/refresh");
    assert!(codes(&client.pulled(&project.path("01.txt"))).contains(&"trigger-missing"));
}
