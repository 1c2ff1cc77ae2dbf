//! What is drawn into the text: hints, colours, links; symbols and lenses beside it.

use serde_json::{Value, json};

use crate::assisted::{covered, showing};
use crate::client::{Client, neovim_07, uri};
use crate::project::{CONFIG, Project};

/// A caption longer than SDXL reads; the emoji makes columns and bytes differ.
fn long() -> String {
    format!("krstl, \u{1f600}, red hair, {}oak", "tree, ".repeat(40))
}

fn sdxl(captions: &[&str]) -> Project {
    let project = Project::new(captions);
    project.write("onmodel.toml", CONFIG.replace("[rules]", "base = \"sdxl\"\n[rules]"));
    project
}

fn document(project: &Project, name: &str) -> Value {
    json!({ "textDocument": { "uri": uri(&project.path(name)) } })
}

fn whole(project: &Project, name: &str) -> Value {
    let mut params = document(project, name);
    params["range"] = json!({
        "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 },
    });
    params
}

#[test]
fn tokens_are_counted_at_the_end_and_the_cut_marked_where_it_is() {
    let text = long();
    let project = sdxl(&["krstl, smiling\n", &text]);
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let hints = client.request("textDocument/inlayHint", whole(&project, "01.txt"));
    assert_eq!(hints.as_array().unwrap().len(), 1, "{hints}");
    assert_eq!(hints[0]["label"], "4 of 75 tokens");
    assert_eq!(hints[0]["position"], json!({ "line": 0, "character": 14 }));
    let hints = client.request("textDocument/inlayHint", whole(&project, "02.txt"));
    assert!(hints[0]["label"].as_str().unwrap().contains("cut off"), "{hints}");
    let start = hints[0]["position"].clone();
    let lost = covered(&text, &json!({ "start": start, "end": hints[1]["position"] }));
    assert!(lost.starts_with("tree") && lost.ends_with("oak"), "{lost}");
    let nowhere = json!({ "line": 7, "character": 0 });
    let mut elsewhere = document(&project, "02.txt");
    elsewhere["range"] = json!({ "start": nowhere, "end": nowhere });
    assert_eq!(client.request("textDocument/inlayHint", elsewhere), json!([]));
}

/// Every token as its kind and what it covers.
fn coloured(client: &Client, text: &str, answer: &Value) -> Vec<(String, String)> {
    let legend = &client.capabilities["semanticTokensProvider"]["legend"]["tokenTypes"];
    let numbers: Vec<u64> =
        answer["data"].as_array().unwrap().iter().map(|one| one.as_u64().unwrap()).collect();
    let (mut line, mut column) = (0, 0);
    let tokens = numbers.chunks(5).map(|token| {
        column = if token[0] == 0 { column + token[1] } else { token[1] };
        line += token[0];
        let start = json!({ "line": line, "character": column });
        let end = json!({ "line": line, "character": column + token[2] });
        let kind = legend[token[3] as usize].as_str().unwrap().to_owned();
        (kind, covered(text, &json!({ "start": start, "end": end })))
    });
    tokens.collect()
}

#[test]
fn the_trigger_traits_and_lost_text_have_their_colours() {
    let text = long();
    let project = sdxl(&["\u{1f600}, krstl, standing\nsmiling, zorp, a park", &text]);
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let answer = client.request("textDocument/semanticTokens/full", document(&project, "01.txt"));
    let first = "\u{1f600}, krstl, standing\nsmiling, zorp, a park";
    let pairs: Vec<(String, String)> = coloured(&client, first, &answer);
    let pairs: Vec<(&str, &str)> =
        pairs.iter().map(|(kind, words)| (kind.as_str(), words.as_str())).collect();
    assert_eq!(
        pairs,
        [
            ("keyword", "krstl"),
            ("function", "standing"),
            ("variable", "smiling"),
            ("namespace", "a park")
        ]
    );
    let answer = client.request("textDocument/semanticTokens/full", document(&project, "02.txt"));
    let tokens = coloured(&client, &text, &answer);
    let (kind, lost) = tokens.last().unwrap();
    assert!(kind == "comment" && lost.ends_with("oak"), "{tokens:?}");
    let mut second_line = document(&project, "01.txt");
    second_line["range"] = json!({
        "start": { "line": 1, "character": 0 }, "end": { "line": 2, "character": 0 },
    });
    let answer = client.request("textDocument/semanticTokens/range", second_line);
    let tokens = coloured(&client, first, &answer);
    assert_eq!(tokens.len(), 2, "{tokens:?}");
}

