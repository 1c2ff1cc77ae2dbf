//! What one file says in the tables this crate owns, checked.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::value::Located;
use super::{
    CaptionDrafts, ConfigError, IdentityPolicy, Layer, Sink, Submit, Subset, TableReader,
    dataset_table, traits_table,
};
use crate::trainer::{BaseModel, TrainerId};

/// Every top-level key; those of other crates are handed on raw.
pub(crate) const TOP_LEVEL: [&str; 12] = [
    "extends", "lock", "dataset", "traits", "rules", "ignore", "override", "rule", "plugins",
    "score", "caption", "submit",
];

/// `[dataset]` of one file.
#[derive(Debug, Default)]
pub(super) struct DatasetTable {
    pub(super) trigger: Option<String>,
    pub(super) class: Option<String>,
    pub(super) trainer: Option<TrainerId>,
    pub(super) base: Option<BaseModel>,
    pub(super) trainer_config: Option<PathBuf>,
    pub(super) caption_extension: Option<String>,
    pub(super) caption_column: Option<String>,
    pub(super) exclude: Option<Vec<String>>,
    pub(super) resolution: Option<u32>,
    pub(super) batch_size: Option<u32>,
    pub(super) tokenizer: Option<PathBuf>,
    pub(super) subsets: Option<Vec<Subset>>,
}

/// `[traits]` of one file.
#[derive(Debug, Default)]
pub(super) struct TraitsTable {
    pub(super) vary: Option<Vec<Located<String>>>,
    pub(super) identity: Option<Vec<String>>,
    pub(super) identity_captions: Option<IdentityPolicy>,
    pub(super) custom: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

/// All that one file says in the tables owned here.
#[derive(Debug, Default)]
pub(super) struct Declared {
    pub(super) extends: Option<Located<String>>,
    pub(super) lock: Vec<String>,
    pub(super) dataset: DatasetTable,
    pub(super) traits: TraitsTable,
    pub(super) score_min: Option<f64>,
    pub(super) caption: CaptionDrafts,
    pub(super) submit: Submit,
}

impl Declared {
    /// Reads and checks `layer`; what is faulty is left out and reported.
    pub(super) fn read(layer: &Layer) -> (Self, Vec<ConfigError>) {
        let sink = Sink::new(layer);
        let declared = TableReader::document(&sink).map(read_document).unwrap_or_default();
        (declared, sink.into_errors())
    }
}

fn read_document(mut root: TableReader<'_>) -> Declared {
    for key in TOP_LEVEL {
        root.raw(key);
    }
    let extends =
        root.word("extends").map(|path| Located { value: path.value.to_owned(), span: path.span });
    let declared = Declared {
        extends,
        lock: owned(root.strings("lock")).unwrap_or_default(),
        dataset: root.table("dataset").map(dataset_table::read).unwrap_or_default(),
        traits: root.table("traits").map(traits_table::read).unwrap_or_default(),
        score_min: root.table("score").and_then(read_score),
        caption: root.table("caption").map(read_caption).unwrap_or_default(),
        submit: root.table("submit").map(read_submit).unwrap_or_default(),
    };
    root.finish();
    declared
}

fn read_score(mut table: TableReader<'_>) -> Option<f64> {
    let min = table.number("min", 0.0..=100.0);
    table.finish();
    min.map(|min| min.value)
}

fn read_caption(mut table: TableReader<'_>) -> CaptionDrafts {
    let drafts = CaptionDrafts {
        provider: word(&mut table, "provider"),
        endpoint: read_endpoint(&mut table),
        model: word(&mut table, "model"),
        api_key_env: word(&mut table, "api-key-env"),
    };
    table.finish();
    drafts
}

fn read_endpoint(table: &mut TableReader<'_>) -> Option<String> {
    let endpoint = table.word("endpoint")?;
    if endpoint.value.starts_with("http://") || endpoint.value.starts_with("https://") {
        return Some(endpoint.value.to_owned());
    }
    let help = Some("a URL begins with `https://` (or `http://` on this machine)".to_owned());
    table.sink().report(endpoint.span, "`caption.endpoint` must be a URL", help);
    None
}

fn read_submit(mut table: TableReader<'_>) -> Submit {
    let parameters = table.table("parameters");
    let submit = Submit {
        project: word(&mut table, "project"),
        kind: word(&mut table, "type"),
        parameters: parameters.map(|parameters| json_members(&parameters)).unwrap_or_default(),
    };
    table.finish();
    submit
}

fn json_members(table: &TableReader<'_>) -> serde_json::Map<String, serde_json::Value> {
    table.entries().map(|(key, node)| (key.value.to_owned(), node.value.to_json())).collect()
}

/// [`TableReader::word`] without its place.
pub(super) fn word(table: &mut TableReader<'_>, key: &'static str) -> Option<String> {
    table.word(key).map(|word| word.value.to_owned())
}

/// Texts without their places.
pub(super) fn owned(texts: Option<Vec<Located<&str>>>) -> Option<Vec<String>> {
    texts.map(|texts| texts.iter().map(|text| text.value.to_owned()).collect())
}
