//! `onmodel plugin test`: what it says when all is not well.

use crate::sandbox::Sandbox;
use crate::workshop::{compile, onmodel};

/// A hostile plugin with these examples.
fn hostile(how: &str, cases: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    let options = ["-std=gnu11", "-w", "-lpthread", &format!("-DHOW={how}")];
    compile(&sandbox, "tests/plugins/hostile/calls.c", "rules/hostile.so", &options);
    sandbox.file(
        "rules/plugin.toml",
        "schema = 1\n[plugin]\nname = \"hostile\"\nversion = \"6.6.6\"\n",
    );
    sandbox.file("rules/cases.toml", cases);
    sandbox
}

#[test]
fn an_example_that_is_not_as_expected_is_named_with_its_line() {
    let sandbox = hostile(
        "segv",
        "[[case]]\ncaption = \"a, night\"\nexpect = 0\n\n[[case]]\ncaption = \"night\"\nexpect = 1\nfixed = \"\"\n",
    );
    let run = onmodel(&sandbox, &["plugin", "test", "rules"]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(
        run.out
            .contains("FAIL  cases.toml:1:1: \"a, night\": 0 expected, 1 found: night is banned"),
        "{}",
        run.out
    );
    assert!(
        run.out.contains("fixed to [\"night\"], expected [\"\"]"),
        "it has no fix: {}",
        run.out
    );
    assert!(run.out.ends_with("2 examples: 2 not as expected\n"), "{}", run.out);
}

#[test]
fn a_plugin_that_crashes_is_named_and_the_other_examples_run() {
    let sandbox = hostile(
        "segv",
        "[[case]]\npath = \"img04.png\"\ncaption = \"a\"\nexpect = 0\n\n[[case]]\ncaption = \"night\"\nexpect = 1\n",
    );
    let run = onmodel(&sandbox, &["plugin", "test", "rules"]);
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    assert!(run.out.contains("hostile/rule") && run.out.contains("SIGSEGV"), "{}", run.out);
    assert!(run.out.contains("ok    \"night\""), "{}", run.out);
}

#[test]
fn captions_given_are_shown_under_their_own_names() {
    let sandbox = hostile("segv", "");
    sandbox.file("words/here.txt", "a, night").file("words/there.txt", "a");
    let run = onmodel(&sandbox, &["plugin", "test", "rules", "words"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(
        run.out.contains("words/here.txt:1:4: warning[hostile/rule] night is banned\n"),
        "{}",
        run.out
    );
    assert!(run.out.ends_with("1 finding in 2 captions\n"), "{}", run.out);
}

#[test]
fn examples_that_make_no_sense_are_told_with_their_line() {
    let sandbox = hostile("segv", "[[case]]\ncaptoin = \"a\"\nexpect = 0\n");
    let run = onmodel(&sandbox, &["plugin", "test", "rules"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("cases.toml:2:1") && run.err.contains("caption"), "{}", run.err);
    sandbox.remove("rules/hostile.so");
    let run = onmodel(&sandbox, &["plugin", "test", "rules"]);
    assert!(run.code == 2 && run.err.contains("build it first"), "{}", run.err);
}

#[test]
fn a_fix_that_never_settles_is_told_to_its_author() {
    let cases = "[[case]]\npath = \"img04.png\"\ncaption = \"a\"\nexpect = 1\nfixed = \"a\"\n";
    let run = onmodel(&hostile("grows", cases), &["plugin", "test", "rules"]);
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    assert!(run.out.contains("hostile/rule") && run.out.contains("no end"), "{}", run.out);
}
