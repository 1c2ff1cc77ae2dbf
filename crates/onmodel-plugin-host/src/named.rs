//! `[plugins]`: the plugins a dataset names. What can be trusted is decided elsewhere; no key here has
//! a say in it.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use onmodel_caption::Span;
use onmodel_dataset::Settings;
use onmodel_dataset::config::{ConfigError, Layer, Sink, TableReader};
use onmodel_dataset::paths::without_dots;
use serde_json::{Map, Value};

/// A plugin a configuration names.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// The key it is named by.
    pub key: String,
    /// Its folder, or its library, as reached.
    pub path: PathBuf,
    /// The same as it is written.
    pub written: String,
    /// The configuration that names it, and the bytes of the key.
    pub at: (PathBuf, Span),
    /// Options for all of its rules, by key.
    pub options: Map<String, Value>,
    /// Where the value of each stands.
    pub places: BTreeMap<String, Span>,
}

/// The plugins that the layers of `settings` name; of two of one key the nearer file's. `may_read`
/// says whether links may be followed to see where they lead.
///
/// # Errors
/// Everything wrong with the tables, each error with its place.
pub fn named(settings: &Settings, may_read: bool) -> Result<Vec<Named>, Vec<ConfigError>> {
    let (mut all, mut errors): (Vec<Named>, _) = (Vec::new(), Vec::new());
    for layer in &settings.layers {
        let sink = Sink::new(layer);
        for one in read_layer(layer, &sink, may_read) {
            if !all.iter().any(|nearer| nearer.key == one.key) {
                all.push(one);
            }
        }
        errors.extend(sink.into_errors());
    }
    if errors.is_empty() { Ok(all) } else { Err(errors) }
}

fn read_layer(layer: &Layer, sink: &Sink<'_>, may_read: bool) -> Vec<Named> {
    let Some(mut document) = TableReader::document(sink) else { return Vec::new() };
    let Some(plugins) = document.table("plugins") else { return Vec::new() };
    let entries = plugins.entries().filter_map(|(key, node)| {
        if !is_key(key.value) {
            let help = "small letters, digits and - : \"studio-rules\"".to_owned();
            sink.report(key.span, format!("`{}` is no name for a plugin", key.value), Some(help));
            return None;
        }
        let mut table = TableReader::new(sink, format!("plugins.{}", key.value), node)?;
        let path = table.required_word("path");
        let options = table.table("options");
        let (mut given, mut places) = (Map::new(), BTreeMap::new());
        for (option, value) in options.iter().flat_map(TableReader::entries) {
            given.insert(option.value.to_owned(), value.value.to_json());
            places.insert(option.value.to_owned(), value.span);
        }
        table.finish();
        let path = path?;
        if let Err(why) = check_inside(layer, Path::new(path.value), may_read) {
            let help =
                "a plugin lies in the repository, beside the dataset: path = \"plugins/studio\"";
            let message = format!("the plugin's path `{}` {why}", path.value);
            sink.report(path.span, message, Some(help.to_owned()));
            return None;
        }
        Some(Named {
            key: key.value.to_owned(),
            path: tidy(&layer.resolve(path.value)),
            written: path.value.to_owned(),
            at: (layer.path.clone(), key.span),
            options: given,
            places,
        })
    });
    entries.collect()
}

fn is_key(key: &str) -> bool {
    let in_key = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    !key.is_empty() && key.chars().all(in_key)
}

/// Whether a path stays inside the repository, or, where there is none, in the folder that the file's
/// own path says it is in.
fn check_inside(layer: &Layer, path: &Path, may_read: bool) -> Result<(), &'static str> {
    let folder = if layer.folder.as_os_str().is_empty() { Path::new(".") } else { &layer.folder };
    let target = without_dots(&folder.join(path));
    let repository = folder.ancestors().find(|above| may_read && above.join(".git").exists());
    let boundary = match repository {
        Some(repository) => repository,
        None => folder.ancestors().find(|above| target.starts_with(above)).unwrap_or(folder),
    };
    if path.is_absolute() && repository.is_none() {
        return Err("is absolute: it would be another one on every computer");
    }
    if !target.starts_with(boundary) {
        return Err("leads out of the repository");
    }
    if !may_read {
        return Ok(());
    }
    match (target.canonicalize(), boundary.canonicalize()) {
        (Ok(real), Ok(boundary)) if !real.starts_with(&boundary) => {
            Err("goes by a link that leads out of the repository")
        }
        // What is not there is told where it is read.
        _ => Ok(()),
    }
}

/// Without `.`, and without `..` where that is sure, as a person would write it.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        let is_folder = matches!(tidy.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::CurDir => {}
            Component::ParentDir if is_folder => {
                tidy.pop();
            }
            part => tidy.push(part),
        }
    }
    tidy
}
