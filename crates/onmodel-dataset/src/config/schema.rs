//! The JSON Schema of the tables this crate owns, with places left for the others'.
//!
//! These types exist for their documentation: the reader checks by hand, because it collects every
//! fault with its place. A test holds the two together.
#![allow(dead_code, reason = "the types are read by schemars only")]

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde_json::Value;

use crate::trainer::{BaseModel, TrainerId};

/// The configuration of onmodel: what a dataset is, who trains it and what is expected of it.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields, rename = "onmodel.toml")]
struct Document {
    /// Another file to take over, relative to this one; what this file says wins.
    extends: Option<String>,
    /// Rules, or `score`, that no file nearer to a dataset may loosen.
    lock: Option<Vec<String>>,
    /// What the dataset is and how it is to be read.
    dataset: Option<DatasetTable>,
    /// What varies over the set and what never does.
    traits: Option<TraitsTable>,
    /// What the score is held against.
    score: Option<ScoreTable>,
    /// Who drafts missing captions.
    caption: Option<CaptionTable>,
    /// Where the set is trained.
    submit: Option<SubmitTable>,
    /// Severity and options of each rule.
    rules: Option<Value>,
    /// Findings to be left out, each with its reason.
    ignore: Option<Value>,
    /// Other levels for some datasets.
    #[schemars(rename = "override")]
    overrides: Option<Value>,
    /// Rules declared here.
    rule: Option<Value>,
    /// The studio's plugins.
    plugins: Option<Value>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
struct DatasetTable {
    /// The set's name. A folder whose own file names it is a dataset; never inherited.
    name: Option<String>,
    /// One invented word that stands for the character, spelt the same to the letter in every caption.
    #[schemars(regex(pattern = r"^[^\s,]([^,\r\n]*[^\s,])?$"))]
    trigger: Option<String>,
    /// What the character is: `woman`, `robot`.
    class: Option<String>,
    /// Who trains it; without it the layout shows, else `scenario`.
    #[schemars(extend("enum" = TrainerId::NAMES))]
    trainer: Option<String>,
    /// The base model trained on.
    #[schemars(extend("examples" = BaseModel::NAMES))]
    base: Option<String>,
    /// The trainer's own configuration file, relative to this one.
    trainer_config: Option<String>,
    /// The end of a caption file's name, with its dot.
    #[schemars(regex(pattern = r"^\.[^/\\]+$"))]
    caption_extension: Option<String>,
    /// The column of `metadata.jsonl` or `metadata.csv` that holds the caption.
    caption_column: Option<String>,
    /// Files of the dataset's folder that do not belong to it: patterns relative to the dataset.
    exclude: Option<Vec<String>>,
    /// The side in pixels the run will train at.
    #[schemars(range(min = 64, max = 4096))]
    resolution: Option<u32>,
    /// Images in one step of training.
    #[schemars(range(min = 1, max = 1024))]
    batch_size: Option<u32>,
    /// A T5 `tokenizer.json`, for exact token counts.
    tokenizer: Option<String>,
    /// Several outfits or characters under one parent.
    subset: Option<Vec<SubsetTable>>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
struct SubsetTable {
    /// Its folder, relative to the dataset.
    folder: String,
    /// Its own trigger.
    trigger: Option<String>,
    /// Its own class word.
    class: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
struct TraitsTable {
    /// Categories that captions must name: `pose`, `expression`, `view`, `framing`, …
    vary: Option<Vec<String>>,
    /// What never changes: `red hair`.
    identity: Option<Vec<String>>,
    /// How captions treat what never changes.
    #[schemars(extend("enum" = ["consistent", "unmentioned", "mentioned"]))]
    identity_captions: Option<String>,
    /// The studio's own categories: value → the phrases that name it.
    custom: Option<BTreeMap<String, BTreeMap<String, Vec<String>>>>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
struct ScoreTable {
    /// The least score that passes.
    #[schemars(range(min = 0, max = 100))]
    min: Option<f64>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
struct CaptionTable {
    /// The provider's name.
    provider: Option<String>,
    /// Its URL.
    #[schemars(regex(pattern = r"^https?://"))]
    endpoint: Option<String>,
    /// The model that looks at the pictures.
    model: Option<String>,
    /// The environment variable that holds the key.
    api_key_env: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
struct SubmitTable {
    /// The project paid from.
    project: Option<String>,
    /// The service's name of the training: `flux.2-dev-lora`.
    #[schemars(rename = "type")]
    kind: Option<String>,
    /// Handed to the service as they are.
    parameters: Option<BTreeMap<String, Value>>,
}

/// The JSON Schema of `onmodel.toml`. Tables read by other crates accept anything until
/// [`set_table_schema`] says more.
pub fn schema() -> Value {
    schemars::schema_for!(Document).to_value()
}

/// Puts the schema of a handed-on top-level table (`rules`, `ignore`, `override`, `rule`, `plugins`)
/// in its place, keeping the description.
pub fn set_table_schema(schema: &mut Value, table: &str, mut of_table: Value) {
    let slot = &mut schema["properties"][table];
    if let (Some(description), Value::Object(members)) =
        (slot.get("description").cloned(), &mut of_table)
    {
        members.entry("description").or_insert(description);
    }
    *slot = of_table;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Layer, TOP_LEVEL};

