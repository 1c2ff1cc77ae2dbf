//! Levels and options of rules.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Document, Weakening, words};
use crate::Severity;
use crate::config::Level;
use crate::rules::RULES;

/// `[rules]`.
pub(super) fn rules(before: &Document, now: &Document) -> Vec<Weakening> {
    table(before.0.get("rules"), now.0.get("rules"), "")
}

/// `[[override]]`, each beside the one of the same files.
pub(super) fn overrides(before: &Document, now: &Document) -> Vec<Weakening> {
    let of = |list: &'_ [Value], files: &Value| {
        list.iter()
            .rfind(|one| one.get("files") == Some(files))
            .and_then(|one| one.get("rules").cloned())
    };
    let (old, new) = (before.list("/override"), now.list("/override"));
    let files: Vec<&Value> = new.iter().chain(old).filter_map(|one| one.get("files")).collect();
    let mut seen: Vec<&Value> = Vec::new();
    let mut found = Vec::new();
    for files in files {
        if !seen.contains(&files) {
            seen.push(files);
            let whom = format!(" for {}", words(files));
            found.extend(table(of(old, files).as_ref(), of(new, files).as_ref(), &whom));
        }
    }
    found
}

fn table(before: Option<&Value>, now: Option<&Value>, whom: &str) -> Vec<Weakening> {
    let (before, now) = (before.and_then(Value::as_object), now.and_then(Value::as_object));
    let names: BTreeSet<&String> = before.into_iter().chain(now).flat_map(Map::keys).collect();
    let entry = |table: Option<&Map<String, Value>>, name: &str| {
        table.and_then(|table| table.get(name)).cloned().unwrap_or(Value::Null)
    };
    let of = |name: &&String| rule(name, &entry(before, name), &entry(now, name), whom);
    names.iter().flat_map(of).collect()
}

fn rule(name: &str, before: &Value, now: &Value, whom: &str) -> Vec<Weakening> {
    let mut found = Vec::new();
    let (was, is) = (level(name, before), level(name, now));
    if is_lower(was, is) {
        let (was, is) = (word(was), word(is));
        found.push(Weakening::new(name, format!("lowered from {was} to {is}{whom}")));
    }
    let (before, now) = (before.as_object(), now.as_object());
    let keys: BTreeSet<&String> = before.into_iter().chain(now).flat_map(Map::keys).collect();
    for key in keys.into_iter().filter(|key| *key != "severity") {
        let (was, is) =
            (before.and_then(|table| table.get(key)), now.and_then(|table| table.get(key)));
        if was != is && is_wider(key, was, is) {
            let what = format!("`{key}` was {}, is {}{whom}", shown(was), shown(is));
            found.push(Weakening::new(name, what));
        }
    }
    found
}

/// The level an entry asks for; without one, the rule's own, which is `None` for one of a plugin's or
/// a declared one: a file does not tell it.
fn level(name: &str, entry: &Value) -> Option<Level> {
    let word = entry.as_str().or_else(|| entry.get("severity")?.as_str());
    let own = || {
        let rule = RULES.iter().find(|rule| (rule.meta)().name == name)?;
        Some((rule.meta)().level.map_or(Level::Off, Level::At))
    };
    word.and_then(Level::parse).or_else(own)
}

/// Whether a level is lower, or may be.
fn is_lower(was: Option<Level>, is: Option<Level>) -> bool {
    match (was, is) {
        (Some(was), Some(is)) => is < was,
        // One that is not told is the least or the most there is.
        (Some(was), None) => was > Level::Off,
        (None, Some(is)) => is < Level::At(Severity::Error),
        (None, None) => false,
    }
}

fn word(level: Option<Level>) -> &'static str {
    level.map_or("its own level", |level| level.severity().map_or("off", Severity::word))
}

/// Whether an option lets more pass: a lower `min`, a higher `max`, a longer list. Of any other
/// option, any change may.
fn is_wider(key: &str, was: Option<&Value>, is: Option<&Value>) -> bool {
    let number = |value: Option<&Value>| value.and_then(Value::as_f64);
    let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
    match (number(was), number(is)) {
        (Some(was), Some(is)) if key.starts_with("min") => is < was,
        (Some(was), Some(is)) if key.starts_with("max") => is > was,
        _ if was.or(is).is_some_and(Value::is_array) => {
            let was = list(was);
            list(is).iter().any(|item| !was.contains(item))
        }
        _ => true,
    }
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "the rule's own".to_owned(), ToString::to_string)
}
