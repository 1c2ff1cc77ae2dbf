//! This crate's own sources, which `onmodel plugin new` puts into a new plugin: it then builds where
//! there is no network, and stays as it was when onmodel is updated.

/// The version of this crate.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        /// Every file, by its path in the crate; the manifest is not among them.
        pub const FILES: &[(&str, &str)] =
            &[$(($path, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $path)))),*];
    };
}

files!(
    "include/onmodel_plugin.h",
    "src/abi.rs",
    "src/caption.rs",
    "src/dataset.rs",
    "src/edit.rs",
    "src/entry.rs",
    "src/finding.rs",
    "src/fix.rs",
    "src/image.rs",
    "src/item.rs",
    "src/lib.rs",
    "src/options/error.rs",
    "src/options/json.rs",
    "src/options/mod.rs",
    "src/options/read.rs",
    "src/options/value.rs",
    "src/report.rs",
    "src/rule.rs",
    "src/sources.rs",
    "src/testing/apply.rs",
    "src/testing/mod.rs",
    "src/testing/sample.rs",
    "src/testing/set.rs",
    "src/testing/tests.rs",
);

/// The manifest it has in a plugin, where no workspace lends it anything.
pub const MANIFEST: &str = concat!(
    r#"# The SDK that onmodel wrote beside this plugin; `onmodel plugin new` of a later version brings a later one.
[package]
name = "onmodel-plugin"
version = ""#,
    env!("CARGO_PKG_VERSION"),
    r#""
edition = "2024"
rust-version = ""#,
    env!("CARGO_PKG_RUST_VERSION"),
    r#""
license = "MIT OR Apache-2.0"

[features]
default = ["sdk"]
sdk = []
sources = []
"#
);

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn walk(folder: &Path, top: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, top, found);
            } else {
                let relative = path.strip_prefix(top).expect("below the top");
                found.push(relative.to_string_lossy().replace('\\', "/"));
            }
        }
    }

    #[test]
    fn no_file_is_missing() {
        let top = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = Vec::new();
        walk(&top.join("src"), top, &mut found);
        walk(&top.join("include"), top, &mut found);
        found.sort();
        let listed: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
        assert_eq!(listed, found);
    }
}
