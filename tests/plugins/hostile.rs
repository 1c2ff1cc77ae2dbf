//! Plugins that misbehave are survived: onmodel lives, says in one line which plugin, which rule and
//! which file, and checks all other captions.

use serde_json::Value;

use crate::sandbox::{Run, Sandbox};
use crate::workshop::{compile, onmodel};

pub const MANIFEST: &str = "schema = 1\n[plugin]\nname = \"hostile\"\nversion = \"6.6.6\"\n";

/// Ten images whose captions say "night", among them `img04`, on which plugins misbehave; and the
/// plugin that `source` is with these options.
pub fn set(source: &str, options: &[&str]) -> Sandbox {
    let sandbox = Sandbox::new();
    let options = [&["-std=gnu11", "-w"], options, &["-lpthread"]].concat();
    compile(&sandbox, &format!("tests/plugins/hostile/{source}"), "plugin/hostile.so", &options);
    lay(&sandbox);
    sandbox
}

pub fn lay(sandbox: &Sandbox) {
    sandbox.file("plugin/plugin.toml", MANIFEST);
    let config = "[dataset]\nname = \"set\"\n[plugins.hostile]\npath = \"../plugin\"\n";
    sandbox.file("set/onmodel.toml", config);
    for index in 0..10 {
        sandbox.picture(&format!("set/img{index:02}.png"), index, 64);
        sandbox.file(&format!("set/img{index:02}.txt"), "krstl é, night");
    }
}

/// Checks with the plugin trusted, whatever it is.
pub fn check(sandbox: &Sandbox) -> Run {
    let trusted = onmodel(sandbox, &["plugin", "trust", "plugin"]);
    assert_eq!(trusted.code, 0, "{}", trusted.err);
    onmodel(sandbox, &["check", "set", "--format", "json", "--select", "hostile/*,plugin-failed"])
}

fn findings(run: &Run) -> Vec<Value> {
    run.json()["datasets"][0]["findings"].as_array().unwrap().clone()
}

/// The files on which the plugin found something, by name.
pub fn found(run: &Run) -> Vec<String> {
    let own = findings(run).into_iter().filter(|one| one["rule"] == "hostile/rule");
    own.map(|one| one["path"].as_str().unwrap().replace("set/", "")).collect()
}

pub fn all_but_img04() -> Vec<String> {
    (0..10).filter(|index| *index != 4).map(|index| format!("img{index:02}.txt")).collect()
}

/// Asserts that the failure is one line, which says `what` of the plugin, the rule and the file.
pub fn is_named(how: &str, run: &Run, what: &str) {
    let lines: Vec<&str> = run.err.lines().filter(|line| line.contains("hostile")).collect();
    assert_eq!(lines.len(), 1, "{how}: one line: {}", run.err);
    for part in ["hostile 6.6.6", "hostile/rule", "img04", what] {
        assert!(lines[0].contains(part), "{how}: no {part:?} in {}", lines[0]);
    }
    let failed = findings(run).into_iter().filter(|one| one["rule"] == "plugin-failed").count();
    assert_eq!(failed, 1, "{how}: {}", run.out);
}

/// Each way, and what is said of it.
const ENDS: [(&str, &str); 31] = [
    ("segv", "SIGSEGV"),
    ("jump", "SIGSEGV"),
    ("divide", "SIGFPE"),
    ("aborts", "cannot go on"),
    ("exits", "exit code 0"),
    ("exits_at_once", "exit code 0"),
    ("kills_itself", "SIGKILL"),
    // By which signal depends on where below the stack it writes.
    ("overflows_stack", "crashed (SIG"),
    ("loops", "made no progress"),
    ("sleeps", "made no progress"),
    ("ignores_sigterm", "made no progress"),
    ("stops_itself", "made no progress"),
    ("message_wild", "SIGSEGV"),
    ("edits_wild", "SIGSEGV"),
    ("diag_wild", "SIGSEGV"),
    ("returns_nonsense", "-77"),
    ("fails", "the tag list is not there"),
    ("span_past_end", "PL014"),
    ("span_reversed", "PL014"),
    ("span_in_character", "PL014"),
    ("message_not_utf8", "PL014"),
    ("diag_null", "PL014"),
    ("message_empty", "PL014"),
    ("asks_for_ever", "PL012"),
    ("reports_for_ever", "PL012"),
    ("eats_memory", "PL012"),
    ("stops_when_told", "told to stop"),
    ("fails_and_returns_0", "the tag list is not there"),
    ("reports_by_threads", "threads of its own"),
    ("reserves_memory", "less than 2 GiB"),
    ("prints_for_ever", "made no progress"),
];

