//! Changes take effect in the order they were sent, however many at once.

use serde_json::json;

use crate::client::{Client, codes, pulling, uri};
use crate::project::Project;

#[test]
fn twenty_changes_sent_at_once_are_applied_one_to_twenty() {
    let project = Project::new(&["krstl"]);
    let path = project.path("01.txt");
    let mut client = Client::start(pulling(), &[&project.root()]);
    client.open(&path, "krstl");
    let mut length = "krstl".len();
    for number in 1..=20 {
        // Each is put at the end the one before made; the last repeats the first.
        let tag = format!(", tag {}", if number == 20 { 1 } else { number });
        let end = json!({ "line": 0, "character": length });
        client.notify(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": uri(&path), "version": number + 1 },
                "contentChanges": [{ "range": { "start": end, "end": end }, "text": tag }],
            }),
        );
        length += tag.len();
    }
    let items = client.pulled(&path);
    let twice = items.iter().find(|item| item["code"] == "caption-duplicate-tag");
    let twice = twice.unwrap_or_else(|| panic!("{:?}", codes(&items)));
    assert_eq!(twice["range"]["end"], json!({ "line": 0, "character": length }));
}
