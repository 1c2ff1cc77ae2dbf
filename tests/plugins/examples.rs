//! The plugins that ship as examples do what they say, from the library's bytes to the report.

use serde_json::Value;

use crate::sandbox::Sandbox;
use crate::workshop::{compile, copy, onmodel, tool, top};

/// A set with one sound image for each name; its configuration is `config` below the set's name.
fn set(sandbox: &Sandbox, captions: &[(&str, &str)], config: &str) {
    let head = "[dataset]\nname = \"krstl\"\ntrigger = \"krstl\"\n";
    sandbox.file("set/onmodel.toml", format!("{head}{config}"));
    for (seed, (image, caption)) in captions.iter().enumerate() {
        sandbox.picture(&format!("set/{image}"), seed as u64, 256);
        let text = image.replace(".png", ".txt");
        sandbox.file(&format!("set/{text}"), caption);
    }
}

fn findings(report: &Value) -> Vec<&Value> {
    report["datasets"][0]["findings"].as_array().unwrap().iter().collect()
}

/// `path: message` of each finding.
fn messages(report: &Value) -> Vec<String> {
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    findings(report)
        .into_iter()
        .map(|one| format!("{}: {}", text(one, "path"), text(one, "message")))
        .collect()
}

#[test]
fn the_rule_in_c_finds_and_mends() {
    let sandbox = Sandbox::new();
    copy(&sandbox, "plugins/c-lower-case", "rules");
    compile(&sandbox, "plugins/c-lower-case/lower_case.c", "rules/c-lower-case.so", &["-std=c99"]);
    assert_eq!(onmodel(&sandbox, &["plugin", "pack", "rules"]).code, 0);
    assert_eq!(onmodel(&sandbox, &["plugin", "trust", "rules"]).code, 0);
    let config = "[plugins.c-lower-case]\npath = \"../rules\"\n";
    set(&sandbox, &[("01.png", "krstl, Red Hair, smiling")], config);
    let check = ["check", "set", "--format", "json", "--select", "c-lower-case/*"];
    let report = onmodel(&sandbox, &check).json();
    let found = findings(&report);
    assert_eq!(found.len(), 1, "{report}");
    assert_eq!(found[0]["rule"], "c-lower-case/capitals");
    assert_eq!(found[0]["source"], "plugin:c-lower-case");
    assert_eq!(found[0]["severity"], "hint");
    assert_eq!(found[0]["range"]["start"]["offset"], 7);
    assert_eq!(found[0]["fixes"][0]["safety"], "unsafe");
    let fix = ["fix", "set", "--unsafe", "--select", "c-lower-case/*"];
    assert_eq!(onmodel(&sandbox, &fix).code, 0);
    assert_eq!(sandbox.read("set/01.txt"), b"krstl, red hair, smiling");
}

#[test]
fn the_rule_in_c_is_short() {
    let source = std::fs::read_to_string(top().join("plugins/c-lower-case/lower_case.c")).unwrap();
    assert!(source.lines().count() < 40);
}

/// The style guide, built by cargo, packed and trusted in the sandbox.
fn style_guide(sandbox: &Sandbox) {
    let target = concat!(env!("CARGO_TARGET_TMPDIR"), "/plugins");
    let manifest = top().join("plugins/studio-style/Cargo.toml");
    let manifest = manifest.to_string_lossy();
    sandbox.file(
        "style/plugin.toml",
        std::fs::read(top().join("plugins/studio-style/plugin.toml")).unwrap(),
    );
    sandbox.file(
        "style/cases.toml",
        std::fs::read(top().join("plugins/studio-style/cases.toml")).unwrap(),
    );
    let build = ["build", "--locked", "--manifest-path", &manifest, "--target-dir", target];
    tool(sandbox, ".", "cargo", &build);
    let ending = std::env::consts::DLL_EXTENSION;
    let library = format!("{target}/debug/{}studio_style.{ending}", std::env::consts::DLL_PREFIX);
    let packed = onmodel(sandbox, &["plugin", "pack", "style", &library]);
    assert_eq!(packed.code, 0, "{}", packed.err);
    assert_eq!(onmodel(sandbox, &["plugin", "trust", "style"]).code, 0);
}

const STYLE: &str = r##"
[plugins.studio-style]
path = "../style"

[rules]
"studio-style/tag-order" = { order = [["{trigger}"], ["standing"]] }
"studio-style/costume-tags" = { costumes = { armor = { required = ["sword"] } } }
"studio-style/costume-balance" = { costumes = ["armor", "dress"], at-least = 1 }
"studio-style/file-names" = { pattern = "{set}_##" }
"studio-style/palette" = { colours = { sky = { colour = "#ff00ff", at-least = 0.5 } } }
"##;

