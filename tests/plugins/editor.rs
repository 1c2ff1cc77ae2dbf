//! Plugins in an editor: their findings follow, a hanging one delays nobody, and trust is a person's.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::sandbox::Sandbox;
use crate::workshop::{compile, onmodel};

/// What is waited for comes within this, however busy the machine is.
const DEADLINE: Duration = Duration::from_secs(60);

/// How long a plugin may hang before it is killed; whoever waited for it would wait as long.
const PATIENCE: Duration = Duration::from_millis(500);
/// Keystrokes while it hangs.
const ROUNDS: u32 = 40;

/// An editor that is pushed to.
struct Editor<'s> {
    sandbox: &'s Sandbox,
    child: Child,
    input: ChildStdin,
    heard: Receiver<Value>,
    /// The findings shown, by file name, as `source code`.
    shown: BTreeMap<String, Vec<String>>,
    /// What it answers when it is asked whether to trust.
    answer: Value,
    /// How often it was asked.
    asked: usize,
    /// The texts it was told to put in, one after the other.
    put: Vec<String>,
    version: i32,
}

impl<'s> Editor<'s> {
    fn open(sandbox: &'s Sandbox, options: Value) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_onmodel"))
            .arg("lsp")
            .current_dir(sandbox.path(""))
            .env("ONMODEL_CACHE_DIR", sandbox.path(".cache"))
            .env("ONMODEL_TRUST_FILE", sandbox.path("trust.toml"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let input = child.stdin.take().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let (tell, heard) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if tell.send(message).is_err() {
                    return;
                }
            }
        });
        let (shown, answer) = (BTreeMap::new(), Value::Null);
        let mut editor = Self {
            sandbox,
            child,
            input,
            heard,
            shown,
            answer,
            asked: 0,
            put: Vec::new(),
            version: 0,
        };
        let uri = editor.uri("");
        let parameters = json!({
            "processId": null,
            "rootUri": uri,
            "capabilities": { "textDocument": {
                "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } },
            } },
            "initializationOptions": options,
        });
        editor.ask("initialize", parameters);
        editor.notify("initialized", json!({}));
        editor
    }

    fn uri(&self, name: &str) -> String {
        let path = self.sandbox.path(name).canonicalize().unwrap();
        format!("file://{}", path.display())
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Asks, and takes in what comes before the answer.
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.send(&json!({ "jsonrpc": "2.0", "id": method, "method": method, "params": params }));
        loop {
            let message = self.next();
            if message["id"] == method && message["method"].is_null() {
                return message["result"].clone();
            }
        }
    }

    fn next(&mut self) -> Value {
        let message = self.heard.recv_timeout(DEADLINE);
        let message = message.unwrap_or_else(|_| panic!("it says no more: {:#?}", self.shown));
        if message["method"] == "textDocument/publishDiagnostics" {
            let uri = message["params"]["uri"].as_str().unwrap();
            let name = Path::new(uri).file_name().unwrap().to_string_lossy().into_owned();
            let all = message["params"]["diagnostics"].as_array().unwrap().iter();
            let word = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
            let all = all.map(|one| format!("{} {}", word(one, "source"), word(one, "code")));
            self.shown.insert(name, all.collect());
        } else if message["method"] == "window/showMessageRequest" {
            self.asked += 1;
            let answer = self.answer.clone();
            self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": answer }));
        } else if message["method"] == "workspace/applyEdit" {
            self.put.extend(new_texts(&message["params"]["edit"]));
            let done = json!({ "applied": true });
            self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": done }));
        } else if !message["method"].is_null() && !message["id"].is_null() {
            self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null }));
        }
        message
    }

    /// Takes in what comes until it is so.
    fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) -> Duration {
        let begun = Instant::now();
        while !is_so(self) {
            assert!(begun.elapsed() < DEADLINE, "{what}: {:#?}", self.shown);
            self.next();
        }
        begun.elapsed()
    }

    /// Opens a caption.
    fn open_text(&mut self, name: &str, text: &str) {
        let document = json!({
            "uri": self.uri(name), "languageId": "plaintext", "version": 0, "text": text,
        });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Types: the caption has another text now.
    fn type_text(&mut self, name: &str, text: &str) {
        self.version += 1;
        let document = json!({ "uri": self.uri(name), "version": self.version });
        let changes = json!([{ "text": text }]);
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", params);
    }

    /// How many plugins' processes run.
    #[cfg(target_os = "linux")]
    fn plugins(&self) -> usize {
        let threads = std::fs::read_dir(format!("/proc/{}/task", self.child.id())).unwrap();
        let children = threads.flatten().filter_map(|thread| {
            let children = std::fs::read_to_string(thread.path().join("children")).ok()?;
            let alive = children.split_whitespace().filter(|child| {
                let stat = std::fs::read_to_string(format!("/proc/{child}/stat"));
                stat.is_ok_and(|stat| !stat.contains(") Z "))
            });
            Some(alive.count())
        });
        children.sum()
    }

    fn shows(&self, name: &str, finding: &str) -> bool {
        self.shown.get(name).is_some_and(|all| all.iter().any(|one| one == finding))
    }
}

