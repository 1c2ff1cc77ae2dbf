//! Replacing a tag in every caption of a set.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_caption::Caption;
use onmodel_caption::edit::{EditError, Swap, TextEdit, apply};
use onmodel_dataset::{Body, CaptionFile, CaptionSource, Dataset};
use onmodel_rules::Facts;

use crate::fix::{Mended, MendedFile};

/// What a replacement does to one set.
#[derive(Debug, Default)]
pub struct Replaced {
    /// The files it changes, not yet written.
    pub mended: Mended,
    /// In how many captions.
    pub captions: usize,
    /// The captions it should change and leaves alone.
    pub skipped: Vec<Skipped>,
}

/// A caption left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The file it is in, as reached.
    pub path: PathBuf,
    /// Line of its row, from one, where it is one.
    pub row: Option<u32>,
    /// Why, and what to do.
    pub why: &'static str,
}

const NOT_UTF8: &str = "is not UTF-8; run `onmodel fix --unsafe` on it first";
const ESCAPED: &str = "its row is written with escapes; edit it by hand";
const NEEDS_ESCAPES: &str = "the new text would need escapes in its row; edit it by hand";
const UNFIT: &str = "its words are entangled; edit it by hand";

/// Makes a swap in every caption of a set, in memory. Captions with several rows in one file become
/// one change of that file.
pub fn replace(facts: &Facts, swap: &Swap) -> Replaced {
    let mut replaced = Replaced::default();
    let mut edits: BTreeMap<&Path, Vec<TextEdit>> = BTreeMap::new();
    for view in facts.all_captions() {
        let Ok(body) = &view.file.body else { continue };
        let wanted = swap.edits(view.caption());
        if wanted.is_empty() {
            continue;
        }
        match placed(view.file, body, view.caption(), wanted) {
            Ok(placed) => {
                replaced.captions += 1;
                edits.entry(&view.file.path).or_default().extend(placed);
            }
            Err(why) => replaced.skipped.push(skipped(view.file, why)),
        }
    }
    for (path, edits) in edits {
        match mended(&facts.dataset, path, &edits, swap) {
            Ok(file) => replaced.mended.files.extend(file),
            Err(_) => {
                replaced.skipped.push(Skipped { path: path.to_owned(), row: None, why: UNFIT });
            }
        }
    }
    replaced
}

fn skipped(file: &CaptionFile, why: &'static str) -> Skipped {
    let row = match &file.source {
        CaptionSource::Row { line, .. } => Some(line + 1),
        CaptionSource::Sidecar => None,
    };
    Skipped { path: file.path.clone(), row, why }
}

/// The edits of a caption as edits of its file's text.
fn placed(
    file: &CaptionFile,
    body: &Body,
    caption: &Caption,
    edits: Vec<TextEdit>,
) -> Result<Vec<TextEdit>, &'static str> {
    if !body.encoding.is_utf8() {
        return Err(NOT_UTF8);
    }
    let place =
        file.place.filter(|place| body.text.get(place.start..place.end) == Some(caption.text()));
    let place = place.ok_or(ESCAPED)?;
    if file.source != CaptionSource::Sidecar {
        let quoted = body.text[..place.start].ends_with('"');
        let fits = |c: char| !c.is_control() && !matches!(c, '"' | '\\') && (quoted || c != ',');
        if !edits.iter().all(|edit| edit.text.chars().all(fits)) {
            return Err(NEEDS_ESCAPES);
        }
    }
    Ok(edits
        .into_iter()
        .map(|edit| TextEdit { span: edit.span.shifted(place.start), ..edit })
        .collect())
}

/// The file at `path` with the edits made; `None` where no caption of the set lies there.
fn mended(
    dataset: &Dataset,
    path: &Path,
    edits: &[TextEdit],
    swap: &Swap,
) -> Result<Option<MendedFile>, EditError> {
    let file = dataset.captions.iter().find(|file| file.path == path);
    let Some(body) = file.and_then(|file| file.body.as_ref().ok()) else { return Ok(None) };
    let mark = if body.mark() > 0 { "\u{feff}" } else { "" };
    let titles = edits.iter().map(|edit| title(edit, &body.text, swap));
    Ok(Some(MendedFile {
        path: path.to_owned(),
        before: Arc::from(format!("{mark}{}", body.text).into_bytes()),
        after: format!("{mark}{}", apply(&body.text, edits)?),
        titles: titles.collect(),
        expected: body.snapshot,
    }))
}

/// What an edit does, in words.
fn title(edit: &TextEdit, text: &str, swap: &Swap) -> String {
    let old = edit.span.of(text).trim_matches([',', ' ', '\t', '\r', '\n']);
    if edit.text.is_empty() && !swap.replacement().is_empty() {
        return format!("\"{old}\" removed: \"{}\" is there already", swap.replacement());
    }
    if edit.text.is_empty() {
        return format!("\"{old}\" removed");
    }
    format!("\"{old}\" is now \"{}\"", edit.text)
}
