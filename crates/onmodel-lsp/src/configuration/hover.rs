//! What a hover says of a configuration.

use onmodel_caption::Span;

use super::document::Document;
use super::place::Place;
use super::scanner::parts;
use super::schema::Schema;
use super::values;
use crate::page::Page;

/// Says what stands at a place; where.
pub(super) fn say(page: &mut Page, document: &Document<'_>, place: &Place) -> Option<Span> {
    let text = document.lines.text();
    match place {
        Place::Header { span, .. } => key(page, &parts(span.of(text))).map(|()| *span),
        Place::Key { table, span, .. } => {
            let path: Vec<String> = table.iter().cloned().chain(parts(span.of(text))).collect();
            key(page, &path).map(|()| *span)
        }
        Place::Value { path, span, .. } => {
            let word = span.of(text).trim_matches(['"', '\'']);
            value(page, document, path, word).map(|()| *span)
        }
    }
}

/// Says what a key is for and what it may be.
fn key(page: &mut Page, path: &[String]) -> Option<()> {
    let schema = Schema::at(path);
    page.entitled(&format!("`{}`", path.join(".")), schema.description()?);
    let words = schema.words();
    if !words.is_empty() {
        page.say(format!("One of: {}.", words.join(", ")));
    }
    if let [table, _rule] = path
        && table == "rules"
    {
        options(page, &schema);
    }
    Some(())
}

/// Says what can be set of a rule beside its level.
fn options(page: &mut Page, rule: &Schema) {
    for (option, schema) in rule.keys().filter(|(key, _)| *key != "severity") {
        page.say(format!("`{option}`: {}", schema.description().unwrap_or("an option")));
    }
}

/// Says what a value means: a rule by its own documentation, else as it is proposed.
fn value(page: &mut Page, document: &Document<'_>, path: &[String], word: &str) -> Option<()> {
    let proposed =
        || values::words(path, document.set).into_iter().find(|known| known.text == word);
    match values::rule(word).or_else(proposed).and_then(|known| known.about) {
        Some(about) => page.entitled(&format!("`{word}`"), &about),
        None => return key(page, path),
    }
    Some(())
}
