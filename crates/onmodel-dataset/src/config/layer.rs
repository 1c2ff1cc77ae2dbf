//! One configuration file, parsed with the place of every value.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_caption::Span;
use toml::de::DeTable;

use super::value::{self, Node, Value};
use super::{ConfigError, Place};

/// The name of the configuration file.
pub const FILE_NAME: &str = "onmodel.toml";

/// One configuration file, with the tables that others validate left raw.
#[derive(Debug, Clone)]
pub struct Layer {
    /// The file, as it is shown.
    pub path: PathBuf,
    /// The absolute folder of the file: what its paths and globs are relative to.
    pub folder: PathBuf,
    /// Its text.
    pub text: Arc<str>,
    /// The whole document with spans, for `[rules]`, `[[ignore]]`, `[[override]]`, `[[rule]]`,
    /// `[plugins]` and `lock`.
    pub document: Node,
}

impl Layer {
    /// Parses `bytes` as the file at `path`, which lies in the absolute `folder`.
    ///
    /// # Errors
    /// Everything that makes the file no TOML: each fault with its place.
    pub fn parse(path: PathBuf, folder: PathBuf, bytes: &[u8]) -> Result<Self, Vec<ConfigError>> {
        let text = decode(&path, bytes)?;
        let (table, faults) = DeTable::parse_recoverable(&text);
        if !faults.is_empty() {
            return Err(faults.iter().map(|fault| syntax_error(&path, &text, fault)).collect());
        }
        let document = value::document(&table);
        Ok(Self { path, folder, text, document })
    }

    /// The raw value of a top-level key, with its place.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.document.value.as_table()?.get(key)
    }

    /// The dotted names of all keys set here, arrays counting as one: `dataset.trigger`.
    pub fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        collect_keys("", &self.document.value, &mut keys);
        keys
    }

    /// An error at `span` of this file.
    pub fn error(
        &self,
        span: Span,
        message: impl Into<String>,
        help: Option<String>,
    ) -> ConfigError {
        ConfigError {
            place: Place { path: self.path.clone(), span },
            text: Arc::clone(&self.text),
            message: message.into(),
            help,
        }
    }

    /// `path` as this file means it: relative to its own folder.
    pub fn resolve(&self, path: &str) -> PathBuf {
        let beside = self.path.parent().unwrap_or(Path::new(""));
        beside.join(path)
    }
}

fn collect_keys(prefix: &str, value: &Value, keys: &mut Vec<String>) {
    match value.as_table() {
        Some(table) => {
            for (key, node) in table.iter() {
                let name = key.value;
                let path =
                    if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") };
                collect_keys(&path, &node.value, keys);
            }
        }
        None => keys.push(prefix.to_owned()),
    }
}

fn decode(path: &Path, bytes: &[u8]) -> Result<Arc<str>, Vec<ConfigError>> {
    std::str::from_utf8(bytes).map(Arc::from).map_err(|fault| {
        let text: Arc<str> = String::from_utf8_lossy(bytes).into();
        let at = fault.valid_up_to();
        let end = text.len().min(at + char::REPLACEMENT_CHARACTER.len_utf8());
        let message = format!("this file is not UTF-8: byte {at} belongs to no character");
        let help = Some("save it again as UTF-8".to_owned());
        vec![ConfigError {
            place: Place { path: path.to_owned(), span: Span::new(at, end) },
            text,
            message,
            help,
        }]
    })
}

fn syntax_error(path: &Path, text: &Arc<str>, fault: &toml::de::Error) -> ConfigError {
    let span = fault.span().unwrap_or(0..0);
    let message = format!("not valid TOML: {}", fault.message().replace('\n', "; "));
    ConfigError {
        place: Place { path: path.to_owned(), span: on_boundaries(text, span) },
        text: Arc::clone(text),
        message,
        help: None,
    }
}

fn on_boundaries(text: &str, span: std::ops::Range<usize>) -> Span {
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = span.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(bytes: &[u8]) -> Result<Layer, Vec<ConfigError>> {
        Layer::parse("onmodel.toml".into(), "/".into(), bytes)
    }

    #[test]
    fn every_syntax_fault_has_its_line() {
        let faults = parse(b"[dataset]\nname = \"kes\ntrigger = krstl\n").unwrap_err();
        let shown: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert!(shown[0].starts_with("onmodel.toml:2:"), "{shown:?}");
        assert!(shown.iter().any(|line| line.starts_with("onmodel.toml:3:")), "{shown:?}");
    }

    #[test]
    fn a_file_that_is_not_utf8_names_the_byte() {
        let faults = parse(b"name = \"M\xe4x\"\n").unwrap_err();
        expect_test::expect![
            "onmodel.toml:1:10: this file is not UTF-8: byte 9 belongs to no character"
        ]
        .assert_eq(&faults[0].to_string());
    }

    #[test]
    fn a_byte_order_mark_is_no_fault() {
        let layer = parse(b"\xef\xbb\xbf[dataset]\ntrigger = 'x'\n").unwrap();
        assert_eq!(layer.keys(), ["dataset.trigger"]);
    }

    #[test]
    fn keys_are_named_with_dots() {
        let layer =
            parse(b"lock = []\n[dataset]\ntrigger = 'x'\n[traits.custom.weapon]\nbow = []\n")
                .unwrap();
        assert_eq!(layer.keys(), ["lock", "dataset.trigger", "traits.custom.weapon.bow"]);
    }

    proptest! {
        #[test]
        fn any_bytes_parse_or_fail_inside_their_text(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Err(faults) = parse(&bytes) {
                for fault in faults {
                    prop_assert!(fault.text.get(fault.place.span.start..fault.place.span.end).is_some());
                    prop_assert!(!fault.line_column().is_empty());
                }
            }
        }

        #[test]
        fn any_text_near_toml_never_panics(text in "[\\[\\]a-z.=\"'#\n\r{},0-9é -]{0,80}") {
            let _ = parse(text.as_bytes());
        }
    }
}