    fn keys(schema: &Value, table: &str) -> Vec<String> {
        let properties = &schema["$defs"][table]["properties"];
        properties.as_object().unwrap().keys().cloned().collect()
    }

    #[test]
    fn every_key_of_the_schema_is_read_and_has_a_description() {
        let schema = schema();
        let names =
            [("dataset", "DatasetTable"), ("traits", "TraitsTable"), ("score", "ScoreTable")];
        for (table, of) in
            names.into_iter().chain([("caption", "CaptionTable"), ("submit", "SubmitTable")])
        {
            for key in keys(&schema, of) {
                assert!(
                    schema["$defs"][of]["properties"][&key]["description"].is_string(),
                    "{table}.{key}"
                );
                let text = format!("[{table}]\n{key} = 1979-05-27\n");
                let layer = Layer::parse("x".into(), "/".into(), text.as_bytes()).unwrap();
                let (_, errors) = crate::config::declared::Declared::read(&layer);
                assert!(
                    errors.iter().all(|error| !error.message.starts_with("unknown key")),
                    "{table}.{key}"
                );
            }
        }
        let properties = schema["properties"].as_object().unwrap();
        assert!(
            TOP_LEVEL.iter().all(|key| properties.contains_key(*key))
                && properties.len() == TOP_LEVEL.len()
        );
    }

    #[test]
    fn every_key_read_is_in_the_schema() {
        let text = "[dataset]\nx-y-z = 1\n[traits]\nx-y-z = 1\n[score]\nx-y-z = 1\n[caption]\nx-y-z=1\n[submit]\nx-y-z=1\n";
        let layer = Layer::parse("x".into(), "/".into(), text.as_bytes()).unwrap();
        let (_, errors) = crate::config::declared::Declared::read(&layer);
        let schema = schema();
        let tables = ["DatasetTable", "TraitsTable", "ScoreTable", "CaptionTable", "SubmitTable"];
        for (error, table) in errors.iter().zip(tables) {
            let help = error.help.as_deref().unwrap();
            for key in help.trim_start_matches("known here: ").split(", ") {
                assert!(keys(&schema, table).contains(&key.to_owned()), "{table}: {key}");
            }
        }
        assert_eq!(errors.len(), tables.len());
    }

    #[test]
    fn a_handed_on_table_gets_its_own_schema() {
        let mut schema = schema();
        set_table_schema(&mut schema, "rules", serde_json::json!({"type": "object"}));
        assert_eq!(schema["properties"]["rules"]["type"], "object");
        assert_eq!(
            schema["properties"]["rules"]["description"],
            "Severity and options of each rule."
        );
    }
}
