//! Studio rules where a set is let through: at the merge gate, held against what it was before, and
//! before it is sent to be trained.

use crate::repo::Repo;
use crate::sandbox::Sandbox;
use crate::workshop::{compile, onmodel};

const HOSTILE: &str = "tests/plugins/hostile/calls.c";
const MANIFEST: &str = "[plugin]\nname = \"hostile\"\nversion = \"6.6.6\"\n";

fn build(sandbox: &Sandbox, how: &str) {
    let options = ["-std=gnu11", "-w", &format!("-DHOW={how}"), "-lpthread"];
    compile(sandbox, HOSTILE, "plugin/hostile.so", &options);
    sandbox.file("plugin/plugin.toml", MANIFEST);
}

#[test]
fn what_a_plugin_found_before_is_not_new() {
    let repo = Repo::new();
    build(&repo.sandbox, "prints");
    let config = "[dataset]\nname = \"kestrel\"\ntrigger = \"krstl\"\n\
                  [plugins.hostile]\npath = \"../../plugin\"\n";
    repo.file("characters/kestrel/onmodel.toml", config);
    repo.file("characters/kestrel/00.txt", "krstl, standing, front view, ink drawing, night");
    repo.commit("a studio rule");
    repo.branch("change");
    repo.file("characters/kestrel/01.txt", "krstl, sitting, side view, ink drawing, night");
    repo.commit("another night");
    let run = |args: &[&str]| onmodel(&repo.sandbox, args);
    assert_eq!(run(&["plugin", "trust", "plugin"]).code, 0);
    let check = ["check", "--format", "json", "--since", "main", "--compare"];
    let json = run(&[&check[..], &["--select", "hostile/*"]].concat()).json();
    let kestrel = &json["datasets"][0];
    assert_eq!(kestrel["findings"].as_array().map(Vec::len), Some(2), "{json:#}");
    assert_eq!(kestrel["before"]["new"], 1, "{kestrel:#}");
    assert_eq!(kestrel["before"]["mended"], 0, "{kestrel:#}");
}

#[test]
fn a_plugin_has_a_say_in_what_is_sent() {
    let sandbox = Sandbox::new();
    build(&sandbox, "prints");
    let config = "[dataset]\nname = \"set\"\ntrigger = \"krstl\"\n\
                  [plugins.hostile]\npath = \"../plugin\"\n\
                  [rules]\n\"hostile/rule\" = \"error\"\n";
    sandbox.file("set/onmodel.toml", config);
    for (index, pose) in ["standing", "sitting", "running", "lying", "jumping"].iter().enumerate() {
        sandbox.picture(&format!("set/{index}.png"), index as u64, 1024);
        sandbox.file(&format!("set/{index}.txt"), format!("krstl, {pose}, front view, night"));
    }
    let send = |more: &[&str]| onmodel(&sandbox, &[&["submit", "set", "--dry-run"], more].concat());
    let untrusted = send(&[]);
    assert_eq!(untrusted.code, 2, "{}", untrusted.out);
    assert!(untrusted.err.contains("nothing was sent"), "{}", untrusted.err);
    assert_eq!(onmodel(&sandbox, &["plugin", "trust", "plugin"]).code, 0);
    let refused = send(&[]);
    assert_eq!(refused.code, 1, "{}{}", refused.out, refused.err);
    assert!(refused.out.contains("hostile/rule"), "{}", refused.out);
    let left_out = send(&["--no-plugins"]);
    assert!(!left_out.out.contains("hostile/rule"), "{}", left_out.out);
}

/// A set of one caption, and a trusted plugin that does `how` on it.
fn one(how: &str, caption: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    build(&sandbox, how);
    sandbox.file("set/onmodel.toml", "[plugins.hostile]\npath = \"../plugin\"\n");
    sandbox.picture("set/img04.png", 4, 64);
    sandbox.file("set/img04.txt", caption);
    assert_eq!(onmodel(&sandbox, &["plugin", "trust", "plugin"]).code, 0);
    sandbox
}

#[test]
fn what_a_fix_of_a_plugins_leaves_is_shown_to_it_again() {
    let sandbox = one("mends", "krstl, night, night");
    let run = onmodel(&sandbox, &["fix", "set", "--select", "hostile/*"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(sandbox.read("set/img04.txt"), b"krstl, NIGHT");
}

#[test]
fn a_fix_that_adds_words_is_not_safe_and_one_of_unseen_ones_is_none() {
    let sandbox = one("adds_words", "krstl");
    let run = onmodel(&sandbox, &["fix", "set", "--select", "hostile/*"]);
    assert_eq!((run.code, sandbox.read("set/img04.txt")), (0, b"krstl".to_vec()), "{}", run.err);
    let sandbox = one("inserts_unseen", "krstl");
    let run = onmodel(&sandbox, &["fix", "set", "--unsafe", "--select", "hostile/*"]);
    assert_eq!((run.code, sandbox.read("set/img04.txt")), (2, b"krstl".to_vec()), "{}", run.err);
    assert!(run.err.contains("PL014") && run.err.contains("U+202E"), "{}", run.err);
}

/// A rule that finds its fault again in what its fix left would fill a caption.
#[test]
fn a_fix_that_comes_to_no_end_is_left_out_and_told_of() {
    let select = ["--select", "hostile/*,caption-duplicate-tag"];
    for (how, more) in [("grows", &["--unsafe"][..]), ("grows_blanks", &[])] {
        let sandbox = one(how, "krstl, smiling, smiling");
        let run = onmodel(&sandbox, &[&["fix", "set"], more, &select].concat());
        assert_eq!(run.code, 2, "{how}: {}", run.err);
        let text = String::from_utf8(sandbox.read("set/img04.txt")).unwrap();
        assert_eq!(text, "krstl, smiling", "{how}: what others mend is mended");
        let lines: Vec<&str> = run.err.lines().filter(|line| line.contains("hostile/")).collect();
        let [line] = lines[..] else { panic!("{how}: one line: {}", run.err) };
        assert!(line.contains("img04.txt") && line.contains("no end"), "{how}: {line}");
    }
}
