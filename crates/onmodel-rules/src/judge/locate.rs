//! From places in facts to places in files.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use onmodel_caption::{ColumnUnit, LineIndex, Span};
use onmodel_dataset::{Body, CaptionFile, CaptionSource};
use onmodel_vision::ContentId;
use sha2::{Digest, Sha256};

use crate::{
    ActiveRule, Draft, DraftFix, Facts, FileEdit, FileRange, Finding, Fix, Place, Point, Related,
    RuleSet, Severity,
};
use onmodel_dataset::paths::slashed;

use super::Standing;

/// Finds places in the files of one dataset.
pub(super) struct Locator<'a> {
    facts: &'a Facts,
    rules: &'a RuleSet,
    /// Line indexes of the text files met so far, by the address of their shared body.
    lines: RefCell<HashMap<*const Body, Arc<LineIndex>>>,
}

/// The file or folder of a place, as reached.
pub(super) fn path_of<'a>(place: &'a Place, facts: &'a Facts) -> &'a Path {
    match place {
        Place::Set => &facts.dataset.root,
        Place::Image(index) => &facts.dataset.images[*index].path,
        Place::Caption(index, _) => &facts.dataset.captions[*index].path,
        Place::File(path) | Place::Config(path, _) => path,
    }
}

impl<'a> Locator<'a> {
    pub(super) fn new(facts: &'a Facts, rules: &'a RuleSet) -> Self {
        Self { facts, rules, lines: RefCell::default() }
    }

    /// A draft that stands, with the finding it stands for.
    pub(super) fn located(&self, rule: usize, severity: Severity, draft: Arc<Draft>) -> Standing {
        let finding = Arc::new(self.finding(&draft, severity, &self.rules.rules()[rule]));
        Standing { rule, severity, draft, finding }
    }

    /// The finding a draft stands for.
    fn finding(&self, draft: &Draft, severity: Severity, rule: &ActiveRule) -> Finding {
        let path = path_of(&draft.place, self.facts);
        let range = self.range(&draft.place);
        let related = draft.related.iter().map(|(place, message)| Related {
            path: path_of(place, self.facts).to_owned(),
            range: self.range(place),
            message: message.clone(),
        });
        Finding {
            rule: rule.meta.name.to_string(),
            severity,
            path: path.to_owned(),
            range,
            message: draft.message.clone(),
            consequence: draft.consequence.as_deref().map(str::to_owned),
            related: related.collect(),
            fixes: draft.fixes.iter().filter_map(|fix| self.fix(fix)).collect(),
            fingerprint: self.fingerprint(&rule.meta.name, &draft.place, range),
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
    fn fix(&self, fix: &DraftFix) -> Option<Fix> {
        let captions = &self.facts.dataset.captions;
        let mut edits = Vec::new();
        for (index, edit) in &fix.edits {
            edits.push(file_edit(&captions[*index], edit.span, edit.text.clone())?);
        }
        for (index, start, end, text) in &fix.raw {
            let path = captions[*index].path.clone();
            edits.push(FileEdit { path, start: *start, end: *end, text: text.clone() });
        }
        edits.sort();
        let operations = fix.operations.clone();
        Some(Fix { title: fix.title.clone(), safety: fix.safety, edits, operations })
    }

    /// Names a finding by its rule, its path in the set and what it is about: the text it marks, the
    /// picture itself. No line numbers, nothing that depends on where the program was started.
    fn fingerprint(&self, rule: &str, place: &Place, range: Option<FileRange>) -> String {
        let path = path_of(place, self.facts);
        let outside = || path.file_name().map_or(path, Path::new);
        let inside = slashed(self.facts.dataset.relative(path).unwrap_or_else(outside));
        let name = &self.facts.dataset.name;
        match (place, range) {
            (Place::Caption(index, _), Some(range)) => {
                fingerprint(rule, name, &inside, self.marked(*index, range))
            }
            (Place::Image(index), _) => fingerprint(rule, name, &inside, &self.content(*index)),
            _ => fingerprint(rule, name, &inside, ""),
        }
    }

    /// The content of an image, so that another picture under its name is another finding.
    fn content(&self, image: usize) -> String {
        let seen = self.facts.images[image].as_ref();
        seen.filter(|seen| seen.content != ContentId::UNREAD)
            .map_or_else(String::new, |seen| seen.content.to_string())
    }

    fn marked(&self, caption: usize, range: FileRange) -> &'a str {
        let Ok(body) = &self.facts.dataset.captions[caption].body else { return "" };
        let start = range.start.offset - body.mark();
        body.text.get(start..range.end.offset - body.mark()).unwrap_or_default()
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

pub(crate) fn range_in(text: &str, lines: &LineIndex, span: Span, mark: usize) -> FileRange {
    let point = |offset: usize| {
        let position = lines.position(text, offset, ColumnUnit::Utf16);
        Point { line: position.line, character: position.column, offset: offset + mark }
    };
    FileRange { start: point(span.start), end: point(span.end) }
}

/// Tells findings with equal fingerprints apart by numbering them in order.
pub(super) fn number(findings: &mut [Arc<Finding>]) {
    let mut seen: HashMap<&str, u32> = HashMap::with_capacity(findings.len());
    let mut repeated = Vec::new();
    for (index, finding) in findings.iter().enumerate() {
        let before = seen.entry(&finding.fingerprint).or_default();
        if *before > 0 {
            repeated.push((index, digest(&[&finding.fingerprint, &before.to_string()])));
        }
        *before += 1;
    }
    for (index, fingerprint) in repeated {
        Arc::make_mut(&mut findings[index]).fingerprint = fingerprint;
    }
}

/// The stable name of a finding: of its rule, its set's name, its path in the set and what it is
/// about.
pub fn fingerprint(rule: &str, set: &str, inside: &str, about: &str) -> String {
    digest(&[rule, set, inside, about])
}

/// Sixteen hexadecimal digits of the SHA-256 of the parts, each ended by a NUL.
fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let digest = hash.finalize();
    let head = digest.iter().take(8).fold(0_u64, |head, byte| head << 8 | u64::from(*byte));
    format!("{head:016x}")
}