impl Drop for Editor<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The texts that an edit puts in.
fn new_texts(edit: &Value) -> Vec<String> {
    let of_changes = edit["changes"].as_object().into_iter().flatten().map(|(_, edits)| edits);
    let documents = edit["documentChanges"].as_array().into_iter().flatten();
    let edits = of_changes.chain(documents.map(|document| &document["edits"]));
    let edits = edits.flat_map(|edits| edits.as_array().into_iter().flatten());
    edits.map(|edit| edit["newText"].as_str().unwrap().to_owned()).collect()
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim() {
            "" => break,
            line => {
                length =
                    line.strip_prefix("Content-Length: ").and_then(|n| n.parse().ok()).or(length);
            }
        }
    }
    let mut body = vec![0; length?];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// Ten captions that say "night", and a plugin that reports it and does `how` on `img04`.
fn studio(how: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.file(".git/HEAD", "");
    let manifest = "[plugin]\nname = \"hostile\"\nversion = \"6.6.6\"\n";
    sandbox.file("plugin/plugin.toml", manifest);
    build(&sandbox, how);
    let config = "[dataset]\nname = \"set\"\n[plugins.hostile]\npath = \"../plugin\"\n";
    sandbox.file("set/onmodel.toml", config);
    for index in 0..10 {
        sandbox.picture(&format!("set/img{index:02}.png"), index, 64);
        sandbox.file(&format!("set/img{index:02}.txt"), "krstl, night");
    }
    sandbox
}

fn build(sandbox: &Sandbox, how: &str) {
    let options = ["-std=gnu11", "-w", &format!("-DHOW={how}"), "-lpthread"];
    compile(sandbox, "tests/plugins/hostile/calls.c", "plugin/hostile.so", &options);
}

fn trust(sandbox: &Sandbox) {
    let run = onmodel(sandbox, &["plugin", "trust", "plugin"]);
    assert_eq!(run.code, 0, "{}", run.err);
}

const NIGHT: &str = "plugin:hostile hostile/rule";
const FAILED: &str = "onmodel plugin-failed";
const UNTRUSTED: &str = "onmodel plugin-untrusted";

#[test]
fn a_plugins_findings_come_and_go_as_one_types() {
    let sandbox = studio("fails");
    trust(&sandbox);
    let mut editor = Editor::open(&sandbox, json!({}));
    editor.until("its findings", |editor| editor.shows("img00.txt", NIGHT));
    editor.open_text("set/img00.txt", "krstl, night");
    editor.type_text("set/img00.txt", "krstl, day");
    editor.until("none", |editor| !editor.shows("img00.txt", NIGHT));
    editor.type_text("set/img00.txt", "krstl, day, night");
    editor.until("again", |editor| editor.shows("img00.txt", NIGHT));
    editor.until("the failure too", |editor| editor.shows("img04.txt", FAILED));
}

