//! `lock`: what a farther file fixes, no nearer one may loosen.

use onmodel_dataset::Settings;
use onmodel_dataset::config::{ConfigError, Layer, Lock};

use super::File;
use super::entries::Entry;
use super::levels::Level;
use super::names::Known;

/// Every place where a file loosens what a farther one locks. `files` stand nearest first, as the
/// settings' layers do.
pub(super) fn check(settings: &Settings, files: &[File], known: &Known) -> Vec<ConfigError> {
    let mut errors = Vec::new();
    for lock in &settings.locks {
        let by = &settings.layers[lock.layer];
        if lock.name != "score" && !known.has(&lock.name) {
            let span = by.get("lock").map_or(onmodel_caption::Span::at(0), |node| node.span);
            let message = format!("there is no rule `{}` to lock", lock.name);
            errors.push(by.error(span, message, Some(known.help(&lock.name))));
        }
        for (layer, file) in settings.layers.iter().zip(files).take(lock.layer) {
            let floor = level_of(&lock.name, &files[lock.layer..], known);
            errors.extend(loosened(lock, by, floor, layer, file));
        }
    }
    errors
}

fn loosened(lock: &Lock, by: &Layer, floor: Level, layer: &Layer, file: &File) -> Vec<ConfigError> {
    let refuse = |span, what: &str| {
        let message = format!("`{}` is locked in {}: {what}", lock.name, by.path.display());
        layer.error(span, message, None)
    };
    if lock.name == "score" {
        return score_lowered(by, layer, &refuse).into_iter().collect();
    }
    let entries =
        file.entries.iter().filter(|entry| entry.name == lock.name && loosens(entry, floor));
    let ignores = file.suppressions.iter().filter(|ignore| ignore.names(&lock.name));
    let entries = entries
        .map(|entry| refuse(entry.span, "it may only be raised here, its options unchanged"));
    let ignores = ignores.map(|ignore| refuse(ignore.span, "it cannot be ignored here"));
    let again = declared_again(&lock.name, layer)
        .map(|span| refuse(span, "it cannot be declared again here"));
    entries.chain(ignores).chain(again).collect()
}

/// Where a file declares a rule of this name: a nearer `[[rule]]` replaces the locked one.
fn declared_again(name: &str, layer: &Layer) -> Option<onmodel_caption::Span> {
    let tables = layer.get("rule")?.value.as_array()?.iter();
    let mut ids = tables.filter_map(|table| table.value.as_table()?.get("id"));
    ids.find(|id| id.value.as_str() == Some(name)).map(|id| id.span)
}

/// The level the locking file and those farther away give a rule; where they say nothing, its own.
fn level_of(name: &str, farther: &[File], known: &Known) -> Level {
    let said = farther.iter().find_map(|file| {
        file.entries.iter().rev().find(|entry| entry.name == name && entry.level.is_some())?.level
    });
    said.or_else(|| known.own_level(name).map(Level::At)).unwrap_or(Level::Off)
}

fn loosens(entry: &Entry, floor: Level) -> bool {
    !entry.options.is_empty() || entry.level.is_some_and(|level| level < floor)
}

fn score_lowered(
    by: &Layer,
    layer: &Layer,
    refuse: &impl Fn(onmodel_caption::Span, &str) -> ConfigError,
) -> Option<ConfigError> {
    let min = |layer: &Layer| {
        let node = layer.get("score")?.value.as_table()?.get("min")?;
        Some((node.value.as_number()?, node.span))
    };
    let ((floor, _), (here, span)) = (min(by)?, min(layer)?);
    (here < floor).then(|| refuse(span, &format!("at least {floor} is needed")))
}
