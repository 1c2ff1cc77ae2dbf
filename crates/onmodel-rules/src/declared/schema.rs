//! The JSON Schema of `[[rule]]`, for editors.

use serde_json::{Value, json};

use super::metric::{OF_CAPTION, OF_SET};
use super::spec::CHECKS;

/// The JSON Schema of the `rule` table.
pub fn schema() -> Value {
    json!({
        "description": "Rules declared here: onmodel rules --test runs their examples.",
        "type": "array",
        "items": {
            "type": "object",
            "properties": properties(),
            "required": ["id", "check", "message"],
            "additionalProperties": false,
            "allOf": CHECKS.iter().map(|check| {
                let scopes: Vec<&str> = check.scopes.iter().map(|scope| scope.word()).collect();
                json!({
                    "if": { "properties": { "check": { "const": check.name } } },
                    "then": {
                        "properties": { "scope": { "enum": scopes } },
                        "required": check.required,
                    },
                })
            }).collect::<Vec<_>>(),
        },
    })
}

fn properties() -> Value {
    let metrics: Vec<&str> = OF_CAPTION.into_iter().chain(OF_SET).collect();
    json!({
        "id": {
            "description": "Its name, with a prefix of your own: studio/no-artist-names.",
            "type": "string",
            "pattern": "^[a-z0-9-]+/[a-z0-9-]+$",
        },
        "check": {
            "description": "What kind of rule it is.",
            "enum": CHECKS.each_ref().map(|check| check.name),
        },
        "scope": {
            "description": "Where it looks: each whole tag, the caption's text, all captions together, or the image's file name.",
            "enum": ["tag", "caption", "dataset", "file-name"],
        },
        "message": text("What it says. Filled in: {match} {replacement} {count} {min} {max} {value} {majority}."),
        "description": text("Why it is asked for; the first line is its summary."),
        "severity": {
            "description": "How loudly it speaks unless [rules] says otherwise; a warning without.",
            "enum": crate::config::Level::WORDS,
        },
        "match-case": { "description": "Whether capitals and underscores matter.", "type": "boolean" },
        "tokens": patterns("existence, occurrence: what to look for."),
        "exceptions": patterns("What is fine although it matches."),
        "swap": {
            "description": "substitution: pattern = replacement. An empty replacement takes the tag out.",
            "type": "object",
            "minProperties": 1,
            "additionalProperties": { "type": "string" },
        },
        "if": text("conditional: the words that ask for others (a pattern)."),
        "then": text("conditional: the words asked for (a pattern)."),
        "append": text("conditional: the tag the fix adds, where `then` is a pattern."),
        "either": {
            "description": "consistency: lists of words for one thing.",
            "type": "array",
            "minItems": 1,
            "items": { "type": "array", "minItems": 2, "items": { "type": "string" } },
        },
        "metric": { "description": "metric: what is counted.", "enum": metrics },
        "min": bound("occurrence, metric: at least so many."),
        "max": bound("occurrence, metric: at most so many."),
        "fix": {
            "description": "existence: remove-tag. conditional: append-tag. consistency: replace.",
            "enum": ["remove-tag", "append-tag", "replace"],
        },
        "where": {
            "description": "The files it is about: patterns from this file's folder.",
            "type": "object",
            "properties": { "path": { "anyOf": [{ "type": "string" }, patterns("Patterns of files.")] } },
            "required": ["path"],
            "additionalProperties": false,
        },
        "case": {
            "description": "Examples, run by onmodel rules --test; or \"exact\", as match-case = true.",
            "anyOf": [{ "enum": ["exact", "any"] }, { "type": "array", "items": case() }],
        },
    })
}

fn case() -> Value {
    json!({
        "type": "object",
        "properties": {
            "caption": { "description": "One caption.", "type": "string" },
            "captions": patterns("The captions of a small set."),
            "file-name": text("An image's file name."),
            "expect": bound("How many findings there should be."),
            "fixed": {
                "description": "What the fixes make of it.",
                "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }],
            },
        },
        "required": ["expect"],
        "additionalProperties": false,
    })
}

fn text(description: &str) -> Value {
    json!({ "description": description, "type": "string", "minLength": 1 })
}

fn bound(description: &str) -> Value {
    json!({ "description": description, "type": "integer", "minimum": 0 })
}

fn patterns(description: &str) -> Value {
    json!({ "description": description, "type": "array", "items": { "type": "string" } })
}
