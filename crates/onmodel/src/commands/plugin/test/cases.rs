//! `cases.toml`: a plugin's examples.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use onmodel_caption::Span;
use onmodel_dataset::config::{ConfigError, Layer, Sink, TableReader};
use serde_json::{Map, Value};

use super::stage::{Set, SetFile};

/// The file the examples stand in, in the plugin's folder.
const FILE: &str = "cases.toml";

/// A plugin's examples.
#[derive(Default)]
pub(super) struct Cases {
    pub(super) all: Vec<Case>,
    /// `[rules]`: how rules are configured where an example says nothing else.
    pub(super) rules: Map<String, Value>,
    /// The file, for naming places in it.
    layer: Option<Layer>,
}

/// One example.
pub(super) struct Case {
    /// The one rule asked; all of the plugin's without.
    pub(super) rule: Option<String>,
    options: Option<Value>,
    captions: Vec<String>,
    /// Where the image lies in its set.
    path: Option<String>,
    trigger: Option<String>,
    /// A picture to show instead of a grey one.
    image: Option<PathBuf>,
    pub(super) expect: usize,
    /// What the captions become.
    pub(super) fixed: Option<Vec<String>>,
    span: Span,
}

impl Cases {
    /// Reads the file in a plugin's folder; without one there are no examples.
    pub(super) fn read(folder: &Path) -> Result<Result<Self, Vec<ConfigError>>> {
        let path = folder.join(FILE);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Ok(Self::default()));
            }
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", path.display()));
            }
        };
        Ok(Layer::parse(path, folder.to_owned(), &bytes).and_then(Self::parse))
    }

    fn parse(layer: Layer) -> Result<Self, Vec<ConfigError>> {
        let sink = Sink::new(&layer);
        let mut cases = Self::default();
        if let Some(mut document) = TableReader::document(&sink) {
            cases.all = document.tables("case").into_iter().filter_map(read_case).collect();
            let rules = document
                .table("rules")
                .and_then(|_| layer.get("rules"))
                .map(|node| node.value.to_json());
            cases.rules = rules.and_then(|rules| rules.as_object().cloned()).unwrap_or_default();
            document.finish();
        }
        let errors = sink.into_errors();
        cases.layer = Some(layer);
        if errors.is_empty() { Ok(cases) } else { Err(errors) }
    }

    /// `cases.toml:12:1`.
    pub(super) fn place(&self, case: &Case) -> String {
        let Some(layer) = &self.layer else { return FILE.to_owned() };
        format!("{FILE}:{}", layer.error(case.span, "", None).line_column())
    }

    /// The example as a set.
    pub(super) fn set_of(&self, case: &Case) -> Set {
        let mut rules = self.rules.clone();
        if let (Some(rule), Some(options)) = (&case.rule, &case.options) {
            rules.insert(rule.clone(), options.clone());
        }
        Set {
            name: "example".to_owned(),
            trigger: case.trigger.clone(),
            class: None,
            rules,
            only: case.rule.clone(),
            shown: BTreeMap::new(),
            files: case.files(self.layer.as_ref().map(|layer| layer.folder.as_path())),
        }
    }
}

impl Case {
    fn files(&self, folder: Option<&Path>) -> Vec<SetFile> {
        let count = self.captions.len().max(1);
        let image = self.image.as_ref().map(|image| folder.unwrap_or(Path::new("")).join(image));
        let file = |index: usize| {
            let path = self.path.clone().filter(|_| count == 1);
            SetFile {
                image: path.unwrap_or_else(|| format!("{:02}.png", index + 1)).into(),
                picture: image.clone(),
                caption: self.captions.get(index).cloned(),
            }
        };
        (0..count).map(file).collect()
    }

    /// The example in a line.
    pub(super) fn shown(&self) -> String {
        let captions = self.captions.iter().map(|caption| format!("{caption:?}"));
        self.path.iter().cloned().chain(captions).collect::<Vec<_>>().join(", ")
    }
}

fn read_case(mut table: TableReader<'_>) -> Option<Case> {
    let word = |table: &mut TableReader<'_>, key| table.word(key).map(|word| word.value.to_owned());
    let case = Case {
        rule: word(&mut table, "rule"),
        options: table.raw("options").map(|node| node.value.to_json()),
        captions: captions(&mut table, "captions")
            .or_else(|| captions(&mut table, "caption"))
            .unwrap_or_default(),
        path: word(&mut table, "path"),
        trigger: word(&mut table, "trigger"),
        image: word(&mut table, "image").map(PathBuf::from),
        expect: table
            .integer("expect", 0..=1_000)
            .map_or(0, |number| number.value.unsigned_abs() as usize),
        fixed: captions(&mut table, "fixed"),
        span: table.span(),
    };
    let (sink, has_expect) = (table.sink(), table.raw("expect").is_some());
    if !has_expect {
        let help = "expect = 1: the number of findings, 0 for none".to_owned();
        sink.report(case.span, "`case.expect` is missing", Some(help));
    }
    if case.captions.is_empty() && case.path.is_none() && case.image.is_none() {
        sink.report(
            case.span,
            "an example needs one of `caption`, `captions`, `path` and `image`",
            None,
        );
    }
    if case.options.is_some() && case.rule.is_none() {
        sink.report(case.span, "`options` are those of a `rule`, which is missing", None);
    }
    // Asked for here, lest a wrong key beside it be called unknown.
    let _ = (table.raw("caption"), table.raw("captions"));
    table.finish();
    Some(case)
}

/// A text, or a list of them.
fn captions(table: &mut TableReader<'_>, key: &'static str) -> Option<Vec<String>> {
    let is_text = table.raw(key)?.value.as_str().is_some();
    if is_text {
        return table.string(key).map(|text| vec![text.value.to_owned()]);
    }
    let texts = table.strings(key)?;
    Some(texts.iter().map(|text| text.value.to_owned()).collect())
}
