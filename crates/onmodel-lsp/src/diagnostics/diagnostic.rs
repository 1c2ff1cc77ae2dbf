//! One finding as a diagnostic.

use std::path::Path;
use std::sync::Arc;

use onmodel_caption::Span;
use onmodel_dataset::ConfigError;
use onmodel_engine::workspace::SetView;
use onmodel_rules::{FileRange, Finding, Severity, Source};
use serde_json::json;
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Location, NumberOrString, Position, Range,
};

use super::files::{At, Item};
use crate::abilities::Abilities;
use crate::positions::Lines;
use crate::snapshot::Snapshot;

/// Where the rules are documented; a rule's name is its anchor.
const RULES: &str = "https://github.com/onmodel/onmodel/blob/main/crates/onmodel/docs/rules.md#";

/// Rules whose findings mark words that add nothing: editors fade them out.
const UNNECESSARY: [&str; 4] =
    ["caption-duplicate-tag", "caption-boilerplate", "caption-vague", "ignore-unused"];

/// The code of a configuration's fault, which no rule found.
const CONFIGURATION: &str = "configuration";

/// Words items of one snapshot for one client.
#[derive(Clone, Copy)]
pub(crate) struct Worded<'s> {
    pub(crate) snapshot: &'s Snapshot,
    pub(crate) abilities: &'s Abilities,
}

impl Worded<'_> {
    /// Everything shown on a file, in the order of the judgement.
    pub(crate) fn file(&self, path: &Path) -> Vec<Diagnostic> {
        let lines = self.snapshot.lines(path, self.abilities.unit());
        let items = self.snapshot.files.items(path);
        items.map(|(set, item)| self.item(path, lines.as_ref(), set, item)).collect()
    }

    /// One item shown on the file at `path`, whose lines these are.
    pub(crate) fn item(
        &self,
        path: &Path,
        lines: Option<&Lines<'_>>,
        set: Option<&Arc<SetView>>,
        item: &Item,
    ) -> Diagnostic {
        match item {
            Item::Fault(error) => fault(error, lines),
            Item::Finding(finding, at) => self.finding(path, lines, set, finding, *at),
        }
    }

    fn finding(
        &self,
        path: &Path,
        lines: Option<&Lines<'_>>,
        set: Option<&Arc<SetView>>,
        finding: &Finding,
        at: At,
    ) -> Diagnostic {
        let range = match (at, set) {
            (At::Own, _) => self.own_range(path, lines, finding.range),
            (At::Caption(index), Some(set)) => start_of(set, index, lines),
            (At::Set, Some(set)) => name_of(set, path, lines),
            _ => Range::default(),
        };
        let shows_elsewhere = at != At::Own;
        let tags = self.abilities.unnecessary && UNNECESSARY.contains(&finding.rule.as_str());
        Diagnostic {
            range,
            severity: Some(severity(finding.severity)),
            code: Some(NumberOrString::String(finding.rule.clone())),
            code_description: self.code_link(finding),
            source: Some(source(&finding.source)),
            message: message(finding, set.filter(|_| shows_elsewhere)),
            related_information: self.related(finding),
            tags: tags.then(|| vec![DiagnosticTag::UNNECESSARY]),
            data: self.abilities.data.then(|| json!({ "fingerprint": finding.fingerprint })),
        }
    }

    /// A range of a file, counted as the client counts.
    fn own_range(&self, path: &Path, lines: Option<&Lines<'_>>, range: Option<FileRange>) -> Range {
        let Some(range) = range else { return Range::default() };
        let mark = self.snapshot.mark(path);
        match lines {
            Some(lines) => lines.range(Span::new(
                range.start.offset.saturating_sub(mark),
                range.end.offset.saturating_sub(mark),
            )),
            None => Range::new(
                Position::new(range.start.line, range.start.character),
                Position::new(range.end.line, range.end.character),
            ),
        }
    }

    fn code_link(&self, finding: &Finding) -> Option<CodeDescription> {
        let is_builtin = finding.source == Source::Builtin;
        let href = format!("{RULES}{}", finding.rule).parse().ok();
        href.filter(|_| is_builtin && self.abilities.code_link).map(|href| CodeDescription { href })
    }

    fn related(&self, finding: &Finding) -> Option<Vec<DiagnosticRelatedInformation>> {
        if !self.abilities.related || finding.related.is_empty() {
            return None;
        }
        let related = finding.related.iter().filter_map(|one| {
            let lines = self.snapshot.lines(&one.path, self.abilities.unit());
            let range = self.own_range(&one.path, lines.as_ref(), one.range);
            let location = Location { uri: self.snapshot.uri(&one.path)?, range };
            Some(DiagnosticRelatedInformation { location, message: one.message.clone() })
        });
        Some(related.collect())
    }
}

/// A fault of a configuration, where it is written.
fn fault(error: &ConfigError, lines: Option<&Lines<'_>>) -> Diagnostic {
    let help = error.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    Diagnostic {
        range: lines.map(|lines| lines.range(error.place.span)).unwrap_or_default(),
        severity: Some(DiagnosticSeverity::ERROR),
        code: Some(NumberOrString::String(CONFIGURATION.to_owned())),
        source: Some(source(&Source::Builtin)),
        message: format!("{}{help}", error.message),
        ..Diagnostic::default()
    }
}

/// Hints go as information: editors leave hints out of their lists.
fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Hint => DiagnosticSeverity::INFORMATION,
    }
}

fn source(source: &Source) -> String {
    match source {
        Source::Builtin | Source::Declared(_) => "onmodel".to_owned(),
        Source::Plugin(_) => source.to_string(),
    }
}

/// What is wrong and what the trainer makes of it; led by the file it is about where it is shown on
/// another and does not say so itself.
fn message(finding: &Finding, elsewhere: Option<&Arc<SetView>>) -> String {
    let about = elsewhere.and_then(|set| set.facts.dataset.relative(&finding.path));
    let about = about
        .map(slashed)
        .filter(|about| !about.is_empty() && !finding.message.starts_with(about.as_str()));
    let lead = about.map(|about| format!("{about}: ")).unwrap_or_default();
    let consequence = finding.consequence.as_ref();
    let consequence = consequence.map(|words| format!("\n{words}")).unwrap_or_default();
    format!("{lead}{}{consequence}", finding.message)
}

/// A path with forward slashes.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Where a caption begins: an empty range, which underlines a word and not the whole caption.
fn start_of(set: &SetView, index: usize, lines: Option<&Lines<'_>>) -> Range {
    let place = set.facts.dataset.captions.get(index).and_then(|caption| caption.place);
    let start = place.map_or(0, |place| place.start);
    lines.map(|lines| lines.range(Span::at(start))).unwrap_or_default()
}

/// Where a configuration names the set, else its beginning.
pub(crate) fn name_of(set: &SetView, path: &Path, lines: Option<&Lines<'_>>) -> Range {
    let name = set.layer(path).and_then(|layer| {
        layer.get("dataset")?.value.as_table()?.get("name").map(|name| name.span)
    });
    lines.map(|lines| lines.range(name.unwrap_or(Span::at(0)))).unwrap_or_default()
}
