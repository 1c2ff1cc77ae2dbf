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
