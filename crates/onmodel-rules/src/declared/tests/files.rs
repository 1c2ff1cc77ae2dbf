//! Where a rule comes from, and the files it is about.

use std::path::Path;

use expect_test::expect;

use super::metric::{METRIC, PER_TAG};
use super::settings;

#[test]
fn a_nearer_rule_replaces_a_farther_one() {
    let near = "[[rule]]\nid = \"aoi/caption-length\"\ncheck = \"metric\"\nmetric = \"tags\"\nmax = 1\nmessage = \"near\"";
    let far = format!("{METRIC}{PER_TAG}");
    let settings = settings(&[("set/onmodel.toml", near), ("studio.toml", &far)]);
    let rules = crate::declared::rules(&settings, Path::new("set")).unwrap_or_default();
    let shown: Vec<String> =
        rules.iter().map(|rule| format!("{} {}", rule.meta.name, rule.source)).collect();
    expect![[r#"
        aoi/caption-length declared:set/onmodel.toml
        aoi/no-lonely-tag declared:studio.toml"#]]
    .assert_eq(&shown.join("\n"));
}

#[test]
fn a_rule_may_be_about_some_files_only() {
    let text = format!("{METRIC}where = {{ path = \"**/10_aoi*/**\" }}\n");
    let settings = settings(&[("studio.toml", &text)]);
    for (root, relative, takes) in [
        ("no-such-folder-for-tests/set", "10_aoi_armor/1.txt", true),
        ("no-such-folder-for-tests/set/10_aoi", "1.txt", true),
        ("no-such-folder-for-tests/set", "5_aoi/1.txt", false),
        ("elsewhere", "10_aoi/1.txt", true),
        ("elsewhere", "1.txt", false),
    ] {
        let layer = &settings.layers[0];
        let sink = onmodel_dataset::config::Sink::new(layer);
        let mut document = onmodel_dataset::config::TableReader::document(&sink).expect("a table");
        let mut table = document.tables("rule").remove(0);
        let filter = crate::declared::filter::Filter::read(&mut table, Path::new(root));
        assert_eq!(filter.takes(Path::new(relative)), takes, "{root} {relative}");
    }
}