#[test]
fn the_style_guide_sees_captions_names_pixels_and_the_set() {
    let sandbox = Sandbox::new();
    style_guide(&sandbox);
    let captions =
        [("5_armor/krstl_01.png", "smiling, krstl"), ("5_armor/Krstl 2.png", "krstl, sword")];
    set(&sandbox, &captions, STYLE);
    let check = ["check", "set", "--format", "json", "--select", "studio-style/*"];
    let run = onmodel(&sandbox, &check);
    let report = run.json();
    let said = messages(&report).join("\n");
    for expected in [
        "set/5_armor/krstl_01.txt: \"krstl\" belongs before \"smiling\"",
        "set/5_armor/krstl_01.txt: a caption of the costume armor says \"sword\"",
        "set/5_armor/Krstl 2.png: \"Krstl 2.png\" is not called like \"krstl_##\"",
        "the colour of \"sky\", #ff00ff, covers ",
        "set: 0 of the pictures show the costume dress; 1 are asked",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}\n{}", run.err);
    }
    let order = findings(&report).into_iter().find(|one| one["rule"] == "studio-style/tag-order");
    assert_eq!(order.unwrap()["fixes"][0]["safety"], "safe", "no word is lost");
}

#[test]
fn the_style_guide_mends_captions_and_names() {
    let sandbox = Sandbox::new();
    style_guide(&sandbox);
    let captions =
        [("5_armor/krstl_01.png", "smiling, krstl"), ("5_armor/Krstl 2.png", "krstl, sword")];
    set(&sandbox, &captions, STYLE);
    let fix = ["fix", "set", "--unsafe", "--select", "studio-style/*"];
    let run = onmodel(&sandbox, &fix);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert_eq!(sandbox.read("set/5_armor/krstl_01.txt"), b"krstl, smiling, sword");
    assert_eq!(sandbox.read("set/5_armor/krstl_02.txt"), b"krstl, sword", "renamed with its image");
    assert!(sandbox.path("set/5_armor/krstl_02.png").is_file());
}

#[test]
fn the_style_guides_examples_are_as_expected() {
    let sandbox = Sandbox::new();
    style_guide(&sandbox);
    let run = onmodel(&sandbox, &["plugin", "test", "style"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.ends_with("3 examples: all as expected\n"), "{}", run.out);
}

#[test]
fn the_style_guide_is_explained_and_its_options_are_checked() {
    let sandbox = Sandbox::new();
    style_guide(&sandbox);
    set(&sandbox, &[("krstl_01.png", "krstl")], STYLE);
    let explained = onmodel(&sandbox, &["explain", "studio-style/palette", "set"]);
    assert!(explained.out.contains("teaches the wrong blue"), "{}{}", explained.out, explained.err);
    let wrong = STYLE.replace("order = ", "ordre = ");
    set(&sandbox, &[("krstl_01.png", "krstl")], &wrong);
    let run = onmodel(&sandbox, &["check", "set"]);
    let said = format!("{}{}", run.out, run.err);
    assert!(run.code == 2 && said.contains("ordre") && said.contains("order"), "{said}");
}

#[test]
fn a_plugin_of_a_version_to_come_runs() {
    let sandbox = Sandbox::new();
    compile(&sandbox, "tests/plugins/future/future.c", "future/future.so", &["-std=c99"]);
    sandbox.file(
        "future/plugin.toml",
        "schema = 1\n[plugin]\nname = \"future\"\nversion = \"9.9.9\"\nabi = \"1.0\"\n",
    );
    assert_eq!(onmodel(&sandbox, &["plugin", "trust", "future"]).code, 0);
    let config = "[plugins.future]\npath = \"../future\"\n";
    set(&sandbox, &[("01.png", "krstl, night"), ("02.png", "")], config);
    let run = onmodel(&sandbox, &["check", "set", "--format", "json", "--select", "future/*"]);
    let report = run.json();
    let found = findings(&report);
    assert_eq!(found.len(), 2, "{report}{}", run.err);
    assert_eq!(
        (&found[0]["rule"], &found[0]["severity"]),
        (&"future/night".into(), &"error".into())
    );
    let titles: Vec<&str> = found[0]["fixes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fix| fix["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles, ["remove \"night\"", "write \"day\""]);
    let related = found[0]["related"].as_array().unwrap();
    assert_eq!((related.len(), &related[1]["message"]), (2, &"second".into()));
    assert_eq!(found[1]["rule"], "future/empty", "the second rule is found by the stride");
}

#[test]
fn a_faults_number_and_a_rule_from_elsewhere_are_explained() {
    let sandbox = Sandbox::new();
    let numbered = onmodel(&sandbox, &["explain", "PL012"]);
    assert_eq!(numbered.code, 0, "{}", numbered.err);
    assert!(numbered.out.starts_with("plugin-failed"), "{}", numbered.out);
    let elsewhere = onmodel(&sandbox, &["explain", "studio/mirrored-word"]);
    assert_eq!(elsewhere.code, 2, "{}", elsewhere.out);
    assert!(
        elsewhere.err.contains("`onmodel explain studio/mirrored-word PATH`"),
        "{}",
        elsewhere.err
    );
}
