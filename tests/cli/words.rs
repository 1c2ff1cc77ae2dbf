//! `onmodel traits`, `onmodel tags`, `onmodel replace`

use crate::sandbox::Sandbox;

#[test]
fn the_matrix_says_who_shows_what_and_what_is_missing() {
    let sandbox = Sandbox::with_set(3);
    let run = sandbox.run(&["traits", "set", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let json = run.json();
    let pose = &json["datasets"][0]["categories"][0];
    assert_eq!(pose["id"], "pose");
    assert_eq!(pose["distinct"], 3);
    assert_eq!(pose["values"][0]["images"].as_array().map(Vec::len), Some(1));
    let expression = &json["datasets"][0]["categories"][1];
    assert_eq!(expression["missing"], serde_json::json!(["00.png", "01.png", "02.png"]));
    let text = sandbox.run(&["traits", "set"]).out;
    assert!(text.contains("00.png") && text.contains("standing"), "{text}");
}

#[test]
fn tags_are_counted_by_category() {
    let json = Sandbox::with_set(3).run(&["tags", "set", "--format", "json"]).json();
    let trigger = &json["datasets"][0]["categories"][0];
    assert_eq!(trigger["id"], "trigger");
    assert_eq!(trigger["tags"][0]["tag"], "krstl");
    assert_eq!(trigger["tags"][0]["count"], 3);
    assert_eq!(trigger["tags"][0]["share"], 1.0);
}

#[test]
fn a_tag_is_replaced_in_every_caption_and_nothing_else_changes() {
    let sandbox = Sandbox::with_set(3);
    sandbox.file("set/00.txt", b"\xef\xbb\xbfkrstl, Front_View, standing\r\n");
    let untouched = sandbox.read("set/01.txt");
    let diff = sandbox.run(&["replace", "front view", "from the front", "set", "--diff"]);
    assert_eq!(diff.code, 1, "{}{}", diff.out, diff.err);
    assert!(diff.out.contains("from the front"), "{}", diff.out);
    let run = sandbox.run(&["replace", "front view", "from the front", "set"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert_eq!(sandbox.read("set/00.txt"), b"\xef\xbb\xbfkrstl, from the front, standing\r\n");
    assert_eq!(sandbox.read("set/01.txt"), untouched);
    assert!(run.out.contains("1 caption changed"), "{}", run.out);
}

#[test]
fn a_tag_that_is_nowhere_is_said_with_the_nearest() {
    let run = Sandbox::with_set(3).run(&["replace", "standin", "sitting", "set"]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("\"standing\""), "{}", run.out);
}

#[test]
fn rows_are_changed_in_place_where_no_escape_is_needed() {
    let sandbox = Sandbox::new();
    sandbox.image("set/a.png", 1);
    let row = "{\"file_name\": \"a.png\", \"text\": \"krstl, smiling\"}\n";
    sandbox.file("set/metadata.jsonl", row);
    assert_eq!(sandbox.run(&["replace", "smiling", "grinning", "set"]).code, 0);
    assert_eq!(sandbox.read("set/metadata.jsonl"), row.replace("smiling", "grinning").as_bytes());
    let run = sandbox.run(&["replace", "grinning", "\"hi\"", "set"]);
    assert!(run.err.contains("escapes"), "{}{}", run.out, run.err);
}
