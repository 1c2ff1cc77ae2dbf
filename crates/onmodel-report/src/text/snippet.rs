//! A finding with the words it is about, underlined.

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use onmodel_rules::{Finding, Severity};

use super::mend;
use super::window::Window;
use crate::Style;
use crate::columns::{width, wrap};
use crate::harmless::harmless;
use crate::source::Source;

/// Columns of ` 1 | ` before the text and of `   = help: ` before a note, for lines up to 999.
const GUTTER: usize = 6;
const NOTE_INDENT: usize = 13;
/// Text is never pressed into fewer columns than this.
const LEAST_COLUMNS: usize = 24;

pub(super) fn render(finding: &Finding, source: Source<'_>, style: &Style) -> String {
    let range = finding.range.map(|range| (range.start.line, range.start.character));
    let (line, character) = range.unwrap_or_default();
    let said = Said {
        level: level(finding.severity),
        id: &finding.rule,
        message: &finding.message,
        path: style.harmless_path(&finding.path),
        line: line as usize + 1,
        column: character as usize + 1,
    };
    let mut notes: Vec<(Level<'_>, String)> = Vec::new();
    notes.extend(finding.consequence.iter().map(|text| (Level::NOTE, text.clone())));
    notes.extend(mend::related(finding, style).into_iter().map(|text| (Level::NOTE, text)));
    notes.extend(mend::help(finding).map(|text| (Level::HELP, text)));
    said.render(source, notes, style)
}

/// What the head of a report says.
pub(super) struct Said<'a> {
    pub(super) level: Level<'a>,
    pub(super) id: &'a str,
    pub(super) message: &'a str,
    pub(super) path: String,
    /// From one.
    pub(super) line: usize,
    /// From one, in UTF-16 units.
    pub(super) column: usize,
}

impl Said<'_> {
    /// The report over the marked line, with notes below.
    pub(super) fn render(
        self,
        source: Source<'_>,
        notes: Vec<(Level<'_>, String)>,
        style: &Style,
    ) -> String {
        let room = |taken: usize| style.width.saturating_sub(taken).max(LEAST_COLUMNS);
        let window = Window::around(source, room(GUTTER));
        let annotation = AnnotationKind::Primary.span(window.marked.into());
        let snippet =
            Snippet::source(&window.text).line_start(self.line).annotation(annotation).fold(false);
        let head = width(self.id) + "warning[]: ".len();
        let title = wrapped(self.message, room(head));
        let title_lines = title.lines().count();
        let origin = Origin::path(&self.path).line(self.line).char_column(self.column);
        let mut group = Group::with_title(self.level.primary_title(title).id(self.id));
        group = group.element(origin).element(snippet);
        for (level, text) in notes {
            let note: Element<'_> = level.message(wrapped(&text, room(NOTE_INDENT))).into();
            group = group.element(note);
        }
        let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
        // The window already fits; the renderer must not cut it again.
        let columns = style.width.max(DEFAULT_TERM_WIDTH);
        let head = title_lines + 2;
        without_line(&renderer.term_width(columns).render(&[group]), head)
    }
}

/// The report without the `:::` that stands for "the same file" between an origin and a snippet
/// without a path. The origin is needed: the window's own columns are not the file's.
fn without_line(report: &str, number: usize) -> String {
    let lines = report.lines().enumerate();
    let kept = lines.filter(|(at, line)| *at != number || !line.contains(":::"));
    let kept: Vec<&str> = kept.map(|(_, line)| line).collect();
    kept.join("\n") + "\n"
}

/// The name annotate-snippets gives a severity, in rustc's colours.
fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::HELP.with_name(severity.word()),
    }
}

fn wrapped(text: &str, columns: usize) -> String {
    wrap(&harmless(text), columns).join("\n")
}
