//! The JSON Schema of `onmodel.toml`, joined from the tables each crate owns.

use onmodel_rules::rules::RULES;
use serde_json::{Map, Value, json};

/// The JSON Schema of `onmodel.toml`.
pub fn config() -> Value {
    let mut schema = onmodel_dataset::config::schema();
    onmodel_dataset::config::set_table_schema(&mut schema, "rules", rules());
    onmodel_dataset::config::set_table_schema(&mut schema, "ignore", ignore());
    onmodel_dataset::config::set_table_schema(&mut schema, "override", overrides());
    onmodel_dataset::config::set_table_schema(
        &mut schema,
        "rule",
        onmodel_rules::declared::schema(),
    );
    onmodel_dataset::config::set_table_schema(&mut schema, "plugins", plugins());
    schema
}

fn level() -> Value {
    json!({ "enum": onmodel_rules::config::Level::WORDS })
}

/// `[rules]`: each rule takes a level, or a table of its options and `severity`.
fn rules() -> Value {
    let mut properties = Map::new();
    for rule in RULES {
        let meta = (rule.meta)();
        let mut table = (rule.schema)().to_value();
        let options =
            table.get_mut("properties").and_then(Value::as_object_mut).map(std::mem::take);
        let mut options = options.unwrap_or_default();
        options.insert("severity".to_owned(), level());
        let entry = json!({
            "description": meta.summary(),
            "anyOf": [
                level(),
                { "type": "object", "properties": options, "additionalProperties": false },
            ],
        });
        properties.insert(meta.name.to_string(), entry);
    }
    json!({
        "description": "Levels and options of rules: name = \"level\", or name = { severity = \"level\", … }.",
        "type": "object",
        "properties": properties,
        "patternProperties": { "/": { "description": "A declared rule or a plugin's." } },
        "additionalProperties": false,
    })
}

fn strings(description: &str) -> Value {
    json!({ "description": description, "type": "array", "items": { "type": "string" } })
}

fn ignore() -> Value {
    json!({
        "description": "Findings kept quiet. The only suppression: never inside a caption.",
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "files": strings("Globs from this file's folder; all files without."),
                "rules": strings("Names or globs of the rules kept quiet."),
                "reason": { "description": "Why.", "type": "string", "minLength": 1 },
                "until": { "description": "The last day it holds: 2027-03-01.", "type": "string" },
            },
            "required": ["rules", "reason"],
            "additionalProperties": false,
        },
    })
}

/// `[plugins]`: no key here has a say in what is trusted.
fn plugins() -> Value {
    json!({
        "description": "Studio plugins. Each runs only where its user has trusted it: `onmodel plugin trust`.",
        "type": "object",
        "additionalProperties": {
            "type": "object",
            "properties": {
                "path": {
                    "description": "The plugin's folder, with its plugin.toml, from this file's folder; inside the repository.",
                    "type": "string",
                    "minLength": 1,
                },
                "options": {
                    "description": "Options of its rules; each rule takes those it knows.",
                    "type": "object",
                },
            },
            "required": ["path"],
            "additionalProperties": false,
        },
    })
}

fn overrides() -> Value {
    json!({
        "description": "Other levels for some sets.",
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "files": strings("Globs of sets, from this file's folder."),
                "rules": rules(),
            },
            "required": ["files", "rules"],
            "additionalProperties": false,
        },
    })
}
