//! From places in facts to places in files.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use onmodel_caption::{ColumnUnit, LineIndex, Span};
use onmodel_dataset::{Body, CaptionFile, CaptionSource};
use sha2::{Digest, Sha256};

use crate::facts::slashed;
use crate::{
    ActiveRule, DraftFix, Facts, FileEdit, FileRange, Finding, Fix, Place, Point, Related,
};

use super::Standing;

/// Finds places in the files of one dataset.
pub(super) struct Locator<'a> {
    facts: &'a Facts,
    /// Line indexes of the text files met so far, by the address of their shared body.
    lines: RefCell<HashMap<*const Body, Arc<LineIndex>>>,
}

/// The file or folder of a place, as reached.
pub(super) fn path_of(place: &Place, facts: &Facts) -> PathBuf {
    match place {
        Place::Set => facts.dataset.root.clone(),
        Place::Image(index) => facts.dataset.images[*index].path.clone(),
        Place::Caption(index, _) => facts.dataset.captions[*index].path.clone(),
        Place::File(path) | Place::Config(path, _) => path.clone(),
    }
}

impl<'a> Locator<'a> {
    pub(super) fn new(facts: &'a Facts) -> Self {
        Self { facts, lines: RefCell::default() }
    }

    /// The finding a draft stands for.
    pub(super) fn finding(&self, standing: Standing, rule: &ActiveRule) -> Finding {
        let draft = standing.draft;
        let related = draft.related.into_iter().map(|(place, message)| Related {
            path: path_of(&place, self.facts),
            range: self.range(&place),
            message,
        });
        Finding {
            rule: rule.meta.name.to_string(),
            severity: standing.severity,
            path: path_of(&draft.place, self.facts),
            range: self.range(&draft.place),
            message: draft.message,
            consequence: draft.consequence.map(std::borrow::Cow::into_owned),
            related: related.collect(),
            fixes: draft.fixes.into_iter().filter_map(|fix| self.fix(fix)).collect(),
            fingerprint: String::new(),
            source: rule.source.clone(),
        }
    }

    fn range(&self, place: &Place) -> Option<FileRange> {
        match place {
            Place::Caption(index, span) => {
                self.caption_range(&self.facts.dataset.captions[*index], *span)
            }
            Place::Config(path, span) => {
                let layers = &self.facts.dataset.settings.layers;
                let layer = layers.iter().find(|layer| layer.path == *path)?;
                Some(range_in(&layer.text, &LineIndex::new(&layer.text), *span, 0))
            }
            Place::Set | Place::Image(_) | Place::File(_) => None,
        }
    }

    fn caption_range(&self, file: &CaptionFile, span: Option<Span>) -> Option<FileRange> {
        let body = file.body.as_ref().ok()?;
        if !body.encoding.is_utf8() {
            return None;
        }
        let lines = self.lines(body);
        let span = match (file.place, &file.source) {
            (Some(place), _) => span.map_or(place, |span| span.shifted(place.start)),
            (None, CaptionSource::Row { line, .. }) => line_span(&body.text, *line),
            (None, CaptionSource::Sidecar) => return None,
        };
        Some(range_in(&body.text, &lines, span, body.mark()))
    }

    fn lines(&self, body: &Arc<Body>) -> Arc<LineIndex> {
        let mut known = self.lines.borrow_mut();
        Arc::clone(
            known.entry(Arc::as_ptr(body)).or_insert_with(|| Arc::new(LineIndex::new(&body.text))),
        )
    }

    /// A fix in terms of files; `None` where its text cannot be written where the caption stands.
    fn fix(&self, fix: DraftFix) -> Option<Fix> {
        let captions = &self.facts.dataset.captions;
        let mut edits = Vec::new();
        for (index, edit) in fix.edits {
            edits.push(file_edit(&captions[index], edit.span, edit.text)?);
        }
        for (index, start, end, text) in fix.raw {
            edits.push(FileEdit { path: captions[index].path.clone(), start, end, text });
        }
        edits.sort();
        Some(Fix { title: fix.title, safety: fix.safety, edits, operations: fix.operations })
    }
}

fn file_edit(file: &CaptionFile, span: Span, text: String) -> Option<FileEdit> {
    let body = file.body.as_ref().ok().filter(|body| body.encoding.is_utf8())?;
    let place = file.place?;
    if !holds(file, body, place, &text) {
        return None;
    }
    let at = span.shifted(place.start + body.mark());
    Some(FileEdit { path: file.path.clone(), start: at.start, end: at.end, text })
}

/// Whether `text` may be written into the caption as it is: a sidecar holds anything; a cell of a
/// metadata file only what needs no escape there.
fn holds(file: &CaptionFile, body: &Body, place: Span, text: &str) -> bool {
    if file.source == CaptionSource::Sidecar {
        return true;
    }
    let quoted = body.text[..place.start].ends_with('"');
    let needs_escape = |c: char| matches!(c, '"' | '\\') || c.is_control();
    !text.contains(needs_escape) && (quoted || !text.contains([',', ';', '\t']))
}

fn line_span(text: &str, line: u32) -> Span {
    let mut start = 0;
    for (number, content) in text.split_inclusive('\n').enumerate() {
        if number == line as usize {
            return Span::new(start, start + content.trim_end_matches(['\r', '\n']).len());
        }
        start += content.len();
    }
    Span::at(text.len())
}

fn range_in(text: &str, lines: &LineIndex, span: Span, mark: usize) -> FileRange {
    let point = |offset: usize| {
        let position = lines.position(text, offset, ColumnUnit::Utf16);
        Point { line: position.line, character: position.column, offset: offset + mark }
    };
    FileRange { start: point(span.start), end: point(span.end) }
}

/// Names each finding by its rule, its path in the set and the text it marks; equal ones are
/// numbered in order, so that no line number is needed.
pub(super) fn fingerprint(findings: &mut [Finding], facts: &Facts) {
    let mut seen: HashMap<[u8; 32], u32> = HashMap::new();
    let texts: HashMap<_, _> = facts
        .dataset
        .captions
        .iter()
        .filter_map(|file| Some((file.path.as_path(), file.body.as_ref().ok()?)))
        .collect();
    for finding in findings {
        let mut hash = Sha256::new();
        let inside = facts.dataset.relative(&finding.path).unwrap_or(&finding.path);
        for part in [finding.rule.as_str(), &facts.dataset.name, &slashed(inside)] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        if let (Some(range), Some(body)) = (finding.range, texts.get(finding.path.as_path())) {
            let mark = body.mark();
            let bytes = range.start.offset - mark..range.end.offset - mark;
            hash.update(body.text.get(bytes).unwrap_or_default().as_bytes());
        }
        let plain: [u8; 32] = hash.finalize().into();
        let nth = seen.entry(plain).or_default();
        let named = Sha256::new().chain_update(plain).chain_update(nth.to_le_bytes()).finalize();
        *nth += 1;
        finding.fingerprint = named.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    }
}