#[test]
fn a_caption_links_to_its_picture() {
    let project = Project::new(&["\u{1f600}, krstl, smiling", ""]);
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let links = client.request("textDocument/documentLink", document(&project, "01.txt"));
    assert_eq!(links[0]["target"], uri(&project.path("01.png")));
    assert_eq!(covered("\u{1f600}, krstl, smiling", &links[0]["range"]), "krstl");
    let links = client.request("textDocument/documentLink", document(&project, "02.txt"));
    assert_eq!(links[0]["target"], uri(&project.path("02.png")));
}

#[test]
fn symbols_are_tags_of_the_file_and_of_every_set() {
    let project = Project::new(&["krstl, smiling", "krstl, smiling, running"]);
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    let symbols = client.request("textDocument/documentSymbol", document(&project, "02.txt"));
    let names: Vec<&Value> = symbols.as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["krstl", "smiling", "running"]);
    assert_eq!(symbols[1]["detail"], "Expression");
    let found = client.request("workspace/symbol", json!({ "query": "SMIL" }));
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found[0]["location"]["uri"], uri(&project.path("01.txt")));
    let all = client.request("workspace/symbol", json!({ "query": "" }));
    assert_eq!(all.as_array().unwrap().len(), 3, "{all}");
}

#[test]
fn a_client_that_knows_no_tree_gets_a_list_of_symbols() {
    let project = Project::new(&["krstl, smiling"]);
    let mut poor = neovim_07();
    poor["textDocument"]["documentSymbol"] = json!({});
    let mut client = Client::start(poor, &[&project.root()]);
    let symbols = client.request("textDocument/documentSymbol", document(&project, "01.txt"));
    assert_eq!(symbols[0]["location"]["uri"], uri(&project.path("01.txt")), "{symbols}");
    client.quiet();
}

#[test]
fn the_configuration_shows_how_its_set_stands() {
    let project = Project::new(&["krstl, smiling, smiling"]);
    let mut client = Client::start(showing("utf-16"), &[&project.root()]);
    client.settle();
    let lenses = client.request("textDocument/codeLens", document(&project, "onmodel.toml"));
    assert_eq!(lenses[0]["range"]["start"]["line"], 1, "{lenses}");
    let title = lenses[0]["command"]["title"].as_str().unwrap();
    assert!(title.starts_with("kestrel: ") && title.contains("of 100"), "{title}");
    let known = &client.capabilities["executeCommandProvider"]["commands"];
    for lens in lenses.as_array().unwrap() {
        assert!(known.as_array().unwrap().contains(&lens["command"]["command"]), "{lens}");
        assert_eq!(lens["command"]["arguments"][0], uri(&project.path("onmodel.toml")));
    }
    let none = client.request("textDocument/codeLens", document(&project, "01.txt"));
    assert_eq!(none, json!([]));
}

#[test]
fn only_a_set_that_is_ready_offers_its_training() {
    for (caption, offered) in [("krstl, smiling", true), ("smiling", false)] {
        let project = Project::new(&[caption]);
        let mut client = Client::start(showing("utf-16"), &[&project.root()]);
        client.settle();
        let lenses = client.request("textDocument/codeLens", document(&project, "onmodel.toml"));
        let commands = lenses.as_array().unwrap().iter();
        let mut commands = commands.map(|lens| lens["command"]["command"].as_str().unwrap());
        assert_eq!(commands.any(|name| name == "onmodel.submitTraining"), offered, "{lenses}");
    }
}

#[test]
fn lenses_are_asked_for_again_when_a_set_stands_otherwise() {
    let project = Project::new(&["krstl, smiling"]);
    let mut offered = showing("utf-16");
    offered["workspace"]["codeLens"] = json!({ "refreshSupport": true });
    let mut client = Client::start(offered, &[&project.root()]);
    client.settle();
    client.is_served();
    client.forget(&["workspace/codeLens/refresh"]);
    client.open(&project.path("01.txt"), "smiling");
    client.serve("workspace/codeLens/refresh");
    client.is_served();
    client.forget(&["workspace/codeLens/refresh"]);
}

#[test]
fn nothing_is_declared_that_the_client_does_not_show() {
    let client = Client::start(json!({}), &[]);
    for capability in [
        "completionProvider",
        "hoverProvider",
        "inlayHintProvider",
        "semanticTokensProvider",
        "documentLinkProvider",
        "documentSymbolProvider",
        "workspaceSymbolProvider",
        "referencesProvider",
        "documentHighlightProvider",
        "renameProvider",
        "codeLensProvider",
    ] {
        assert_eq!(client.capabilities[capability], Value::Null, "{capability}");
    }
    drop(client);
    let client = Client::start(showing("utf-16"), &[]);
    assert_eq!(client.capabilities["renameProvider"]["prepareProvider"], true);
    assert_eq!(client.capabilities["hoverProvider"], true);
    assert_eq!(client.capabilities["completionProvider"]["resolveProvider"], true);
}
