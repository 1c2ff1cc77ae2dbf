//! `onmodel check`: exit codes, options, JSON.

use crate::sandbox::Sandbox;

#[test]
fn a_sound_set_passes() {
    let sandbox = Sandbox::with_set(6);
    let run = sandbox.check();
    assert_eq!(run.code, 0, "{}", run.out);
    let json = run.json();
    assert_eq!(json["schema_version"], 1);
    let set = &json["datasets"][0];
    assert_eq!((set["path"].as_str(), set["name"].as_str()), (Some("set"), Some("set")));
    assert_eq!((set["images"].as_u64(), set["captions"].as_u64()), (Some(6), Some(6)));
    let parts: Vec<_> =
        set["score"]["parts"].as_array().unwrap().iter().map(|part| part["name"].clone()).collect();
    assert_eq!(parts, ["resolution", "format", "diversity", "size", "captions"]);
}

#[test]
fn an_error_fails_the_check_unless_told_otherwise() {
    let sandbox = Sandbox::with_set(6);
    sandbox.file("set/00.txt", "standing, front view, nobody named");
    assert_eq!(sandbox.run(&["check"]).code, 1);
    assert_eq!(sandbox.run(&["check", "--fail-on", "never"]).code, 0);
    assert_eq!(sandbox.run(&["check", "--ignore", "trigger-missing"]).code, 0);
    assert_eq!(sandbox.run(&["check", "--select", "image-*"]).code, 0);
}

#[test]
fn the_score_gates_too() {
    let sandbox = Sandbox::with_set(3);
    assert_eq!(sandbox.run(&["check", "--min-score", "100"]).code, 1);
    assert_eq!(sandbox.run(&["check", "--min-score", "10"]).code, 0);
    sandbox.file(
        "set/onmodel.toml",
        "[dataset]\nname = \"set\"\ntrigger = \"krstl\"\n[score]\nmin = 100\n",
    );
    assert_eq!(sandbox.run(&["check"]).code, 1);
}

#[test]
fn what_cannot_be_done_is_code_2() {
    let sandbox = Sandbox::with_set(6);
    for args in [
        &["check", "--select", "triger-missing"][..],
        &["check", "--select", "studio/nothing"],
        &["fix", "--select", "studio/nothing"],
        &["check", "--format", "pdf"],
        &["check", "--trainer", "koya"],
        &["check", "--min-score", "101"],
        &["check", "--config", "nowhere.toml"],
        &["check", "nowhere"],
        &["explain", "triger-missing"],
        &["frobnicate"],
    ] {
        let run = sandbox.run(args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.err);
        assert!(!run.err.is_empty() || !run.out.is_empty());
    }
}

#[test]
fn a_file_means_the_set_that_owns_it() {
    let sandbox = Sandbox::with_set(6);
    let run = sandbox.run(&["check", "--format", "json", "set/03.txt"]);
    assert_eq!(run.json()["datasets"][0]["path"], "set");
}

#[test]
fn a_set_that_is_the_working_folder_is_a_dot() {
    let sandbox = Sandbox::with_set(6);
    sandbox.file("set/00.txt", "standing, front view, nobody named");
    let config = sandbox.read("set/onmodel.toml");
    for name in std::fs::read_dir(sandbox.path("set")).unwrap() {
        let name = name.unwrap().file_name();
        std::fs::rename(sandbox.path("set").join(&name), sandbox.path("").join(&name)).unwrap();
    }
    assert!(!config.is_empty());
    let run = sandbox.check();
    assert_eq!(run.json()["datasets"][0]["path"], ".");
    run.says("trigger-missing", "00.txt");
}

#[test]
fn a_report_can_go_to_files() {
    let sandbox = Sandbox::with_set(6);
    let run = sandbox.run(&["check", "--format", "text", "--format", "json=out.json"]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("set"));
    let json: serde_json::Value = serde_json::from_slice(&sandbox.read("out.json")).unwrap();
    assert_eq!(json["schema_version"], 1);
}

