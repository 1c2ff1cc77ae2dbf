//! What changes on the disk, told by a client that watches.

use serde_json::Value;

use crate::client::{Client, codes, pulling, vscode};
use crate::project::{CONFIG, Project};

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

mod without_a_watching_client {
    use super::*;
    use crate::client::neovim_07;

    fn has(params: &Value, code: &str) -> bool {
        params["diagnostics"].as_array().unwrap().iter().any(|item| item["code"] == code)
    }

    #[test]
    fn captions_images_and_configurations_are_followed() {
        let project = Project::new(&["krstl, smiling", "krstl, running"]);
        let (first, config) = (project.path("01.txt"), project.path("onmodel.toml"));
        let mut client = Client::start(neovim_07(), &[&project.root()]);
        client.settle();
        project.write("01.txt", "smiling");
        client.pushed(&first, |params| has(params, "trigger-missing"));
        project.draw("03.png", 9);
        client.pushed(&config, |params| has(params, "caption-missing"));
        project.write("03.txt", "smiling");
        client.pushed(&config, |params| !has(params, "caption-missing"));
        project.write("onmodel.toml", CONFIG.replace("krstl", "smiling"));
        client.pushed(&first, |params| !has(params, "trigger-missing"));
        client.quiet();
    }

    #[test]
    fn sets_that_come_move_and_go_are_followed() {
        let project = Project::new(&["krstl, smiling"]);
        let mut client = Client::start(neovim_07(), &[&project.root()]);
        client.settle();
        project.write("other/onmodel.toml", CONFIG.replace("kestrel", "other"));
        let old = project.write("other/1.txt", "smiling");
        project.draw("other/1.png", 5);
        client.pushed(&old, |params| has(params, "trigger-missing"));
        std::fs::rename(project.path("other"), project.path("moved")).unwrap();
        client.pushed(&project.path("moved/1.txt"), |params| has(params, "trigger-missing"));
        client.pushed(&old, |params| params["diagnostics"].as_array().unwrap().is_empty());
        project.write("moved/1.txt", "smiling, smiling");
        let moved = project.path("moved/1.txt");
        client.pushed(&moved, |params| has(params, "caption-duplicate-tag"));
        std::fs::remove_dir_all(project.path("moved")).unwrap();
        client.pushed(&moved, |params| params["diagnostics"].as_array().unwrap().is_empty());
        client.quiet();
    }

    #[test]
    fn a_checkout_of_many_files_ends_as_a_fresh_start_would() {
        let project = Project::new(&["krstl, smiling"]);
        let mut client = Client::start(neovim_07(), &[&project.root()]);
        client.settle();
        for number in 100..400 {
            project.write(&format!("{number}.txt"), format!("krstl, running, tag {number}"));
            project.write(&format!("{number}.png"), number.to_string());
        }
        for number in 100..400 {
            let path = project.path(&format!("{number}.txt"));
            match number % 3 {
                0 => project.write(&format!("{number}.txt"), "smiling, here now"),
                1 => project.delete(&format!("{number}.txt")),
                _ => path,
            };
        }
        let last = project.path("399.txt");
        client.pushed(&last, |params| has(params, "trigger-missing"));
        let config = project.path("onmodel.toml");
        let is_all = |params: &Value| {
            let items = params["diagnostics"].as_array().unwrap();
            let missing = items.iter().filter(|item| item["code"] == "caption-missing").count();
            missing == 100
                || items.iter().any(|item| {
                    let message = item["message"].as_str().unwrap();
                    item["code"] == "caption-missing" && message.starts_with("100 of 301")
                })
        };
        client.pushed(&config, is_all);
        client.quiet();
    }
}
