//! The fixes offered at a place.

use std::path::Path;
use std::sync::Arc;

use onmodel_engine::workspace::SetView;
use onmodel_rules::{Finding, Fix};
use tower_lsp::ls_types::{CodeActionContext, Diagnostic, Range};

use crate::diagnostics::{At, Item, Worded};

/// One fix that may be offered, with the diagnostic it mends.
pub(crate) struct Offer<'s> {
    pub(crate) set: &'s Arc<SetView>,
    pub(crate) finding: &'s Finding,
    pub(crate) fix: &'s Fix,
    pub(crate) diagnostic: Diagnostic,
}

/// Every fix of what is shown at `range` of a file, or named by the client's own diagnostics.
pub(crate) fn offers<'s>(
    worded: Worded<'s>,
    path: &Path,
    range: Range,
    context: &CodeActionContext,
) -> Vec<Offer<'s>> {
    let lines = worded.snapshot.lines(path, worded.abilities.unit());
    let mut offers = Vec::new();
    for (set, item) in worded.snapshot.files.items(path) {
        let (Some(set), Item::Finding(finding, at)) = (set, item) else { continue };
        if finding.fixes.is_empty() {
            continue;
        }
        let diagnostic = worded.item(path, lines.as_ref(), Some(set), item);
        if is_at(&diagnostic, *at, range) || is_named(finding, context) {
            let offer = |fix| Offer { set, finding, fix, diagnostic: diagnostic.clone() };
            offers.extend(finding.fixes.iter().map(offer));
        }
    }
    offers
}

/// Whether a diagnostic is shown at a range: what has no range of its own, anywhere on its line.
fn is_at(diagnostic: &Diagnostic, at: At, range: Range) -> bool {
    let own = diagnostic.range;
    if at == At::Own && own != Range::default() {
        return own.start <= range.end && range.start <= own.end;
    }
    own.start.line <= range.end.line && range.start.line <= own.end.line
}

fn is_named(finding: &Finding, context: &CodeActionContext) -> bool {
    context.diagnostics.iter().any(|diagnostic| {
        let data = diagnostic.data.as_ref().and_then(|data| data.get("fingerprint"));
        data.is_some_and(|fingerprint| *fingerprint == finding.fingerprint)
    })
}