#[test]
fn what_goes_wrong_on_one_caption_is_named_and_the_others_are_checked() {
    for (how, what) in ENDS {
        let sandbox = set("calls.c", &[&format!("-DHOW={how}")]);
        let run = check(&sandbox);
        assert_eq!(run.code, 2, "{how}: {}", run.err);
        is_named(how, &run, what);
        assert_eq!(found(&run), all_but_img04(), "{how}");
    }
}

/// Lies about a finding: it is refused, or cut to what can be believed, and nothing else is lost.
#[test]
fn lies_are_refused() {
    for how in [
        "message_null",
        "message_endless",
        "message_long",
        "span_huge",
        "floods",
        "fails_wild",
        "diag_small",
        "severity_unknown",
        "place_unknown",
        "edits_null",
        "edits_endless",
        "edits_overlap",
        "edits_past_end",
        "inserts_unseen",
        "fixes_without_stride",
        "related_wild",
        "edits_unknown_item",
    ] {
        let sandbox = set("calls.c", &[&format!("-DHOW={how}")]);
        let run = check(&sandbox);
        assert_eq!(run.code, 2, "{how}: {}{}", run.out, run.err);
        is_named(how, &run, "");
        let others: Vec<String> =
            found(&run).into_iter().filter(|file| file != "img04.txt").collect();
        assert_eq!(others, all_but_img04(), "{how}");
    }
}

/// What looks bad and is no fault: the run is as if nothing had happened.
const HARMLESS: [&str; 11] = [
    "prints",
    "prints_in_the_background",
    "sleeps_a_little",
    "closes_everything",
    "garbles_channels",
    "crashes_while_idle",
    "reports_late",
    "smashes_sink",
    "writes_into_caption",
    "throws_signals",
    "diag_huge",
];

#[test]
fn what_does_no_harm_is_no_fault() {
    for how in HARMLESS {
        let sandbox = set("calls.c", &[&format!("-DHOW={how}")]);
        let run = check(&sandbox);
        let others: Vec<String> =
            found(&run).into_iter().filter(|file| file != "img04.txt").collect();
        assert_eq!(others, all_but_img04(), "{how}: {}", run.err);
    }
}

#[test]
fn what_a_plugin_says_cannot_steer_a_terminal() {
    let sandbox = set("calls.c", &["-DHOW=message_escapes"]);
    check(&sandbox);
    let run = onmodel(&sandbox, &["check", "set", "--color", "never", "--select", "hostile/*"]);
    assert!(run.out.contains("all is lost"), "{}", run.out);
    assert!(!run.out.contains(['\x1b', '\x07', '\r']), "{:?}", run.out);
}

#[test]
fn a_plugin_that_crashes_on_every_caption_is_left_alone_after_three() {
    let sandbox = set("calls.c", &["-DHOW=segv", "-DEVERYWHERE"]);
    let run = check(&sandbox);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("hostile/rule") && run.err.contains("left alone"), "{}", run.err);
    assert_eq!(found(&run), [""; 0]);
}

#[test]
fn what_was_answered_before_the_third_death_stands() {
    let sandbox = set("calls.c", &["-DHOW=hangs_after_five", "-DEVERYWHERE"]);
    let run = check(&sandbox);
    assert_eq!(run.code, 2, "{}", run.err);
    let found = found(&run);
    assert!(found.len() >= 5 && found[0] == "img00.txt", "{found:?}");
}

#[test]
fn a_fix_that_is_not_safe_is_offered_for_review() {
    let sandbox = set("calls.c", &["-DHOW=fix_not_safe"]);
    assert_eq!(check(&sandbox).code, 0);
    assert_eq!(onmodel(&sandbox, &["fix", "set", "--select", "hostile/*"]).code, 0);
    assert_eq!(sandbox.read("set/img04.txt"), "krstl é, night".as_bytes());
}

#[test]
fn a_file_is_not_renamed_out_of_its_set() {
    let sandbox = set("calls.c", &["-DHOW=rename_out"]);
    check(&sandbox);
    onmodel(&sandbox, &["fix", "set", "--unsafe", "--select", "hostile/*"]);
    assert!(sandbox.path("set/img04.png").is_file() && sandbox.path("set/img04.txt").is_file());
}

