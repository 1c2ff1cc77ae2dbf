//! A crash at any moment leaves the old or the new file, never half.

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::sandbox::Sandbox;

const CAPTIONS: usize = 200;

fn before(index: usize) -> String {
    format!("standing, standing, front view, scene {index}, {}\n", "a long tail of words ".repeat(200))
}

#[test]
fn a_killed_fix_leaves_whole_files() {
    let sandbox = Sandbox::new();
    sandbox.file("set/onmodel.toml", "[dataset]\nname = \"set\"\ntrigger = \"krstl\"\n");
    for index in 0..CAPTIONS {
        sandbox.file(&format!("set/{index:03}.png"), b"");
        sandbox.file(&format!("set/{index:03}.txt"), before(index));
    }
    let mut stopped_midway = false;
    for round in 0..12_u64 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_onmodel"))
            .args(["fix", "set", "--select", "trigger-missing", "--no-cache"])
            .current_dir(sandbox.path(""))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(Duration::from_millis(40 + 25 * round));
        child.kill().expect("the program can be killed");
        child.wait().expect("the program ends");
        let mended = count_mended(&sandbox);
        stopped_midway |= mended > 0 && mended < CAPTIONS;
    }
    println!("stopped midway: {stopped_midway}");
    let run = sandbox.run(&["fix", "set", "--select", "trigger-missing", "--no-cache"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(count_mended(&sandbox), CAPTIONS);
}

/// How many captions are mended; every other one must be just as it was.
fn count_mended(sandbox: &Sandbox) -> usize {
    let mut mended = 0;
    for index in 0..CAPTIONS {
        let text = String::from_utf8(sandbox.read(&format!("set/{index:03}.txt"))).expect("UTF-8");
        let old = before(index);
        if text == format!("krstl, {old}") {
            mended += 1;
        } else {
            assert_eq!(text, old, "caption {index} is neither the old nor the new one");
        }
    }
    mended
}
