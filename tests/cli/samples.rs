//! The two sample sets that ship with the project.

use std::path::Path;

use expect_test::expect_file;

use crate::sandbox::{Sandbox, samples};

/// The report of a sample, as someone in the project's folder sees it.
fn report(args: &[&str]) -> String {
    let sandbox = Sandbox::new();
    let top = samples().join("../..").canonicalize().unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_onmodel"))
        .args(args)
        .current_dir(Path::new(&top))
        .env("ONMODEL_CACHE_DIR", sandbox.path("cache"))
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_good_sample_is_ready() {
    expect_file!["reports/kestrel.txt"].assert_eq(&report(&["check", "tests/datasets/kestrel"]));
}

#[test]
fn the_flawed_sample_shows_every_mistake() {
    expect_file!["reports/kestrel-flawed.txt"]
        .assert_eq(&report(&["check", "tests/datasets/kestrel-flawed"]));
}

#[test]
fn one_finding_a_line() {
    expect_file!["reports/kestrel-flawed.concise.txt"].assert_eq(&report(&[
        "check",
        "tests/datasets/kestrel-flawed",
        "--format",
        "concise",
    ]));
}

#[test]
fn the_kohya_sample_shows_what_only_its_folders_can() {
    expect_file!["reports/kestrel-kohya.txt"]
        .assert_eq(&report(&["check", "tests/datasets/kestrel-kohya"]));
}

/// What stands between backquotes.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// Whether a finding speaks of the file: as its own place, or as one of several. What is said of the
/// set as a whole is said of its configuration.
fn concerns(finding: &serde_json::Value, set: &str, file: &str) -> bool {
    let path = format!("tests/datasets/{set}/{file}");
    let is = |place: &serde_json::Value| place["path"] == path.as_str();
    let whole = finding["path"] == format!("tests/datasets/{set}").as_str();
    is(finding)
        || (file == "onmodel.toml" && whole)
        || finding["related"].as_array().unwrap().iter().any(is)
}

#[test]
fn every_mistake_the_page_lists_is_found() {
    let page = std::fs::read_to_string(samples().join("README.md")).unwrap();
    let mut sections = page.split("\n## ").skip(1).peekable();
    assert!(sections.peek().is_some(), "the page lists no set");
    for section in sections {
        let (set, table) = section.split_once('\n').unwrap();
        let folder = format!("tests/datasets/{set}");
        let json: serde_json::Value =
            serde_json::from_str(&report(&["check", &folder, "--format", "json"])).unwrap();
        let findings = json["datasets"][0]["findings"].as_array().unwrap();
        for row in table.lines().filter(|line| line.starts_with("| `")) {
            let cells: Vec<&str> = row.split('|').collect();
            let files = quoted(cells[1]);
            for rule in quoted(cells[3]) {
                let found = findings.iter().any(|finding| {
                    finding["rule"] == rule && files.iter().any(|file| concerns(finding, set, file))
                });
                assert!(found, "{set}: nothing says {rule} of {files:?}");
            }
        }
    }
}
