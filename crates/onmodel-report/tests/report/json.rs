//! The report for machines.

use std::path::PathBuf;

use expect_test::expect;
use onmodel_report::json;

use crate::made::{FLAWED, everything};
use crate::studio::{Studio, check, judged};

fn document() -> String {
    let studio = Studio::with(&FLAWED);
    studio.write("broken/onmodel.toml", b"[dataset]\nname = 1\n");
    studio.write("broken/01.png", b"");
    let (mut sets, errors) = studio.open(&["kestrel", "broken"]);
    let set = sets.remove(0);
    let findings = everything(&set).split_off(2);
    let mut check = check(vec![judged(set, findings, [100.0, 62.5, 75.0, 57.1, 42.0])]);
    check.errors = errors;
    json::render(&check, &studio.style())
}

#[test]
fn the_document_has_the_shape_promised() {
    expect![[""]].assert_eq(&document());
}

#[test]
fn a_real_document_follows_the_schema() {
    let schema = jsonschema::validator_for(&json::schema()).unwrap();
    let document = serde_json::from_str(&document()).unwrap();
    let faults: Vec<String> =
        schema.iter_errors(&document).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(!schema.is_valid(&serde_json::json!({ "schema_version": 1 })));
}

#[test]
fn the_schema_checked_in_is_the_one_made() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../onmodel/docs/report.schema.json");
    let made = format!("{:#}\n", json::schema());
    if std::env::var_os("ONMODEL_ACCEPT").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, &made).unwrap();
    }
    let checked_in = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(checked_in == made, "{} has drifted; accept it with ONMODEL_ACCEPT=1", file.display());
}
