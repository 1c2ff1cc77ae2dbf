//! What a repository can lay in the way of whoever decides about its plugins, and what the trust file
//! and the reports then say.

use serde_json::Value;

use crate::hostile::{MANIFEST, all_but_img04, check, found, set};
use crate::sandbox::{Run, Sandbox};
use crate::workshop::onmodel;

/// What would turn the text round, or is not seen.
const HIDING: [char; 3] = ['\u{202e}', '\u{200b}', '\u{1b}'];

fn sound() -> Sandbox {
    set("calls.c", &["-DHOW=prints"])
}

/// Names it by a path as TOML writes it.
fn name_plugin(sandbox: &Sandbox, path: &str) {
    let config = format!("[dataset]\nname = \"set\"\n[plugins.hostile]\npath = \"{path}\"\n");
    sandbox.file("set/onmodel.toml", config);
}

#[cfg(unix)]
#[test]
fn the_command_to_paste_is_one_command() {
    let sandbox = sound();
    for (folder, shown) in [
        ("a$(touch PWN)", "onmodel plugin trust 'a$(touch PWN)'"),
        ("it's", "onmodel plugin trust 'it'\\''s'"),
    ] {
        copy_plugin(&sandbox, folder);
        name_plugin(&sandbox, &format!("../{folder}"));
        let listed = onmodel(&sandbox, &["plugin", "list", "set"]);
        assert!(listed.out.contains(shown), "{}", listed.out);
        let checked = onmodel(&sandbox, &["check", "set"]);
        assert!(checked.err.contains(shown), "{}", checked.err);
    }
    copy_plugin(&sandbox, "-dash");
    sandbox.file("onmodel.toml", "[plugins.hostile]\npath = \"-dash\"\n");
    sandbox.file("set/onmodel.toml", "[dataset]\nname = \"set\"\n");
    for command in [&["plugin", "list", "."][..], &["check", "."]] {
        let run = onmodel(&sandbox, command);
        let all = run.out + &run.err;
        assert!(all.contains("onmodel plugin trust ./-dash"), "{all}");
    }
}

fn copy_plugin(sandbox: &Sandbox, folder: &str) {
    for file in ["plugin.toml", "hostile.so"] {
        sandbox.file(&format!("{folder}/{file}"), sandbox.read(&format!("plugin/{file}")));
    }
}

#[cfg(unix)]
fn fifo(sandbox: &Sandbox, name: &str) {
    let made = std::process::Command::new("mkfifo").arg(sandbox.path(name)).status();
    assert!(made.expect("mkfifo").success());
}

/// Every command that reads it comes to an end, and says which file it is.
#[cfg(unix)]
#[test]
fn a_manifest_that_is_no_file_is_not_read() {
    use std::os::unix::fs::symlink;
    for what in ["device", "pipe", "outside", "large"] {
        let sandbox = sound();
        sandbox.remove("plugin/plugin.toml");
        let path = sandbox.path("plugin/plugin.toml");
        match what {
            "device" => symlink("/dev/zero", path).expect("a link"),
            "pipe" => fifo(&sandbox, "plugin/plugin.toml"),
            "outside" => {
                sandbox.file("elsewhere.toml", MANIFEST);
                symlink("../elsewhere.toml", path).expect("a link");
            }
            _ => std::fs::write(path, vec![b'#'; (1 << 20) + 1]).expect("written"),
        }
        let commands: [&[&str]; 3] =
            [&["check", "set"], &["plugin", "list", "set"], &["plugin", "trust", "plugin"]];
        for command in commands {
            let run = onmodel(&sandbox, command);
            let all = format!("{}{}", run.out, run.err);
            assert!(all.contains("PL001") && all.contains("plugin.toml"), "{what}: {all}");
        }
        assert!(!sandbox.path("trust.toml").exists());
    }
}

#[cfg(unix)]
#[test]
fn a_configuration_that_is_no_file_is_refused() {
    use std::os::unix::fs::symlink;
    for what in ["device", "pipe"] {
        for name in ["onmodel.toml", "base.toml"] {
            let sandbox = sound();
            sandbox
                .file("set/onmodel.toml", "extends = \"base.toml\"\n[dataset]\nname = \"set\"\n");
            let _ = std::fs::remove_file(sandbox.path(&format!("set/{name}")));
            let target = if what == "device" { "/dev/zero" } else { "../pipe" };
            fifo(&sandbox, "pipe");
            symlink(target, sandbox.path(&format!("set/{name}"))).expect("a link");
            for command in [&["check", "set"][..], &["plugin", "list", "set"]] {
                let run = onmodel(&sandbox, command);
                let all = format!("{}{}", run.out, run.err);
                assert_eq!(run.code, 2, "{all}");
                assert!(all.contains("a device or a pipe") && all.contains(name), "{what}: {all}");
            }
        }
    }
}

