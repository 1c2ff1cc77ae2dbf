//! What declared rules find, mend and refuse: one file for each kind of rule, and for what all share.

mod cases;
mod conditional;
mod consistency;
mod existence;
mod files;
mod metric;
mod mistakes;
mod occurrence;
mod substitution;

use std::path::Path;
use std::sync::Arc;

use expect_test::Expect;
use onmodel_dataset::Settings;
use onmodel_dataset::config::Layer;

use super::{Case, Declared, read};

fn settings(layers: &[(&str, &str)]) -> Settings {
    let folder =
        std::path::absolute("no-such-folder-for-tests").expect("there is a working folder");
    let layer = |(path, text): &(&str, &str)| {
        let layer = Layer::parse(path.into(), folder.clone(), text.as_bytes());
        Arc::new(layer.unwrap_or_else(|errors| panic!("{}", errors[0])))
    };
    Settings { layers: layers.iter().map(layer).collect(), ..Settings::default() }
}

fn declared(text: &str) -> Vec<Declared> {
    read(&settings(&[("studio.toml", text)]), Path::new("no-such-folder-for-tests/set"))
        .unwrap_or_else(|errors| panic!("{}", errors[0]))
}

fn case(captions: &[&str]) -> Case {
    Case {
        captions: captions.iter().map(|text| (*text).to_owned()).collect(),
        file_name: None,
        expect: 0,
        fixed: None,
        span: onmodel_caption::Span::at(0),
    }
}

/// What the one rule says of a set, and what its fixes make of it.
fn check(rule: &str, captions: &[&str], expect: Expect) {
    let declared = &declared(rule)[0];
    let case = case(captions);
    let mut shown = case.said(&declared.rule);
    for (before, after) in case.captions.iter().zip(case.mended(&declared.rule)) {
        if *before != after {
            shown.push_str(&format!("{before:?} -> {after:?}\n"));
        }
    }
    expect.assert_eq(&shown);
}

fn refused(text: &str, expect: Expect) {
    let root = Path::new("no-such-folder-for-tests/set");
    let errors = read(&settings(&[("studio.toml", text)]), root).err().unwrap_or_default();
    let told: Vec<String> = errors
        .iter()
        .map(|error| {
            let help = error.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
            format!("{error}{help}\n")
        })
        .collect();
    expect.assert_eq(&told.concat());
}
