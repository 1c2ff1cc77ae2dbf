//! Generated files are what the program generates. `./tests/run --accept` renews them.

use std::path::Path;

use expect_test::expect_file;

use crate::sandbox::Sandbox;

fn docs(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)
}

#[test]
fn the_rules_page_is_the_rules_doc_comments() {
    expect_file![docs("rules.md")]
        .assert_eq(&Sandbox::new().run(&["rules", "--format", "markdown"]).out);
}

#[test]
fn the_schemas_are_the_types() {
    for (schema, file) in [("config", "config.schema.json"), ("report", "report.schema.json")] {
        expect_file![docs(file)].assert_eq(&Sandbox::new().run(&["schema", schema]).out);
    }
}

#[test]
fn the_readme_shows_the_report_as_it_is() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |name: &str| std::fs::read_to_string(top.join(name)).expect("a file of the project");
    let (readme, report) = (read("README.md"), read("tests/cli/reports/kestrel-flawed.txt"));
    let shown = readme.split("```text\n").nth(1).and_then(|rest| rest.split("\n```").next());
    for part in shown.expect("a report in the README").split("\n\n").filter(|part| *part != "…") {
        assert!(report.contains(part), "the README shows what the report no longer says:\n{part}");
    }
}