#[test]
#[cfg(target_os = "linux")]
fn a_plugin_reaches_nothing_but_what_it_is_shown() {
    for (how, said) in [
        ("writes_a_file", "could not write"),
        ("connects", "no network"),
        ("starts_a_program", "could not start a program"),
        ("signals_by_a_pipe", "sends no signals"),
        ("limits_its_parent", "sets no limit"),
        ("changes_metadata", "changes no file"),
    ] {
        let sandbox = Sandbox::new();
        lay(&sandbox);
        let file = format!("-DFILE_OF_THE_SET=\"{}\"", sandbox.path("set/img00.png").display());
        let options = ["-std=gnu11", "-w", "-lpthread", &format!("-DHOW={how}"), &file];
        compile(&sandbox, "tests/plugins/hostile/calls.c", "plugin/hostile.so", &options);
        let run = check(&sandbox);
        let messages: Vec<Value> =
            findings(&run).into_iter().map(|one| one["message"].clone()).collect();
        assert!(messages.contains(&said.into()), "{how}: {messages:?} {}", run.err);
    }
}

/// What is wrong with a library or its table, and what is said of it.
const TABLES: [(&str, &str); 30] = [
    ("CONSTRUCTOR_SEGV", "PL011"),
    ("CONSTRUCTOR_HANGS", "PL011"),
    ("CONSTRUCTOR_EXITS", "PL011"),
    ("UNDEFINED_SYMBOL", "onmodel_no_such_function"),
    ("NO_SYMBOL", "PL005"),
    ("ENTRY_NULL", "PL006"),
    ("ENTRY_WILD", "PL011"),
    ("ENTRY_SEGV", "PL011"),
    ("ENTRY_HANGS", "PL011"),
    ("WRONG_MAGIC", "PL007"),
    ("ABI_2", "update onmodel"),
    ("ABI_0", "PL008"),
    ("SMALL_TABLE", "PL009"),
    ("MANY_RULES", "PL009"),
    ("RULES_WILD", "PL011"),
    ("RULES_NULL", "PL009"),
    ("STRIDE_ZERO", "PL009"),
    ("NAME_EMPTY", "PL009"),
    ("NAME_WILD", "PL011"),
    ("NAME_ENDLESS", "PL009"),
    ("ID_FOREIGN", "PL009"),
    ("ID_OTHER_PREFIX", "PL009"),
    ("ID_EMPTY", "PL009"),
    ("ID_NOT_UTF8", "PL009"),
    ("SCOPE_UNKNOWN", "PL009"),
    ("NO_CHECK", "PL009"),
    ("RULE_SMALL", "PL009"),
    ("DUPLICATE_ID", "PL018"),
    ("CREATE_NULL", "hostile/rule"),
    ("CREATE_FAILS", "banned[2]: is empty"),
];

#[test]
fn what_cannot_be_loaded_says_why_and_the_rest_is_checked() {
    for (how, what) in TABLES {
        let sandbox = set("tables.c", &[&format!("-DHOW_{how}")]);
        onmodel(&sandbox, &["plugin", "trust", "plugin"]);
        let run = onmodel(&sandbox, &["check", "set", "--format", "json"]);
        assert_eq!(run.code, 2, "{how}: {}", run.err);
        let lines: Vec<&str> = run.err.lines().filter(|line| line.contains("hostile")).collect();
        assert!(lines.len() == 1 && lines[0].contains(what), "{how}: {what}: {}", run.err);
        assert!(run.json()["datasets"][0]["score"]["total"].is_number(), "{how}: {}", run.out);
    }
}