#[test]
fn typing_goes_on_while_a_plugin_hangs_and_it_comes_back_when_its_file_changes() {
    let sandbox = studio("sleeps");
    trust(&sandbox);
    let mut editor = Editor::open(&sandbox, json!({}));
    editor.open_text("set/img05.txt", "krstl, night");
    editor.open_text("set/img04.txt", "krstl, night");
    // It hangs on this caption at every keystroke; findings of our own do not wait.
    let mut spent = Duration::ZERO;
    for round in 0..ROUNDS {
        let (text, doubled) = if round % 2 == 0 {
            ("krstl, smiling, smiling", true)
        } else {
            ("krstl, smiling", false)
        };
        editor.type_text("set/img04.txt", text);
        spent += editor.until("our own", |editor| {
            editor.shows("img04.txt", "onmodel caption-duplicate-tag") == doubled
        });
    }
    assert!(spent < PATIENCE * ROUNDS, "{ROUNDS} keystrokes took {spent:?}");
    editor.until("it is told", |editor| editor.shown.values().flatten().any(|one| one == FAILED));
    // Another build, trusted, that does no harm.
    build(&sandbox, "prints");
    trust(&sandbox);
    sandbox.file("plugin/plugin.toml", "[plugin]\nname = \"hostile\"\nversion = \"6.6.7\"\n");
    let files = ["hostile.so", "plugin.toml"].map(|file| editor.uri(&format!("plugin/{file}")));
    let changes = files.map(|uri| json!({ "uri": uri, "type": 2 }));
    editor.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    editor.until("it is back", |editor| {
        editor.shows("img05.txt", NIGHT)
            && !editor.shown.values().flatten().any(|one| one == FAILED)
    });
}

/// What dies while nobody asks it anything is started again, and no caption is blamed.
#[test]
#[cfg(target_os = "linux")]
fn a_plugin_that_dies_while_it_is_idle_is_started_again() {
    let sandbox = studio("crashes_while_idle");
    trust(&sandbox);
    let mut editor = Editor::open(&sandbox, json!({}));
    editor.until("its findings", |editor| editor.shows("img00.txt", NIGHT));
    editor.open_text("set/img00.txt", "krstl, night");
    let begun = Instant::now();
    while editor.plugins() > 0 {
        assert!(begun.elapsed() < DEADLINE, "it does not die");
        std::thread::sleep(Duration::from_millis(5));
    }
    editor.type_text("set/img00.txt", "krstl, day");
    editor.until("none", |editor| !editor.shows("img00.txt", NIGHT));
    editor.type_text("set/img00.txt", "krstl, night");
    editor.until("again", |editor| editor.shows("img00.txt", NIGHT));
    assert_eq!(editor.plugins(), 1);
    assert!(!editor.shown.values().flatten().any(|one| one == FAILED), "{:#?}", editor.shown);
}

#[test]
fn a_plugin_is_trusted_only_at_a_persons_word() {
    let sandbox = studio("prints");
    let mut editor = Editor::open(&sandbox, json!({}));
    editor.until("untrusted", |editor| editor.shows("onmodel.toml", UNTRUSTED));
    assert!(!editor.shows("img00.txt", NIGHT));
    let position = json!({ "line": 2, "character": 10 });
    let params = json!({
        "textDocument": { "uri": editor.uri("set/onmodel.toml") },
        "range": { "start": position, "end": position },
        "context": { "diagnostics": [] },
    });
    let actions = editor.ask("textDocument/codeAction", params);
    let is_trust =
        |action: &&Value| action["title"].as_str().unwrap().starts_with("Trust hostile 6.6.6");
    let action = actions.as_array().unwrap().iter().find(is_trust).expect("it is offered").clone();
    let command = action["command"].clone();
    let params = json!({ "command": command["command"], "arguments": command["arguments"] });
    editor.answer = json!({ "title": "Not now" });
    editor.ask("workspace/executeCommand", params.clone());
    editor.until("it asks", |editor| editor.asked == 1);
    assert!(!sandbox.path("trust.toml").exists());
    editor.answer = json!({ "title": "Trust it" });
    editor.ask("workspace/executeCommand", params);
    editor.until("it runs", |editor| {
        editor.shows("img00.txt", NIGHT) && !editor.shows("onmodel.toml", UNTRUSTED)
    });
    assert!(sandbox.path("trust.toml").exists());
}

