//! The tags of a caption as symbols.

use onmodel_rules::CaptionView;
use onmodel_rules::tags::{NamedTag, TagKind};
use tower_lsp::ls_types::SymbolKind;

/// The tags of a caption as they stand; of two things one phrase names, the more telling.
pub(crate) fn of(view: CaptionView<'_>) -> Vec<&NamedTag> {
    let mut tags: Vec<&NamedTag> = view.tags().iter().collect();
    // What is shown is shown once: the longest of those that begin together comes first.
    tags.sort_by_key(|tag| (tag.span.start, std::cmp::Reverse(tag.span.end), tag.kind));
    let mut free = 0;
    tags.retain(|tag| {
        let fits = tag.span.start >= free;
        if fits {
            free = tag.span.end;
        }
        fits
    });
    tags
}

/// The kind of symbol a tag is shown as: what editors have an icon for.
pub(crate) fn kind(tag: TagKind) -> SymbolKind {
    match tag {
        TagKind::Trigger => SymbolKind::KEY,
        TagKind::Identity => SymbolKind::CONSTANT,
        TagKind::Trait(_) | TagKind::Other => SymbolKind::STRING,
    }
}