/// Files that are no library, each with what is said of it.
#[test]
fn what_is_no_library_is_never_loaded() {
    let whole = set("tables.c", &[]);
    let whole = whole.read("plugin/hostile.so");
    let mut other = whole.clone();
    other[18] = if other[18] == 62 { 183 } else { 62 };
    let mut dll = b"MZ".to_vec();
    dll.resize(0x100, 0);
    for (bytes, what) in [
        (&b""[..], "empty"),
        (b"#!/bin/sh\nexit 0\n", "not a library"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\n", "git lfs pull"),
        (&whole[..whole.len() / 2], "hostile"),
        (&other, "PL003"),
        (&dll, "PL003"),
        (&[0xCF, 0xFA, 0xED, 0xFE, 12, 0, 0, 1, 0, 0], "PL003"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.file("plugin/hostile.so", bytes);
        lay(&sandbox);
        onmodel(&sandbox, &["plugin", "trust", "plugin"]);
        let run = onmodel(&sandbox, &["check", "set", "--format", "json"]);
        assert_eq!(run.code, 2, "{what}: {}", run.err);
        assert!(run.err.contains(what), "{what}: {}", run.err);
    }
}

#[test]
fn a_program_and_a_library_that_is_gone_are_told_of() {
    let gone = set("tables.c", &[]);
    onmodel(&gone, &["plugin", "trust", "plugin"]);
    gone.remove("plugin/hostile.so");
    let program = set("tables.c", &[]);
    let bytes = std::fs::read(env!("CARGO_BIN_EXE_onmodel")).expect("a program");
    program.file("plugin/hostile.so", &bytes);
    onmodel(&program, &["plugin", "trust", "plugin"]);
    for (sandbox, what) in [(gone, "PL021"), (program, "PL004")] {
        let run = onmodel(&sandbox, &["check", "set", "--format", "json"]);
        assert_eq!(run.code, 2, "{what}: {}", run.err);
        let lines: Vec<&str> = run.err.lines().filter(|line| line.contains("hostile")).collect();
        assert!(lines.len() == 1 && lines[0].contains(what), "{what}: {}", run.err);
        assert!(run.json()["datasets"][0]["score"]["total"].is_number(), "{what}: {}", run.out);
    }
}

/// What was hashed is what runs: a private copy that was exchanged since is made anew.
#[test]
fn a_private_copy_that_was_exchanged_does_not_run() {
    let sandbox = set("calls.c", &["-DHOW=prints"]);
    assert_eq!(check(&sandbox).code, 0);
    let copies = sandbox.path(".cache/plugins");
    let folders: Vec<_> = std::fs::read_dir(&copies).expect("copies").flatten().collect();
    let [folder] = &folders[..] else { panic!("one copy: {folders:?}") };
    let copy = folder.path().join("hostile.so");
    let other = set("calls.c", &["-DHOW=segv", "-DEVERYWHERE"]);
    std::fs::remove_file(&copy).expect("its owner may");
    std::fs::copy(other.path("plugin/hostile.so"), &copy).expect("its owner may");
    let run = check(&sandbox);
    assert_eq!((run.code, found(&run)), (0, all_but_img04()), "{}", run.err);
}

#[test]
fn a_rule_the_plugin_does_not_have_is_not_passed_over() {
    let sandbox = set("calls.c", &["-DHOW=prints"]);
    onmodel(&sandbox, &["plugin", "trust", "plugin"]);
    for command in ["check", "fix"] {
        let run = onmodel(&sandbox, &[command, "set", "--select", "hostile/rules"]);
        assert_eq!(run.code, 2, "{}", run.out);
        assert!(run.err.contains("did you mean `hostile/rule`"), "{}", run.err);
    }
    assert_eq!(sandbox.read("set/img00.txt"), "krstl é, night".as_bytes());
}

#[test]
fn nothing_in_a_repository_grants_trust() {
    let sandbox = set("calls.c", &[]);
    let listed = onmodel(&sandbox, &["plugin", "list", "set"]).out;
    let is_digest = |word: &&str| word.len() == 64;
    let digest = listed.split_whitespace().find(is_digest).unwrap_or_else(|| panic!("{listed}"));
    let pin = format!("[[plugin]]\nname = \"hostile\"\nsha256 = \"{digest}\"\n");
    for place in ["set/trust.toml", "set/.onmodel/trust.toml", "plugin/trust.toml"] {
        sandbox.file(place, &pin);
    }
    sandbox
        .file("plugin/plugin.toml", format!("{MANIFEST}trusted = true\nsha256 = \"{digest}\"\n"));
    let run = onmodel(&sandbox, &["check", "set", "--format", "json"]);
    assert_eq!(run.code, 2, "{}", run.err);
    let untrusted = findings(&run).into_iter().filter(|one| one["rule"] == "plugin-untrusted");
    assert_eq!(untrusted.count(), 1, "{}", run.out);
    assert_eq!(found(&run), [""; 0], "none of its code ran");
    // The configuration knows no such word either.
    for words in ["trust = true", "trusted = true", "[trust]\nplugins = [\"hostile\"]"] {
        let config = format!(
            "[dataset]\nname = \"set\"\n[plugins.hostile]\npath = \"../plugin\"\n{words}\n"
        );
        sandbox.file("set/onmodel.toml", config);
        let run = onmodel(&sandbox, &["check", "set"]);
        assert_eq!(run.code, 2, "{words}: {}", run.err);
        assert!(!run.out.contains("hostile/rule"), "{words}: {}", run.out);
    }
}

#[test]
fn other_bytes_than_those_trusted_do_not_run() {
    let sandbox = set("calls.c", &[]);
    assert_eq!(onmodel(&sandbox, &["plugin", "trust", "plugin"]).code, 0);
    let mut bytes = sandbox.read("plugin/hostile.so");
    bytes.push(0);
    sandbox.file("plugin/hostile.so", &bytes);
    let run = onmodel(&sandbox, &["check", "set", "--format", "json"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("not trusted"), "{}", run.err);
    assert_eq!(found(&run), [""; 0]);
}
