//! `onmodel lsp` as a process: it ends when it should, whoever holds its input open.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::sandbox::Sandbox;

/// The server, its input held open.
pub struct Server {
    child: Child,
    input: ChildStdin,
    output: BufReader<std::process::ChildStdout>,
}

impl Server {
    /// Started and initialized by a client that says its process is this one.
    fn start(sandbox: &Sandbox, client: u32) -> Self {
        let program = Command::new(env!("CARGO_BIN_EXE_onmodel"));
        Self::begin(program, sandbox, json!({ "processId": client, "capabilities": {} }))
    }

    /// Started as `program` has it and initialized with `offered`.
    pub fn begin(mut program: Command, sandbox: &Sandbox, offered: Value) -> Self {
        let mut child = program
            .args(["lsp", "--stdio", "--log-file", "lsp.log"])
            .current_dir(sandbox.path(""))
            .env("ONMODEL_CACHE_DIR", sandbox.path("cache"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let input = child.stdin.take().expect("its input");
        let output = BufReader::new(child.stdout.take().expect("its output"));
        let mut server = Self { child, input, output };
        server.ask(1, "initialize", offered);
        server
    }

    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        // Lower case on purpose: header names are read in any.
        write!(self.input, "content-length: {}\r\n\r\n{body}", body.len()).expect("it listens");
        self.input.flush().expect("it listens");
    }

    pub fn ask(&mut self, id: i64, method: &str, params: Value) -> Value {
        let request = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        self.send(&request);
        loop {
            let message = self.read();
            if message["id"] == id {
                return message;
            }
        }
    }

    pub fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.output.read_line(&mut line).expect("it speaks");
            match line.trim().strip_prefix("Content-Length: ") {
                Some(number) => length = number.parse().expect("a length"),
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).expect("a whole message");
        serde_json::from_slice(&body).expect("JSON")
    }

    /// The exit code and how long it took, the input staying open.
    fn wait(mut self) -> (Option<i32>, Duration) {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("it can be waited for") {
                return (status.code(), begun.elapsed());
            }
            assert!(begun.elapsed() < Duration::from_secs(40), "it never ends");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

#[test]
fn exit_ends_the_process_though_its_input_stays_open() {
    let sandbox = Sandbox::new();
    let mut server = Server::start(&sandbox, std::process::id());
    server.ask(2, "shutdown", Value::Null);
    server.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    let (code, took) = server.wait();
    assert_eq!(code, Some(0));
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert!(String::from_utf8(sandbox.read("lsp.log")).expect("UTF-8").contains("onmodel"));
    let mut server = Server::start(&sandbox, std::process::id());
    server.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(server.wait().0, Some(1));
}

#[test]
fn the_end_of_its_input_ends_the_process() {
    let sandbox = Sandbox::new();
    let Server { mut child, input, .. } = Server::start(&sandbox, std::process::id());
    drop(input);
    let begun = Instant::now();
    assert_eq!(child.wait().expect("it ends").code(), Some(1));
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
}

#[cfg(unix)]
#[test]
fn the_death_of_the_client_ends_the_process_though_its_input_stays_open() {
    let sandbox = Sandbox::new();
    let mut client = Command::new("sleep").arg("60").spawn().expect("a process");
    let server = Server::start(&sandbox, client.id());
    // It must have been seen alive: one that never was is on another machine.
    std::thread::sleep(Duration::from_secs(5));
    client.kill().expect("it can be killed");
    client.wait().expect("it ends");
    let (code, took) = server.wait();
    assert_eq!(code, Some(1));
    assert!(took < Duration::from_secs(20), "{took:?}");
}
