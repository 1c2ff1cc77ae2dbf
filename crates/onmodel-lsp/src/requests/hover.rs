//! `textDocument/hover`: the tag, the findings and the picture at a place of a caption; a key of a
//! configuration.

use std::path::Path;

use tower_lsp::ls_types::{Diagnostic, Hover, HoverContents, HoverParams, Position, Range};

use crate::captions::written::Written;
use crate::captions::{about_image, about_tag};
use crate::configuration;
use crate::diagnostics::{Item, Worded};
use crate::page::Page;
use crate::shared::Shared;
use crate::uris;

pub(crate) async fn handle(shared: &Shared, params: HoverParams) -> Option<Hover> {
    let place = params.text_document_position_params;
    let path = uris::path_of(&place.text_document.uri)?;
    let snapshot = shared.fresh().await;
    let abilities = shared.abilities();
    let worded = Worded { snapshot: &snapshot, abilities };
    let mut page = Page::new(abilities.markdown);
    let range;
    if let Some(written) = Written::open(&snapshot, &path, abilities.unit()) {
        let found = written.at(place.position);
        range = found.and_then(|(placed, at)| {
            let span = about_tag::say(&mut page, written.set, placed.view, at)?;
            Some(written.range(placed, span))
        });
        say_findings(&mut page, worded, &path, place.position);
        if let Some((placed, _)) = found {
            let facts = &written.set.facts;
            about_image::say(&mut page, &snapshot, abilities, facts, placed.view);
        }
    } else {
        let document = configuration::Document::open(&snapshot, &path, abilities);
        range = document.and_then(|document| document.hover(&mut page, place.position));
        say_findings(&mut page, worded, &path, place.position);
    }
    page.finish().map(|contents| Hover { contents: HoverContents::Markup(contents), range })
}

/// Says of every rule that found something here what it is about.
fn say_findings(page: &mut Page, worded: Worded<'_>, path: &Path, position: Position) {
    let lines = worded.snapshot.lines(path, worded.abilities.unit());
    let mut said = Vec::new();
    for (set, item) in worded.snapshot.files.items(path) {
        let (Some(set), Item::Finding(finding, _)) = (set, item) else { continue };
        let shown = worded.item(path, lines.as_ref(), Some(set), item);
        let rule = set.rules.rules().iter().find(|rule| rule.meta.name == finding.rule);
        if let Some(rule) =
            rule.filter(|_| is_at(&shown, position) && !said.contains(&&finding.rule))
        {
            said.push(&finding.rule);
            page.entitled(&format!("`{}`", finding.rule), rule.meta.summary());
        }
    }
}

/// Whether a diagnostic is shown at a position; one of no extent, on its whole line.
fn is_at(shown: &Diagnostic, position: Position) -> bool {
    let Range { start, end } = shown.range;
    if start == end { start.line == position.line } else { start <= position && position < end }
}
