//! What is shown where, pushed or pulled.

use serde_json::{Value, json};

use crate::client::{Client, codes, neovim_07, pulling, uri};
use crate::project::Project;

fn has(params: &Value, code: &str) -> bool {
    params["diagnostics"].as_array().unwrap().iter().any(|item| item["code"] == code)
}

#[test]
fn a_client_that_cannot_pull_is_pushed_to_with_the_version_of_the_text() {
    let project = Project::new(&["krstl, smiling", "krstl, running"]);
    let path = project.path("01.txt");
    let mut client = Client::start(neovim_07(), &[&project.root()]);
    client.open(&path, "krstl, smiling");
    client.change(&path, 2, "smiling");
    let params = client.pushed(&path, |params| params["version"] == 2);
    assert!(has(&params, "trigger-missing"), "{params}");
    client.change(&path, 3, "krstl, smiling");
    let params = client.pushed(&path, |params| params["version"] == 3);
    assert!(!has(&params, "trigger-missing"), "{params}");
    client.close(&path);
    client.pushed(&path, |params| params.get("version").is_none());
    client.quiet();
}

#[test]
fn a_client_that_pulls_is_never_pushed_to() {
    let project = Project::new(&["krstl, smiling", "running"]);
    let path = project.path("01.txt");
    let mut client = Client::start(pulling(), &[&project.root()]);
    client.open(&path, "smiling");
    assert!(codes(&client.pulled(&path)).contains(&"trigger-missing"));
    // Captions that are not open are shown too. Dropping the client asserts that nothing was pushed.
    assert!(codes(&client.pulled(&project.path("02.txt"))).contains(&"trigger-missing"));
}

#[test]
fn a_report_is_unchanged_only_for_who_has_it() {
    let project = Project::new(&["smiling"]);
    let path = project.path("01.txt");
    let mut client = Client::start(pulling(), &[&project.root()]);
    client.settle();
    let params = json!({ "textDocument": { "uri": uri(&path) } });
    let full = client.request("textDocument/diagnostic", params.clone());
    assert_eq!(full["kind"], "full");
    let mut again = params.clone();
    again["previousResultId"] = full["resultId"].clone();
    assert_eq!(client.request("textDocument/diagnostic", again)["kind"], "unchanged");
    assert_eq!(client.request("textDocument/diagnostic", params)["kind"], "full");
}

#[test]
fn the_whole_workspace_is_reported_at_once_and_what_was_mended_as_empty() {
    let project = Project::new(&["smiling", "krstl, running"]);
    let path = project.path("01.txt");
    let mut client = Client::start(pulling(), &[&project.root()]);
    client.settle();
    let report = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let items = report["items"].as_array().unwrap();
    let of = |items: &[Value], path| {
        items.iter().find(|item| item["uri"] == uri(path)).cloned().unwrap_or_default()
    };
    let before = of(items, &path);
    assert!(codes(before["items"].as_array().unwrap()).contains(&"trigger-missing"), "{report}");
    client.open(&path, "krstl, smiling, front view, full body, standing");
    client.pulled(&path);
    let known = json!([{ "uri": uri(&path), "value": before["resultId"] }]);
    let report = client.request("workspace/diagnostic", json!({ "previousResultIds": known }));
    let after = of(report["items"].as_array().unwrap(), &path);
    assert_eq!(after["kind"], "full");
    assert_eq!(after["version"], 1);
    assert!(!codes(after["items"].as_array().unwrap()).contains(&"trigger-missing"));
}

#[test]
fn files_that_are_of_no_set_are_left_alone() {
    let project = Project::new(&["krstl, smiling"]);
    let other = tempfile::tempdir().unwrap();
    let note = other.path().canonicalize().unwrap().join("note.txt");
    std::fs::write(&note, "smiling, smiling").unwrap();
    let readme = project.write("README.txt", "smiling, smiling");
    let mut client = Client::start(neovim_07(), &[&project.root()]);
    for path in [&note, &readme] {
        client.open(path, "smiling, smiling");
        client.change(path, 2, "smiling, smiling, smiling");
        client.close(path);
    }
    client.settle();
    let pushed = client.unread_pushes();
    assert!(!pushed.contains(&uri(&note)) && !pushed.contains(&uri(&readme)), "{pushed:?}");
    client.quiet();
}

