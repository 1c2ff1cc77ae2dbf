//! A client that speaks the protocol and is strict about it: when dropped, it asserts a clean
//! shutdown and that nothing it was sent went unread.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use onmodel_engine::{Options, today};
use onmodel_rules::Selection;
use serde_json::{Value, json};
use tokio::io::{
    AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, ReadHalf, WriteHalf,
};
use tokio::runtime::{Builder, Runtime};

/// Long enough for a loaded machine; a test that waits so long has failed.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Client {
    runtime: Runtime,
    output: WriteHalf<DuplexStream>,
    input: Receiver<Value>,
    unread: VecDeque<Value>,
    last_id: i64,
    server: Option<JoinHandle<u8>>,
    is_quiet: bool,
    /// What the server answered to `initialize`.
    pub capabilities: Value,
}

/// What VS Code offers, as far as it matters here.
pub fn vscode() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "window": { "workDoneProgress": true },
        "workspace": {
            "workspaceEdit": {
                "documentChanges": true,
                "resourceOperations": ["create", "rename", "delete"],
                "changeAnnotationSupport": { "groupsOnLabel": true },
            },
            "diagnostics": { "refreshSupport": true },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
        },
        "textDocument": {
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } },
                "isPreferredSupport": true,
                "dataSupport": true,
                "resolveSupport": { "properties": ["edit"] },
            },
            "diagnostic": {
                "relatedInformation": true,
                "tagSupport": { "valueSet": [1, 2] },
                "codeDescriptionSupport": true,
                "dataSupport": true,
            },
        },
    })
}

/// The same, but for being told to pull again: what a test says nothing of.
pub fn pulling() -> Value {
    let mut offered = vscode();
    offered["workspace"]["diagnostics"] = Value::Null;
    offered
}

/// What Neovim 0.7 offers: no pull, no resolve, UTF-16.
pub fn neovim_07() -> Value {
    json!({
        "workspace": { "workspaceEdit": { "resourceOperations": ["rename", "create", "delete"] } },
        "textDocument": {
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } },
            },
            "publishDiagnostics": {
                "relatedInformation": true,
                "tagSupport": { "valueSet": [1, 2] },
            },
        },
    })
}

impl Client {
    /// A client of these capabilities with these folders open, past `initialized`.
    pub fn start(capabilities: Value, folders: &[&Path]) -> Self {
        Self::start_with(capabilities, folders, Selection::default())
    }

    /// The same, with these rules.
    pub fn start_with(capabilities: Value, folders: &[&Path], selection: Selection) -> Self {
        let mut client = Self::raw_with(selection);
        let watches = "/workspace/didChangeWatchedFiles/dynamicRegistration";
        let watches = capabilities.pointer(watches) == Some(&json!(true));
        let folders: Vec<Value> =
            folders.iter().map(|folder| json!({ "uri": uri(folder), "name": "x" })).collect();
        let offered = json!({
            "processId": std::process::id(),
            "capabilities": capabilities,
            "rootUri": null,
            "workspaceFolders": folders,
            "initializationOptions": { "logLevel": "debug" },
        });
        client.capabilities = client.request("initialize", offered)["capabilities"].clone();
        client.notify("initialized", json!({}));
        if watches {
            client.serve("client/registerCapability");
        }
        client
    }

    /// A client that has said nothing yet.
    pub fn raw() -> Self {
        Self::raw_with(Selection::default())
    }

    fn raw_with(selection: Selection) -> Self {
        let (near, far) = tokio::io::duplex(1 << 20);
        let (read, write) = tokio::io::split(far);
        let server = std::thread::spawn(move || {
            let options = Options { trainer: None, selection, config: None, today: today() };
            let runtime = Builder::new_current_thread().enable_all().build().unwrap();
            let code = runtime.block_on(onmodel_lsp::serve(read, write, options, None));
            runtime.shutdown_background();
            code
        });
        let (read, output) = tokio::io::split(near);
        let (send, input) = channel();
        std::thread::spawn(move || {
            let runtime = Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(read_all(read, |message| send.send(message).is_ok()));
        });
        Self {
            runtime: Builder::new_current_thread().enable_all().build().unwrap(),
            output,
            input,
            unread: VecDeque::new(),
            last_id: 0,
            server: Some(server),
            is_quiet: false,
            capabilities: Value::Null,
        }
    }

    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        self.runtime.block_on(async {
            self.output.write_all(bytes).await.unwrap();
            self.output.flush().await.unwrap();
        });
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request without waiting; its id.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// The answer to a request: its result, or `{"error": …}`.
    pub fn answer(&mut self, id: i64) -> Value {
        let is_it = |message: &Value| message["id"] == id && message.get("method").is_none();
        let answer = self.wait_for(&format!("the answer to {id}"), is_it);
        match answer.get("error") {
            Some(error) => json!({ "error": error }),
            None => answer["result"].clone(),
        }
    }

