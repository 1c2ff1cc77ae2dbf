//! Every safe fix that is offered on the samples with mistakes removes its finding and adds none,
//! whatever the editor counts in and however it takes edits.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::client::{Client, pulling, uri};
use crate::editor::{by_document, edited};

/// A copy of a sample, gone when dropped.
fn copy_of(sample: &str) -> tempfile::TempDir {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/datasets").join(sample);
    let folder = tempfile::tempdir().unwrap();
    copy(&from, folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The captions below a folder that an editor shows as they are.
fn captions(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(captions(&path));
        } else if path.extension().is_some_and(|ending| ending == "txt" || ending == "caption")
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            found.push((path, text));
        }
    }
    found.sort();
    found
}

/// How often each rule is shown on each file.
fn shown(client: &mut Client) -> BTreeMap<(String, String), usize> {
    let report = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let mut shown = BTreeMap::new();
    for file in report["items"].as_array().unwrap() {
        for item in file["items"].as_array().unwrap() {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            *shown.entry((text(&file["uri"]), text(&item["code"]))).or_default() += 1;
        }
    }
    shown
}

/// The actions an editor would make without asking.
fn preferred(client: &mut Client, path: &Path) -> Vec<Value> {
    let params = json!({
        "textDocument": { "uri": uri(path) },
        "range": {
            "start": { "line": 0, "character": 0 },
            "end": { "line": 99, "character": 0 },
        },
        "context": { "diagnostics": [] },
    });
    let actions = client.request("textDocument/codeAction", params);
    let actions = actions.as_array().unwrap().iter();
    actions.filter(|action| action["isPreferred"] == true).cloned().collect()
}

struct Editor {
    client: Client,
    counts_bytes: bool,
    version: i32,
}

impl Editor {
    fn open(folder: &Path, mut offered: Value, counts_bytes: bool) -> Self {
        let unit = if counts_bytes { "utf-8" } else { "utf-16" };
        offered["general"]["positionEncodings"] = json!([unit]);
        let mut client = Client::start(offered, &[folder]);
        client.settle();
        Self { client, counts_bytes, version: 1 }
    }

    /// Makes an action and takes it back again; the finding it names, and what was shown meanwhile.
    fn try_out(&mut self, path: &Path, text: &str, action: &Value) {
        let before = shown(&mut self.client);
        let resolved = match &action["edit"] {
            Value::Null => self.client.request("codeAction/resolve", action.clone()),
            _ => action.clone(),
        };
        let edits = by_document(&resolved["edit"]);
        assert_eq!(edits.keys().collect::<Vec<_>>(), [&uri(path)], "safe is this file only");
        let after = edited(text, &edits[&uri(path)], self.counts_bytes);
        self.change(path, &after);
        self.compare(&before, path, action, &after);
        self.change(path, text);
    }

    fn compare(
        &mut self,
        before: &BTreeMap<(String, String), usize>,
        path: &Path,
        action: &Value,
        after: &str,
    ) {
        let now = shown(&mut self.client);
        let rule = action["diagnostics"][0]["code"].as_str().unwrap().to_owned();
        let what = format!("{}: {} makes {after:?}", path.display(), action["title"]);
        let own = (uri(path), rule);
        let count = |of: &BTreeMap<_, usize>| of.get(&own).copied().unwrap_or(0);
        assert!(count(&now) < count(before), "{what}, and {} is still there", own.1);
        for (place, count) in &now {
            let was = before.get(place).copied().unwrap_or(0);
            assert!(*count <= was, "{what}, and {place:?} is new");
        }
    }

    fn change(&mut self, path: &Path, text: &str) {
        self.version += 1;
        self.client.change(path, self.version, text);
    }
}

/// Tries every safe fix offered on a sample; how many there were.
fn try_all(sample: &str, offered: Value, counts_bytes: bool) -> usize {
    let folder = copy_of(sample);
    let root = folder.path().canonicalize().unwrap();
    let mut editor = Editor::open(&root, offered, counts_bytes);
    let mut tried = 0;
    for (path, text) in captions(&root) {
        editor.client.open(&path, &text);
        // What an editor does not show is mended on the disk: tried beside commands.
        let actions = preferred(&mut editor.client, &path);
        for action in actions.iter().filter(|action| action["command"].is_null()) {
            editor.try_out(&path, &text, action);
            tried += 1;
        }
        editor.client.close(&path);
    }
    tried
}

/// A client that takes no versioned edits, and the whole action at once.
fn plain() -> Value {
    let mut offered = pulling();
    offered["workspace"]["workspaceEdit"] = json!({});
    offered["textDocument"]["codeAction"] = json!({
        "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } },
        "isPreferredSupport": true,
    });
    offered
}

#[test]
fn in_utf16_with_versions_and_resolving() {
    assert!(try_all("kestrel-flawed", pulling(), false) >= 10);
}

#[test]
fn in_utf8_without_either() {
    assert!(try_all("kestrel-flawed", plain(), true) >= 10);
}

#[test]
fn in_folders_of_another_trainer() {
    try_all("kestrel-kohya", plain(), false);
}
