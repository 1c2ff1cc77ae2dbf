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
