//! The T5 tokenizer a set's configuration names, read once for all sets that share it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use onmodel_caption::tokens::UnigramTokenizer;
use onmodel_dataset::Settings;
use onmodel_dataset::config::{ConfigError, Layer, Node};

/// What came of reading a file.
type Read = Result<Arc<UnigramTokenizer>, String>;

/// By file: its state when it was read, and what came of it. A set is opened again at every round of
/// mending and every change of its configuration; a tokenizer takes megabytes and a tenth of a
/// second.
static KNOWN: Mutex<BTreeMap<PathBuf, (State, Read)>> = Mutex::new(BTreeMap::new());

/// A file whose length and time are the same is taken for the same.
type State = (u64, Option<SystemTime>);

/// The tokenizer `dataset.tokenizer` names, if it names one.
///
/// # Errors
/// The file is missing or no T5 tokenizer, told at the key that names it.
pub(crate) fn named(settings: &Settings) -> Result<Option<Arc<UnigramTokenizer>>, ConfigError> {
    let Some(path) = &settings.tokenizer else { return Ok(None) };
    let Some((layer, node)) = settings.layers.iter().find_map(|layer| Some((layer, key(layer)?)))
    else {
        return Ok(None);
    };
    read(path).map(Some).map_err(|why| {
        let message = format!("`dataset.tokenizer`: {}: {why}", path.display());
        let help = "name the tokenizer.json of the base model's T5 text encoder, relative to this \
                    file; without the key tokens are estimated";
        layer.error(node.span, message, Some(help.to_owned()))
    })
}

/// Where a file names the tokenizer.
fn key(layer: &Layer) -> Option<&Node> {
    layer.get("dataset")?.value.as_table()?.get("tokenizer")
}

fn read(path: &Path) -> Read {
    let state = std::fs::metadata(path)
        .map(|about| (about.len(), about.modified().ok()))
        .map_err(|why| format!("cannot be read: {why}"))?;
    // Whoever panicked while holding the lock left a whole entry or none.
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((at, read)) = known.get(path)
        && *at == state
    {
        return read.clone();
    }
    let read = parse(path);
    known.insert(path.to_owned(), (state, read.clone()));
    read
}

fn parse(path: &Path) -> Read {
    let unreadable = |why: &dyn std::fmt::Display| format!("cannot be read: {why}");
    let json = onmodel_dataset::read_text(path).map_err(|why| unreadable(&why))?;
    let json = String::from_utf8(json).map_err(|why| unreadable(&why))?;
    UnigramTokenizer::from_json(&json).map(Arc::new).map_err(|why| why.to_string())
}
