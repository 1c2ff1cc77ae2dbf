//! Where plugins are built.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::sandbox::{Run, Sandbox};

/// The project's top folder.
pub fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the project")
}

/// Runs the program for a user who trusts what the sandbox's own trust file says.
pub fn onmodel(sandbox: &Sandbox, args: &[&str]) -> Run {
    let mut program = Command::new(env!("CARGO_BIN_EXE_onmodel"));
    program.env("ONMODEL_TRUST_FILE", sandbox.path("trust.toml"));
    sandbox.run_by(program, args)
}

/// Compiles a plugin in C with the shipped header: `source` from the top folder, `output` in the
/// sandbox.
pub fn compile(sandbox: &Sandbox, source: &str, output: &str, options: &[&str]) {
    let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
    let output = sandbox.path(output);
    std::fs::create_dir_all(output.parent().expect("a folder")).expect("a folder");
    let done = Command::new(compiler)
        .args(["-fPIC", "-shared", "-I"])
        .arg(top().join("crates/onmodel-plugin/include"))
        .arg(top().join(source))
        .args(options)
        .arg("-o")
        .arg(output)
        .output()
        .expect("a C compiler: set CC");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// Runs a tool in a folder of the sandbox and asserts that it succeeds; what it printed.
pub fn tool(sandbox: &Sandbox, folder: &str, program: &str, args: &[&str]) -> String {
    let done = Command::new(program)
        .args(args)
        .current_dir(sandbox.path(folder))
        .env("CARGO_NET_OFFLINE", "true")
        .env_remove("CARGO_TARGET_DIR")
        .output()
        .expect("the tool starts");
    let text = String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned();
    assert!(done.status.success(), "{program} {args:?}: {text}");
    text
}

/// Copies a folder of the project into the sandbox.
pub fn copy(sandbox: &Sandbox, from: &str, to: &str) {
    for entry in std::fs::read_dir(top().join(from)).expect("a folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let (from, to) = (format!("{from}/{name}"), format!("{to}/{name}"));
        if entry.path().is_dir() {
            copy(sandbox, &from, &to);
        } else {
            sandbox.file(&to, std::fs::read(entry.path()).expect("a file"));
        }
    }
}
