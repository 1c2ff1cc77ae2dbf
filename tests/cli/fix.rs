//! `onmodel fix`

use crate::sandbox::Sandbox;

fn flawed() -> Sandbox {
    let sandbox = Sandbox::with_set(6);
    sandbox.file("set/00.txt", "standing, front view, scene zero\r\n");
    sandbox.file("set/01.txt", b"\xef\xbb\xbfkrstl, sitting, side view, scene one");
    sandbox.file("set/02.txt", "krstl, running, running, back view, scene two\n");
    sandbox
}

#[test]
fn safe_fixes_are_written_and_nothing_else() {
    let sandbox = flawed();
    let untouched = sandbox.read("set/03.txt");
    let run = sandbox.run(&["fix", "set"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert_eq!(sandbox.read("set/00.txt"), b"krstl, standing, front view, scene zero\r\n");
    assert_eq!(sandbox.read("set/01.txt"), b"krstl, sitting, side view, scene one");
    assert_eq!(sandbox.read("set/02.txt"), b"krstl, running, back view, scene two\n");
    assert_eq!(sandbox.read("set/03.txt"), untouched);
    assert!(run.out.contains("00.txt") && run.out.contains("insert"), "{}", run.out);
    assert_eq!(sandbox.run(&["fix", "set", "--diff"]).code, 0, "a second run has nothing to do");
}

#[test]
fn a_diff_writes_nothing_and_git_can_apply_it() {
    let sandbox = flawed();
    let before = sandbox.read("set/02.txt");
    let run = sandbox.run(&["fix", "set", "--diff"]);
    assert_eq!(run.code, 1);
    assert_eq!(sandbox.read("set/02.txt"), before);
    assert!(run.out.contains("-krstl, running, running, back view, scene two"), "{}", run.out);
    sandbox.file("a.patch", &run.out);
    let git = std::process::Command::new("git")
        .args(["apply", "a.patch"])
        .current_dir(sandbox.path(""))
        .status();
    assert!(git.unwrap().success());
    assert_eq!(sandbox.read("set/02.txt"), b"krstl, running, back view, scene two\n");
}

#[test]
fn select_narrows() {
    let sandbox = flawed();
    sandbox.run(&["fix", "set", "--select", "trigger-missing"]);
    assert_eq!(sandbox.read("set/00.txt"), b"krstl, standing, front view, scene zero\r\n");
    assert!(sandbox.read("set/01.txt").starts_with(b"\xef\xbb\xbf"));
}

#[test]
fn a_backup_keeps_the_originals() {
    let sandbox = flawed();
    let before = sandbox.read("set/02.txt");
    assert_eq!(sandbox.run(&["fix", "set", "--backup", "kept"]).code, 0);
    assert_eq!(sandbox.read("kept/set/02.txt"), before);
}