/// Inside a set it is a finding: nothing else of the set is kept from being checked.
#[cfg(unix)]
#[test]
fn a_caption_that_is_no_file_is_a_finding() {
    use std::os::unix::fs::symlink;
    let sandbox = Sandbox::with_set(4);
    sandbox.remove("set/00.txt").remove("set/01.txt");
    symlink("/dev/zero", sandbox.path("set/00.txt")).expect("a link");
    fifo(&sandbox, "pipe");
    symlink("../pipe", sandbox.path("set/01.txt")).expect("a link");
    symlink("/dev/zero", sandbox.path("set/metadata.jsonl")).expect("a link");
    let run = onmodel(&sandbox, &["check", "set", "--format", "json"]);
    assert_ne!(run.code, 2, "{}", run.err);
    let told = findings(&run);
    for name in ["00.txt", "01.txt"] {
        let is_told = |one: &&Value| {
            let is_there = one["path"].as_str().is_some_and(|path| path.ends_with(name));
            is_there
                && one["message"].as_str().is_some_and(|text| text.contains("device or a pipe"))
        };
        assert_eq!(told.iter().filter(is_told).count(), 1, "{name}: {told:#?}");
    }
}

#[cfg(unix)]
#[test]
fn a_trust_file_that_is_a_pipe_is_refused() {
    let sandbox = sound();
    fifo(&sandbox, "trust.toml");
    for command in [&["check", "set"][..], &["plugin", "trust", "plugin"], &["plugin", "list"]] {
        let run = onmodel(&sandbox, command);
        assert_eq!(run.code, 2, "{}", run.out);
        assert!(run.err.contains("trust.toml") && run.err.contains("a pipe"), "{}", run.err);
    }
}

fn findings(run: &Run) -> Vec<Value> {
    run.json()["datasets"][0]["findings"].as_array().unwrap().clone()
}

fn count(run: &Run, rule: &str) -> usize {
    findings(run).iter().filter(|one| one["rule"] == rule).count()
}

/// Whatever is selected or set: a plugin that is meant and missing is in the report.
#[test]
fn a_missing_plugin_is_in_every_report() {
    let sandbox = sound();
    let broken = set("tables.c", &["-DHOW_ENTRY_SEGV"]);
    assert_eq!(onmodel(&broken, &["plugin", "trust", "plugin"]).code, 0);
    for (sandbox, rule) in [(&sandbox, "plugin-untrusted"), (&broken, "plugin-failed")] {
        let is_told = |run: &Run, how: &str| {
            assert_eq!((run.code, count(run, rule)), (2, 1), "{how}: {}", run.out);
            assert_eq!(run.json()["datasets"][0]["ready"], false, "{how}: {}", run.out);
        };
        let check = |more: &[&str]| {
            onmodel(sandbox, &[&["check", "set", "--format", "json"], more].concat())
        };
        is_told(&check(&["--select", "hostile/*"]), "selected");
        is_told(&check(&["--ignore", rule]), "ignored");
        let config = "[dataset]\nname = \"set\"\n[plugins.hostile]\npath = \"../plugin\"\n";
        for words in [
            format!("[rules]\n{rule} = \"off\"\n"),
            format!("[rules]\n{rule} = \"hint\"\n"),
            format!("[[ignore]]\nrules = [\"{rule}\"]\nreason = \"it will be well\"\n"),
        ] {
            sandbox.file("set/onmodel.toml", format!("{config}{words}"));
            is_told(&check(&["--select", "hostile/*"]), &words);
        }
        let silent = check(&["--no-plugins"]);
        assert_eq!(count(&silent, rule), 0, "{}", silent.out);
        // Nobody misses a plugin that is not meant.
        let other = check(&["--select", "caption-empty"]);
        assert_eq!((other.code, count(&other, rule)), (0, 0), "{}", other.err);
        let github =
            onmodel(sandbox, &["check", "set", "--format", "github", "--select", "hostile/*"]);
        assert!(github.out.contains(rule), "{}", github.out);
    }
}

#[test]
fn a_plugin_named_twice_runs_once() {
    let sandbox = sound();
    copy_plugin(&sandbox, "again");
    let config = "[dataset]\nname = \"set\"\n[plugins.hostile]\npath = \"../plugin\"\n";
    for second in ["plugin", "again"] {
        let config = format!("{config}[plugins.other]\npath = \"../{second}\"\n");
        sandbox.file("set/onmodel.toml", config);
        assert_eq!(onmodel(&sandbox, &["plugin", "trust", "plugin"]).code, 0);
        let run = onmodel(&sandbox, &["check", "set", "--format", "json"]);
        assert_eq!(run.code, 2, "{}", run.err);
        assert_eq!(run.err.matches("PL018").count(), 1, "{}", run.err);
        assert_eq!(
            (found(&run), count(&run, "plugin-failed")),
            (all_but_img04(), 1),
            "{}",
            run.out
        );
    }
}