/// Trust taken back in a terminal is taken back in an editor that runs already.
#[test]
#[cfg(target_os = "linux")]
fn a_plugin_that_is_trusted_no_more_ends() {
    let sandbox = studio("prints");
    trust(&sandbox);
    let mut editor = Editor::open(&sandbox, json!({}));
    editor.until("its findings", |editor| editor.shows("img00.txt", NIGHT));
    editor.open_text("set/img00.txt", "krstl, night");
    let run = onmodel(&sandbox, &["plugin", "untrust", "hostile"]);
    assert_eq!(run.code, 0, "{}", run.err);
    editor.type_text("set/img00.txt", "krstl, day, night");
    editor.until("untrusted", |editor| {
        editor.shows("onmodel.toml", UNTRUSTED) && !editor.shows("img00.txt", NIGHT)
    });
    let begun = Instant::now();
    while editor.plugins() > 0 {
        assert!(begun.elapsed() < DEADLINE, "it runs on");
        std::thread::sleep(Duration::from_millis(5));
    }
    trust(&sandbox);
    editor.type_text("set/img00.txt", "krstl, night");
    editor.until("again", |editor| editor.shows("img00.txt", NIGHT));
}

/// Nothing that a folder holds keeps the server from opening it.
#[test]
#[cfg(unix)]
fn a_manifest_that_is_no_file_is_told_of() {
    let sandbox = studio("prints");
    sandbox.remove("plugin/plugin.toml");
    std::os::unix::fs::symlink("/dev/zero", sandbox.path("plugin/plugin.toml")).unwrap();
    let mut editor = Editor::open(&sandbox, json!({}));
    editor.until("it is told", |editor| editor.shows("onmodel.toml", FAILED));
}

/// A plugin's safe fixes are among all safe fixes, with what they lead to.
#[test]
fn all_safe_fixes_are_a_plugins_too() {
    let sandbox = studio("mends");
    sandbox.file("set/img04.txt", "krstl, night, night");
    trust(&sandbox);
    let mut editor = Editor::open(&sandbox, json!({}));
    editor.until("its findings", |editor| editor.shows("img04.txt", NIGHT));
    let uri = editor.uri("set/img04.txt");
    editor.open_text("set/img04.txt", "krstl, night, night");
    editor.until("its own finding", |editor| editor.shows("img04.txt", NIGHT));
    let start = json!({ "line": 0, "character": 0 });
    let params = json!({
        "textDocument": { "uri": uri },
        "range": { "start": start, "end": start },
        "context": { "diagnostics": [], "only": ["source.fixAll"] },
    });
    let all = editor.ask("textDocument/codeAction", params);
    let mut action = all[0].clone();
    if action["edit"].is_null() {
        action = editor.ask("codeAction/resolve", action);
    }
    assert_eq!(new_texts(&action["edit"]).concat(), "NIGHT", "{all:#}");
    let params = json!({ "command": "onmodel.fixDataset", "arguments": [uri] });
    let done = editor.ask("workspace/executeCommand", params);
    assert_eq!(done["files"], 1, "{done}");
    editor.until("it is told", |editor| !editor.put.is_empty());
    assert_eq!(editor.put.concat(), "NIGHT");
}

#[test]
fn in_a_restricted_workspace_none_starts() {
    let sandbox = studio("prints");
    trust(&sandbox);
    let mut editor = Editor::open(&sandbox, json!({ "plugins": false }));
    editor.open_text("set/img00.txt", "krstl, night");
    editor.type_text("set/img00.txt", "krstl, night, night");
    editor.until("our own", |editor| editor.shows("img00.txt", "onmodel caption-duplicate-tag"));
    let all: Vec<&String> = editor.shown.values().flatten().collect();
    assert!(!all.iter().any(|one| one.contains("plugin")), "{all:?}");
    assert!(!sandbox.path(".cache/plugins").exists(), "nothing was copied to be loaded");
}
