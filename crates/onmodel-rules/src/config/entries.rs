//! One table of rules: `name = "level"`, or `name = { severity = "level", option = … }`.

use std::collections::BTreeMap;
use std::path::Path;

use onmodel_caption::Span;
use onmodel_dataset::config::{Located, Node, Sink, TableReader, did_you_mean};

use crate::Registered;
use crate::rule::Options;
use crate::rules::RULES;

use super::levels::Level;
use super::names::Known;
use super::{below, globs, schema};

/// What one entry says of a rule.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) level: Option<Level>,
    pub(super) options: Options,
    /// Where the value of each option stands.
    pub(super) places: BTreeMap<String, Span>,
    pub(super) span: Span,
}

/// The entries of a table of rules; what is wrong with one is reported at its place.
pub(super) fn read(table: &TableReader<'_>, known: &Known) -> Vec<Entry> {
    let sink = table.sink();
    table
        .entries()
        .filter_map(|(name, node)| {
            if known.has(name.value) {
                return entry(sink, name, node, known);
            }
            sink.report(
                name.span,
                format!("there is no rule `{}`", name.value),
                Some(known.help(name.value)),
            );
            None
        })
        .collect()
}

/// The entries of an `[[override]]`, if it names the dataset at `root`.
pub(super) fn read_override(mut table: TableReader<'_>, root: &Path, known: &Known) -> Vec<Entry> {
    let sink = table.sink();
    let (span, files, rules) = (table.span(), table.strings("files"), table.table("rules"));
    table.finish();
    let (Some(files), Some(rules)) = (files, rules) else {
        let example =
            "[[override]] files = [\"npc_*/**\"], rules = { dataset-too-small = \"off\" }";
        sink.report(span, "an [[override]] needs `files` and `rules`", Some(example.to_owned()));
        return Vec::new();
    };
    let globs = globs(sink, &files);
    let entries = read(&rules, known);
    // A set is named by its folder, or by anything the pattern says of what lies in it.
    let named = below(sink.layer(), root)
        .is_some_and(|set| globs.is_match(set) || globs.is_match(set.join("any")));
    if named { entries } else { Vec::new() }
}

fn entry(sink: &Sink<'_>, name: Located<&str>, node: &Node, known: &Known) -> Option<Entry> {
    let mut entry = Entry {
        name: name.value.to_owned(),
        level: None,
        options: Options::new(),
        places: BTreeMap::new(),
        span: name.span,
    };
    if let Some(word) = node.value.as_str() {
        entry.level = Some(level(sink, word, node.span)?);
        return Some(entry);
    }
    let Some(table) = node.value.as_table() else {
        let shape = "write \"warning\", or { severity = \"warning\", … }".to_owned();
        sink.report(node.span, "a rule takes a level or a table", Some(shape));
        return None;
    };
    let rule = RULES.iter().find(|rule| (rule.meta)().name == name.value);
    let schema = known.schema(name.value);
    for (key, value) in table.iter() {
        if key.value == "severity" {
            entry.level = Some(level(sink, value.value.as_str().unwrap_or_default(), value.span)?);
        } else if known.is_declared(name.value) {
            refuse_option_of_declared(sink, name.value, key);
        } else if match rule {
            Some(rule) => option_is_right(sink, rule, key, value),
            None => schema.is_none_or(|schema| schema::holds(sink, name.value, schema, key, value)),
        } {
            entry.options.insert(key.value.to_owned(), value.value.to_json());
            entry.places.insert(key.value.to_owned(), value.span);
        }
    }
    Some(entry)
}

/// A declared rule says all of itself in its `[[rule]]`.
fn refuse_option_of_declared(sink: &Sink<'_>, rule: &str, key: Located<&str>) {
    let message = format!("`{rule}` has no option `{}`: it is a declared rule", key.value);
    let help = "change its [[rule]]; here stands only its `severity`";
    sink.report(key.span, message, Some(help.to_owned()));
}

fn level(sink: &Sink<'_>, word: &str, span: Span) -> Option<Level> {
    let level = Level::parse(word);
    if level.is_none() {
        let help = did_you_mean(word, &Level::WORDS);
        sink.report(span, format!("`{word}` is not a level"), Some(help));
    }
    level
}

/// Reads one option on its own, so that a mistake is reported where it stands.
fn option_is_right(sink: &Sink<'_>, rule: &Registered, key: Located<&str>, value: &Node) -> bool {
    let known = option_names(rule);
    if !known.iter().any(|name| name == key.value) {
        let names: Vec<&str> = known.iter().map(String::as_str).chain(["severity"]).collect();
        let message = format!("`{}` has no option `{}`", (rule.meta)().name, key.value);
        sink.report(key.span, message, Some(did_you_mean(key.value, &names)));
        return false;
    }
    let alone = Options::from_iter([(key.value.to_owned(), value.value.to_json())]);
    if (rule.build)(alone).is_ok() {
        return true;
    }
    let expected = option_kind(rule, key.value);
    let message = if expected == value.value.kind() {
        format!("`{}` cannot be {}", key.value, value.value.to_json())
    } else {
        format!("`{}` must be {expected}, not {}", key.value, value.value.kind())
    };
    sink.report(value.span, message, Some("`onmodel explain` tells a rule's options".to_owned()));
    false
}

/// What an option takes, as an artist would call it, from its schema.
fn option_kind(rule: &Registered, option: &str) -> &'static str {
    let schema = (rule.schema)().to_value();
    let kind = &schema["properties"][option]["type"];
    schema::word(kind.as_str().or_else(|| kind.get(0)?.as_str()))
}

/// The names of a rule's options, from their schema.
pub(crate) fn option_names(rule: &Registered) -> Vec<String> {
    let schema = (rule.schema)();
    let properties = schema.get("properties").and_then(|value| value.as_object());
    properties.map(|map| map.keys().cloned().collect()).unwrap_or_default()
}
