//! The secret is nowhere: not in an output, not in a file.

use std::path::Path;

use fake_scenario::{Act, Answer, KEY, SECRET};
use serde_json::json;

use super::desk::Desk;

fn has_secret(bytes: &[u8]) -> bool {
    // Its encoded form begins like this.
    [SECRET, KEY, "YXBpX2Zha2Vfa2V5"]
        .iter()
        .any(|word| bytes.windows(word.len()).any(|window| window == word.as_bytes()))
}

fn search(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            search(&path);
        } else {
            assert!(!has_secret(&std::fs::read(&path).unwrap()), "{}", path.display());
        }
    }
}

#[test]
fn the_secret_is_in_no_output_and_no_file() {
    let desk = Desk::new();
    let echo = |seen: &fake_scenario::Seen| {
        let header = seen.request.header("authorization").unwrap_or_default();
        Act::Answer(Answer::json(400, &json!({ "reason": format!("{KEY}:{SECRET} {header}") })))
    };
    for name in
        ["POST /models", "POST /assets", "PUT /assets/*", "PUT /models/*/train", "GET /models/*"]
    {
        desk.fake.judge(move |seen| {
            if fake_scenario::matches(name, &seen.name()) { echo(seen) } else { Act::Serve }
        });
        let run = desk.submit(&["--yes"]);
        assert_eq!(run.code, 2, "{name}: {}", run.out);
        assert!(run.err.contains("[hidden]"), "{}", run.err);
        assert!(!has_secret(run.out.as_bytes()) && !has_secret(run.err.as_bytes()), "{name}");
    }
    desk.fake.be_kind();
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!has_secret(run.out.as_bytes()) && !has_secret(run.err.as_bytes()));
    search(&desk.sandbox.path(""));
}

#[test]
fn a_login_without_a_keychain_keeps_nothing_and_says_so() {
    let desk = Desk::new();
    let mut program = desk.program();
    let input = desk.sandbox.file("typed", format!("{KEY}\n{SECRET}\n")).path("typed");
    program.stdin(std::fs::File::open(input).unwrap());
    let run = desk.sandbox.run_by(program, &["login"]);
    desk.sandbox.remove("typed");
    assert_eq!(desk.fake.count("GET /models"), 1, "{}", run.err);
    if run.code == 0 {
        println!("skipped: this machine has a keychain");
        return;
    }
    assert!(
        run.err.contains("keychain") && run.err.contains("SCENARIO_SDK_API_KEY"),
        "{}",
        run.err
    );
    assert!(!has_secret(run.err.as_bytes()) && !has_secret(run.out.as_bytes()));
    search(&desk.sandbox.path(""));
}

#[test]
fn a_login_with_a_wrong_key_keeps_nothing() {
    let desk = Desk::new();
    let mut program = desk.program();
    let input = desk.sandbox.file("typed", "wrong\nkey\n").path("typed");
    program.stdin(std::fs::File::open(input).unwrap());
    let run = desk.sandbox.run_by(program, &["login"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("the key was not kept"), "{}", run.err);
}