#[test]
fn what_has_no_caption_is_shown_where_the_set_is_named() {
    let project = Project::new(&["krstl, smiling"]);
    project.draw("02.png", 9);
    let mut client = Client::start(pulling(), &[&project.root()]);
    client.settle();
    let items = client.pulled(&project.path("onmodel.toml"));
    let missing = items.iter().find(|item| item["code"] == "caption-missing").unwrap();
    assert_eq!(missing["range"]["start"], json!({ "line": 1, "character": 7 }));
    assert!(missing["message"].as_str().unwrap().starts_with("02.png "), "{missing}");
}

#[test]
fn a_picture_is_spoken_of_in_its_caption() {
    let project = Project::new(&["krstl, smiling", "krstl, running"]);
    project.write("02.png", "no picture");
    let mut client = Client::start(neovim_07(), &[&project.root()]);
    let path = project.path("02.txt");
    let then = client.pushed(&path, |params| has(params, "image-unreadable"));
    let items = then["diagnostics"].as_array().unwrap();
    let broken = items.iter().find(|item| item["code"] == "image-unreadable").unwrap();
    assert!(broken["message"].as_str().unwrap().starts_with("02.png: "), "{broken}");
    assert_eq!(broken["range"]["start"], json!({ "line": 0, "character": 0 }));
    client.quiet();
}

#[test]
fn an_open_configuration_counts_before_it_is_saved_and_its_faults_are_shown_on_it() {
    let project = Project::new(&["smiling"]);
    let (path, caption) = (project.path("onmodel.toml"), project.path("01.txt"));
    let mut client = Client::start(pulling(), &[&project.root()]);
    client.open(&path, crate::project::CONFIG);
    assert!(codes(&client.pulled(&caption)).contains(&"trigger-missing"));
    client.change(&path, 2, "[dataset]\nname = \"kestrel\"\ntrigger = \"smiling\"\n");
    assert!(!codes(&client.pulled(&caption)).contains(&"trigger-missing"));
    client.change(&path, 3, "[dataset]\nname = \"kestrel\"\ntriger = \"x\"\n");
    let items = client.pulled(&path);
    assert_eq!(items[0]["severity"], 1);
    assert_eq!(items[0]["range"]["start"]["line"], 2);
    assert!(items[0]["message"].as_str().unwrap().contains("trigger"), "{items:?}");
}

#[test]
fn positions_are_counted_as_agreed() {
    // One emoji: two units of UTF-16, four bytes of UTF-8.
    let text = "krstl, \u{1f600}, smiling, smiling";
    let project = Project::new(&[text]);
    for (encodings, start) in [(json!(["utf-16"]), 20), (json!(["utf-16", "utf-8"]), 22)] {
        let mut offered = pulling();
        offered["general"]["positionEncodings"] = encodings;
        let mut client = Client::start(offered, &[&project.root()]);
        let items = client.pulled(&project.path("01.txt"));
        let twice = items.iter().find(|item| item["code"] == "caption-duplicate-tag").unwrap();
        assert_eq!(twice["range"]["start"]["character"], start, "{twice}");
    }
}

#[test]
fn a_byte_order_mark_stays_reported_while_the_file_is_open() {
    let project = Project::new(&["krstl, smiling"]);
    let path = project.write("01.txt", "\u{feff}krstl, smiling, smiling");
    let mut client = Client::start(pulling(), &[&project.root()]);
    assert!(codes(&client.pulled(&path)).contains(&"caption-encoding"));
    client.open(&path, "krstl, smiling, smiling");
    let items = client.pulled(&path);
    assert!(codes(&items).contains(&"caption-encoding"));
    let twice = items.iter().find(|item| item["code"] == "caption-duplicate-tag").unwrap();
    assert_eq!(twice["range"]["start"]["character"], 16);
    // A client that shows the mark counts it.
    client.change(&path, 2, "\u{feff}krstl, smiling, smiling");
    let items = client.pulled(&path);
    let twice = items.iter().find(|item| item["code"] == "caption-duplicate-tag").unwrap();
    assert_eq!(twice["range"]["start"]["character"], 17);
}

#[test]
fn a_rule_is_linked_to_its_documentation_and_repeated_text_faded_out() {
    let project = Project::new(&["krstl, smiling, smiling"]);
    let mut client = Client::start(pulling(), &[&project.root()]);
    let items = client.pulled(&project.path("01.txt"));
    let twice = items.iter().find(|item| item["code"] == "caption-duplicate-tag").unwrap();
    let link = twice["codeDescription"]["href"].as_str().unwrap();
    assert!(link.ends_with("rules.md#caption-duplicate-tag"), "{link}");
    assert_eq!(twice["tags"], json!([1]));
    assert_eq!(twice["source"], "onmodel");
    assert_eq!(twice["relatedInformation"][0]["location"]["uri"], uri(&project.path("01.txt")));
}