#[test]
fn nothing_is_trusted_by_a_file_that_makes_no_sense() {
    let sandbox = sound();
    let text = "[[plugin]]\nname = \"other\"\nsha256 = \"9f\"\n";
    sandbox.file("trust.toml", text);
    let run = onmodel(&sandbox, &["plugin", "trust", "plugin"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("trust.toml") && !run.out.contains("is trusted"), "{}", run.err);
    assert_eq!(sandbox.read("trust.toml"), text.as_bytes());
}

#[test]
fn other_builds_that_stay_trusted_are_told_of() {
    let sandbox = sound();
    assert_eq!(check(&sandbox).code, 0);
    let mut bytes = sandbox.read("plugin/hostile.so");
    bytes.push(0);
    sandbox.file("plugin/hostile.so", &bytes);
    assert_eq!(check(&sandbox).code, 0);
    let run = onmodel(&sandbox, &["plugin", "untrust", "plugin"]);
    let left = "1 other file of hostile stays trusted; `onmodel plugin untrust hostile`";
    assert!(run.out.contains(left), "{}", run.out);
    let run = onmodel(&sandbox, &["plugin", "untrust", "hostile"]);
    assert!(run.code == 0 && !run.out.contains("other file"), "{}", run.out);
}

#[test]
fn a_file_that_git_lfs_has_not_fetched_says_so() {
    let sandbox = sound();
    let sha256 = "9f2c4ab1".repeat(8);
    let build = format!("[[build]]\nfile = \"hostile.so\"\nsha256 = \"{sha256}\"\n");
    sandbox.file("plugin/plugin.toml", format!("{MANIFEST}{build}"));
    let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\n");
    sandbox.file("plugin/hostile.so", pointer);
    let run = onmodel(&sandbox, &["check", "set"]);
    assert!(run.err.contains("git lfs pull") && !run.err.contains("damaged"), "{}", run.err);
}

#[test]
fn a_companion_that_is_not_trusted_is_named() {
    let sandbox = sound();
    let build = "[[build]]\nfile = \"hostile.so\"\ncompanions = [{ file = \"words.bin\" }]\n";
    sandbox.file("plugin/plugin.toml", format!("{MANIFEST}{build}"));
    sandbox.file("plugin/words.bin", "words");
    let listed = onmodel(&sandbox, &["plugin", "list", "set"]).out;
    let digest = listed.split_whitespace().find(|word| word.len() == 64).expect("its digest");
    let run = onmodel(&sandbox, &["check", "set", "--trust-sha256", digest]);
    assert_eq!(run.code, 2, "{}", run.err);
    let (_, rest) =
        run.err.split_once("words.bin beside it is not (SHA-256 ").expect("it is named");
    let companion = &rest[..64];
    let pins = ["check", "set", "--trust-sha256", digest, "--trust-sha256", companion];
    let run = onmodel(&sandbox, &[&pins[..], &["--select", "hostile/*"]].concat());
    assert!(run.code != 2 && run.err.is_empty(), "{}{}", run.err, run.out);
}

#[cfg(unix)]
#[test]
fn nothing_a_plugin_says_hides_in_a_terminal() {
    let sandbox = sound();
    let folder = "pl\u{202e}ug\u{200b}in\u{1b}[31m";
    copy_plugin(&sandbox, folder);
    let version = "version = \"1\\u202E\\u200B\\u001B[31m\"";
    let manifest = MANIFEST.replace("version = \"6.6.6\"", version);
    sandbox.file(&format!("{folder}/plugin.toml"), manifest);
    name_plugin(&sandbox, "../pl\\u202Eug\\u200Bin\\u001B[31m");
    let looks = |run: &Run, how: &str| {
        let all = format!("{}{}", run.out, run.err);
        assert!(!all.contains(HIDING) && all.contains("hostile"), "{how}: {all:?}");
    };
    let look = || {
        looks(&onmodel(&sandbox, &["plugin", "list", "set"]), "list");
        looks(&onmodel(&sandbox, &["explain", "hostile/rule", "set"]), "explain");
        for format in ["text", "concise", "markdown", "github"] {
            looks(&onmodel(&sandbox, &["check", "set", "--format", format]), format);
        }
    };
    look();
    looks(&onmodel(&sandbox, &["plugin", "trust", folder]), "trust");
    look();
    sandbox.file(&format!("{folder}/hostile.so"), "\u{202e}");
    look();
    looks(&onmodel(&sandbox, &["plugin", "trust", folder]), "trust");
}