#[test]
fn the_same_input_gives_the_same_output_warm_or_cold() {
    let sandbox = Sandbox::with_set(6);
    sandbox.picture("set/07.png", 7, 500);
    let cold = sandbox.check().out;
    assert_eq!(cold, sandbox.check().out);
    assert_eq!(cold, sandbox.run(&["check", "--format", "json", "--no-cache"]).out);
}

#[test]
fn a_corrupt_cache_is_built_again() {
    let sandbox = Sandbox::with_set(3);
    let first = sandbox.check().out;
    let path = sandbox.run(&["cache", "path"]).out;
    std::fs::write(path.trim(), b"not a cache").unwrap();
    assert_eq!(first, sandbox.check().out);
    assert_eq!(sandbox.run(&["cache", "clear"]).code, 0);
    assert!(!std::path::Path::new(path.trim()).exists());
}

#[test]
fn colour_is_only_for_those_who_want_it() {
    let sandbox = Sandbox::with_set(3);
    assert!(!sandbox.run(&["check"]).out.contains('\u{1b}'));
    assert!(sandbox.run(&["check", "--color", "always"]).out.contains('\u{1b}'));
}

#[test]
fn an_ignore_keeps_quiet_and_an_idle_one_is_reported() {
    let sandbox = Sandbox::with_set(6);
    sandbox.file("set/00.txt", "standing, front view, nobody named");
    let config = String::from_utf8(sandbox.read("set/onmodel.toml")).unwrap();
    let ignore = |files: &str| {
        format!(
            "{config}\n[[ignore]]\nfiles = [\"{files}\"]\nrules = [\"trigger-missing\"]\nreason = \"she is not in it\"\n"
        )
    };
    sandbox.file("set/onmodel.toml", ignore("00.txt"));
    let run = sandbox.check();
    assert_eq!(
        (run.code, run.json()["summary"]["suppressed"].as_u64()),
        (0, Some(1)),
        "{}",
        run.out
    );
    sandbox.file("set/onmodel.toml", ignore("99.txt"));
    sandbox.check().says("ignore-unused", "set/onmodel.toml").says("trigger-missing", "set/00.txt");
}

#[test]
fn a_lock_is_not_loosened_below() {
    let sandbox = Sandbox::with_set(6);
    std::fs::create_dir(sandbox.path(".git")).unwrap();
    sandbox.file("onmodel.toml", "lock = [\"trigger-missing\"]\n");
    assert_eq!(sandbox.check().code, 0);
    let config = String::from_utf8(sandbox.read("set/onmodel.toml")).unwrap();
    sandbox.file("set/onmodel.toml", format!("{config}\n[rules]\ntrigger-missing = \"off\"\n"));
    let run = sandbox.check();
    assert_eq!(run.code, 2);
    assert!(run.json()["errors"][0].to_string().contains("locked"), "{}", run.out);
}

#[test]
fn init_guesses_and_never_overwrites() {
    let sandbox = Sandbox::with_set(4);
    sandbox.remove("set/onmodel.toml");
    let run = sandbox.run(&["init", "set"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let config = String::from_utf8(sandbox.read("set/onmodel.toml")).unwrap();
    assert!(config.contains("trigger = \"krstl\""), "{config}");
    assert_eq!(sandbox.check().code, 0);
    assert_eq!(sandbox.run(&["init", "set"]).code, 2);
    assert_eq!(config.as_bytes(), sandbox.read("set/onmodel.toml"));
}

#[test]
fn doctor_and_completions_answer() {
    let sandbox = Sandbox::with_set(4);
    let doctor = sandbox.run(&["doctor"]);
    assert_eq!(doctor.code, 0, "{}", doctor.err);
    assert!(doctor.out.contains("krstl") && doctor.out.contains("scenario"), "{}", doctor.out);
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(sandbox.run(&["completions", shell]).out.contains("onmodel"));
    }
}
