//! A draft of a caption, mended before it is written.

use std::path::Path;
use std::sync::Arc;

use onmodel_caption::Span;
use onmodel_dataset::config::ConfigError;
use onmodel_dataset::{CaptionFile, CaptionSource, Dataset, decode};
use onmodel_rules::Selection;
use onmodel_rules::config::Date;

use super::MOST_ROUNDS;
use super::choose::choose;
use super::settle::{LeftOut, Watch};
use super::texts::edited;
use crate::{OpenSet, Plugins};

/// A draft, mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Polished {
    /// The text as it would be written.
    pub text: String,
    /// What was done to it, in order: the fixes' titles.
    pub titles: Vec<String>,
}

/// Puts `text` in the place of the caption of an image, in memory, and applies the safe fixes to it
/// until nothing changes, those of `plugins` too. `path` is where it would be written. Other captions
/// stay as they are.
///
/// # Errors
/// What is wrong with the set's configuration.
pub fn polish(
    dataset: &Dataset,
    image: usize,
    path: &Path,
    text: &str,
    today: Date,
    plugins: &Plugins,
) -> Result<Polished, Vec<ConfigError>> {
    let relative = dataset.relative(path).unwrap_or(path).to_owned();
    let (dataset, index) = with_draft(dataset, file(path, &relative, text, image));
    let mut set = OpenSet::open(dataset, &Selection::default(), plugins)?;
    let mut polished = Polished { text: text.to_owned(), titles: Vec::new() };
    let mut seen = vec![polished.text.clone()];
    let (mut left_out, mut watch) = (LeftOut::default(), Watch::default());
    for _ in 0..MOST_ROUNDS {
        set.ask_plugins();
        let findings = set.judge(today).findings;
        let mut chosen = choose(&findings, false, &left_out);
        if let Some(rule) = chosen.rules.get(path) {
            watch.mends(rule, path, polished.text.len(), &findings);
        }
        let endless = watch.endless();
        if !endless.is_empty() {
            // Anew, as if these rules offered nothing.
            left_out.add(endless);
            watch = Watch::default();
            polished = Polished { text: text.to_owned(), titles: Vec::new() };
            seen = vec![polished.text.clone()];
            set.set_caption(index, file(path, &relative, &polished.text, image));
            continue;
        }
        let edits = chosen.edits.remove(path).unwrap_or_default();
        let Some((after, titles)) = edited(polished.text.as_bytes(), edits) else { break };
        // Two fixes that undo each other come back to a text there was before.
        if seen.contains(&after) {
            break;
        }
        seen.push(after.clone());
        polished.titles.extend(titles);
        polished.text = after;
        set.set_caption(index, file(path, &relative, &polished.text, image));
    }
    Ok(polished)
}

fn with_draft(dataset: &Dataset, draft: CaptionFile) -> (Dataset, usize) {
    let mut dataset = dataset.clone();
    let image = draft.image.and_then(|image| dataset.images.get_mut(image));
    let count = dataset.captions.len();
    let index = image.map_or(count, |image| *image.caption.get_or_insert(count));
    match dataset.captions.get_mut(index) {
        Some(blank) => *blank = draft,
        None => dataset.captions.push(draft),
    }
    (dataset, index)
}

fn file(path: &Path, relative: &Path, text: &str, image: usize) -> CaptionFile {
    CaptionFile {
        path: path.to_owned(),
        relative: relative.to_owned(),
        source: CaptionSource::Sidecar,
        body: Ok(Arc::new(decode(text.as_bytes()))),
        place: Some(Span::new(0, text.len())),
        text: text.into(),
        image: Some(image),
    }
}
