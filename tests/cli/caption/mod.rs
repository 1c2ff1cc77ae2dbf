//! `onmodel caption` against an endpoint that speaks `OpenAI`'s language and against the fake service,
//! over real HTTP.

mod editor;
mod endpoint;
mod scenario;
mod secrets;

use std::io::Write;
use std::process::Stdio;

use fake_scenario::Chat;

use crate::sandbox::Run;
use crate::submit::desk::Desk;

/// A set whose second image has no caption and whose third has a blank one.
fn bare() -> Desk {
    let desk = Desk::new();
    desk.sandbox.remove("set/01.txt");
    desk.sandbox.file("set/02.txt", "\n");
    desk
}

/// The set's configuration, with this endpoint in it.
fn configured(desk: &Desk, endpoint: &str, more: &str) {
    desk.sandbox.file(
        "set/onmodel.toml",
        format!(
            "[dataset]\nname = \"kestrel\"\ntrigger = \"krstl\"\nbase = \"flux.2-dev\"\n\n\
             [caption]\nendpoint = \"{endpoint}\"\nmodel = \"llava\"\n{more}"
        ),
    );
}

fn text(desk: &Desk, name: &str) -> String {
    String::from_utf8(desk.sandbox.read(name)).unwrap()
}

/// Runs with these lines on standard input.
fn typing(desk: &Desk, args: &[&str], typed: &str) -> Run {
    let mut child = desk
        .program()
        .args(args)
        .current_dir(desk.sandbox.path(""))
        .env("ONMODEL_CACHE_DIR", desk.sandbox.path(".cache"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// What a person sees, with what differs from run to run taken out.
fn seen(run: &Run, chat: &Chat) -> String {
    format!("{}{}", run.out, run.err).replace(&chat.endpoint(), "http://127.0.0.1/v1")
}
