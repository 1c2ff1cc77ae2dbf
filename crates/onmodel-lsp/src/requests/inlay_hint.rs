//! `textDocument/inlayHint`: the tokens of a caption, and where the encoder stops reading.

use onmodel_caption::Span;
use onmodel_rules::Budget;
use tower_lsp::ls_types::{InlayHint, InlayHintLabel, InlayHintParams, Position};

use crate::captions::about_image::tokens;
use crate::captions::written::{Placed, Written};
use crate::shared::Shared;
use crate::uris;

pub(crate) async fn handle(shared: &Shared, params: InlayHintParams) -> Option<Vec<InlayHint>> {
    let path = uris::path_of(&params.text_document.uri)?;
    let snapshot = shared.fresh().await;
    let written = Written::open(&snapshot, &path, shared.abilities().unit())?;
    let asked = params.range;
    let hints = written.captions().flat_map(|placed| of(&written, placed));
    let is_asked = |hint: &InlayHint| asked.start <= hint.position && hint.position <= asked.end;
    Some(hints.filter(is_asked).collect())
}

/// The hints of one caption, in the order they stand.
fn of<'s>(written: &Written<'s>, placed: Placed<'s>) -> Vec<InlayHint> {
    let view = placed.view;
    let at = |byte: usize| written.range(placed, Span::at(byte)).start;
    let cut = Budget::of(&view).and_then(|budget| {
        let lost = budget.lost(&view)?;
        let why = format!("{} tokens are read; what follows is lost.", budget.limit);
        Some(hint(at(lost.start), "\u{2702} cut off here", Some(why), false))
    });
    let count =
        tokens(view).map(|tokens| hint(at(view.text().trim_end().len()), &tokens, None, true));
    cut.into_iter().chain(count).collect()
}

fn hint(position: Position, label: &str, why: Option<String>, is_after: bool) -> InlayHint {
    InlayHint {
        position,
        label: InlayHintLabel::String(label.to_owned()),
        kind: None,
        text_edits: None,
        tooltip: why.map(Into::into),
        padding_left: Some(is_after),
        padding_right: Some(!is_after),
        data: None,
    }
}
