//! A fault of a configuration file, with its line.

use annotate_snippets::Level;
use onmodel_caption::{ColumnUnit, Span};
use onmodel_dataset::ConfigError;

use super::snippet::Said;
use crate::Style;
use crate::source::Source;

pub(super) fn render(error: &ConfigError, style: &Style) -> String {
    let at = error.position(ColumnUnit::Utf16);
    let said = Said {
        level: Level::ERROR,
        id: "config",
        message: &error.message,
        path: style.harmless_path(&error.place.path),
        line: at.line as usize + 1,
        column: at.column as usize + 1,
    };
    let source = Source { text: &error.text, span: within(&error.text, error.place.span) };
    let mut notes = vec![(Level::NOTE, "the datasets it configures were not checked".to_owned())];
    notes.extend(error.help.iter().map(|help| (Level::HELP, help.clone())));
    said.render(source, notes, style)
}

/// The span, moved back into the text and onto characters: a parser may point past its end.
fn within(text: &str, span: Span) -> Span {
    let floor = |at: usize| {
        let at = at.min(text.len());
        (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
    };
    let start = floor(span.start);
    Span::new(start, floor(span.end).max(start))
}