    /// Sends a request and waits for its result.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.answer(id)
    }

    /// The next message `is_it` holds for; others stay unread.
    pub fn wait_for(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unread.iter().position(&is_it) {
            return self.unread.remove(at).unwrap();
        }
        let end = Instant::now() + PATIENCE;
        loop {
            match self.input.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(message) if is_it(&message) => return message,
                Ok(message) => self.unread.push_back(message),
                Err(RecvTimeoutError::Timeout) => {
                    panic!("waited for {what}; got {:#?}", self.unread)
                }
                Err(RecvTimeoutError::Disconnected) => panic!("the server left before {what}"),
            }
        }
    }

    /// Waits for a request of the server and answers it with null.
    pub fn serve(&mut self, method: &str) -> Value {
        let request = self
            .wait_for(method, |message| message["method"] == method && message.get("id").is_some());
        self.send(&json!({ "jsonrpc": "2.0", "id": request["id"], "result": null }));
        request["params"].clone()
    }

    pub fn open(&mut self, path: &Path, text: &str) {
        self.notify(
            "textDocument/didOpen",
            json!({ "textDocument":
                { "uri": uri(path), "languageId": "plaintext", "version": 1, "text": text } }),
        );
    }

    /// Replaces the whole text of a document.
    pub fn change(&mut self, path: &Path, version: i32, text: &str) {
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri(path), "version": version },
                    "contentChanges": [{ "text": text }] }),
        );
    }

    pub fn close(&mut self, path: &Path) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri(path) } }));
    }

    /// Tells that a file changed on the disk.
    pub fn touched(&mut self, path: &Path) {
        let change = json!({ "uri": uri(path), "type": 2 });
        self.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    }

    /// The diagnostics pushed for a file, once they are what `holds` wants; earlier ones are read.
    pub fn pushed(&mut self, path: &Path, holds: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.wait_for("diagnostics", |message| {
                message["method"] == "textDocument/publishDiagnostics"
                    && message["params"]["uri"] == uri(path)
            });
            if holds(&message["params"]) {
                return message["params"].clone();
            }
        }
    }

    /// The diagnostics of a file, asked for.
    pub fn pulled(&mut self, path: &Path) -> Vec<Value> {
        let params = json!({ "textDocument": { "uri": uri(path) } });
        let report = self.request("textDocument/diagnostic", params);
        report["items"].as_array().unwrap_or_else(|| panic!("{report}")).clone()
    }

    /// Waits until the server has looked at every picture: what it says then is all it has to say.
    pub fn settle(&mut self) {
        self.wait_for("the server to settle", |message| {
            let said = &message["params"]["message"];
            said.as_str().is_some_and(|said| said.starts_with("looked at"))
        });
    }

    /// Reads whatever is pushed and not of interest.
    pub fn quiet(mut self) {
        self.is_quiet = true;
    }

    /// The files of which diagnostics were pushed and not read.
    pub fn unread_pushes(&self) -> Vec<String> {
        let pushes = self
            .unread
            .iter()
            .filter(|message| message["method"] == "textDocument/publishDiagnostics");
        pushes.map(|push| push["params"]["uri"].as_str().unwrap().to_owned()).collect()
    }

    /// Answers every request to pull again.
    pub fn drain_refreshes(&mut self) {
        self.is_served();
        while self.unread.iter().any(|message| message["method"] == "workspace/diagnostic/refresh")
        {
            self.serve("workspace/diagnostic/refresh");
        }
    }

    /// Forgets what of these methods was sent and not read: what a test is not about.
    pub fn forget(&mut self, methods: &[&str]) {
        self.unread.retain(|message| !methods.iter().any(|method| message["method"] == *method));
    }

    /// Whether the server is still there.
    pub fn is_served(&mut self) -> bool {
        let unknown = self.request("onmodel/unknown", json!({}));
        unknown["error"]["code"] == -32601
    }

    /// Closes the input without a word; the exit code and how long it took.
    pub fn hang_up(mut self) -> (u8, Duration) {
        self.runtime.block_on(self.output.shutdown()).unwrap();
        self.wait_for_end()
    }

    /// Sends `exit`, the input staying open; the exit code and how long it took.
    pub fn exit(mut self) -> (u8, Duration) {
        self.notify("exit", Value::Null);
        self.wait_for_end()
    }

    fn wait_for_end(&mut self) -> (u8, Duration) {
        let begun = Instant::now();
        let code = self.server.take().unwrap().join().unwrap();
        (code, begun.elapsed())
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if self.server.is_none() || std::thread::panicking() {
            return;
        }
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        let (code, _) = self.wait_for_end();
        assert_eq!(code, 0, "a clean shutdown");
        while let Ok(message) = self.input.recv_timeout(PATIENCE) {
            self.unread.push_back(message);
        }
        // What the server says of itself and its work, and how sets stand, is for people, who look
        // when they like.
        self.forget(&[
            "window/logMessage",
            "onmodel/status",
            "$/progress",
            "window/workDoneProgress/create",
        ]);
        if self.is_quiet {
            self.forget(&["textDocument/publishDiagnostics"]);
        }
        assert!(self.unread.is_empty(), "unread: {:#?}", self.unread);
    }
}

/// The `file:` URI of a path; of what needs an escape, those of tests have spaces.
pub fn uri(path: &Path) -> String {
    let path = path.to_str().unwrap().replace('\\', "/").replace(' ', "%20");
    format!("file://{}{path}", if path.starts_with('/') { "" } else { "/" })
}

/// The rules' names in a list of diagnostics.
pub fn codes(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["code"].as_str().unwrap()).collect()
}

async fn read_all(read: ReadHalf<DuplexStream>, mut take: impl FnMut(Value) -> bool) {
    let mut read = BufReader::new(read);
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if read.read_line(&mut line).await.unwrap_or(0) == 0 {
                return;
            }
            match line.trim().strip_prefix("Content-Length: ") {
                Some(number) => length = number.parse().unwrap(),
                None => break,
            }
        }
        let mut body = vec![0; length];
        if read.read_exact(&mut body).await.is_err() {
            return;
        }
        if !take(serde_json::from_slice(&body).unwrap()) {
            return;
        }
    }
}
