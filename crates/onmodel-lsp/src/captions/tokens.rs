//! The words of a caption by what they are: for an editor to colour.

use onmodel_caption::Span;
use onmodel_engine::workspace::SetView;
use onmodel_rules::Budget;
use onmodel_rules::tags::TagKind;
use tower_lsp::ls_types::{Range, SemanticToken, SemanticTokenType};

use super::symbols;
use super::written::{Placed, Written};

/// The categories with a colour of their own, and the kind of token that gives it in every theme.
const CATEGORIES: [(&str, SemanticTokenType); 9] = [
    ("pose", SemanticTokenType::FUNCTION),
    ("expression", SemanticTokenType::VARIABLE),
    ("view", SemanticTokenType::PARAMETER),
    ("framing", SemanticTokenType::PROPERTY),
    ("outfit", SemanticTokenType::CLASS),
    ("background", SemanticTokenType::NAMESPACE),
    ("lighting", SemanticTokenType::TYPE),
    ("style", SemanticTokenType::STRUCT),
    ("count", SemanticTokenType::NUMBER),
];

const TRIGGER: SemanticTokenType = SemanticTokenType::KEYWORD;
const IDENTITY: SemanticTokenType = SemanticTokenType::STRING;
/// A studio's own categories.
const CUSTOM: SemanticTokenType = SemanticTokenType::MACRO;
/// What the text encoder does not read.
const LOST: SemanticTokenType = SemanticTokenType::COMMENT;

/// The kinds of tokens used, of those the client colours: the legend.
pub(crate) fn legend(offered: &[String]) -> Vec<SemanticTokenType> {
    let others = [TRIGGER, IDENTITY, CUSTOM, LOST];
    let all = others.into_iter().chain(CATEGORIES.map(|(_, kind)| kind));
    all.filter(|kind| offered.iter().any(|offered| offered == kind.as_str())).collect()
}

/// The tokens of a file within `asked`, each relative to the one before, as the protocol wants them.
pub(crate) fn of(
    written: &Written<'_>,
    legend: &[SemanticTokenType],
    asked: Option<Range>,
) -> Vec<SemanticToken> {
    let mut tokens = Vec::new();
    let mut last = (0, 0);
    for placed in written.captions() {
        for (span, kind) in spans(written.set, placed) {
            let Some(kind) = legend.iter().position(|known| *known == kind) else { continue };
            let Range { start, end } = written.range(placed, span);
            if asked.is_some_and(|asked| end <= asked.start || asked.end <= start) {
                continue;
            }
            let from = if start.line == last.0 { last.1 } else { 0 };
            tokens.push(SemanticToken {
                delta_line: start.line - last.0,
                delta_start: start.character - from,
                length: end.character - start.character,
                token_type: kind as u32,
                token_modifiers_bitset: 0,
            });
            last = (start.line, start.character);
        }
    }
    tokens
}

/// What of a caption is coloured and as what, in order, none overlapping and none over a line's end.
fn spans(set: &SetView, placed: Placed<'_>) -> Vec<(Span, SemanticTokenType)> {
    let view = placed.view;
    let lost = Budget::of(&view).and_then(|budget| budget.lost(&view));
    let read = lost.map_or(view.text().len(), |lost| lost.start);
    let tags = symbols::of(view).into_iter().filter(|tag| tag.span.end <= read);
    let known = tags.filter_map(|tag| Some((tag.span, kind(set, tag.kind)?)));
    let lost = lost.into_iter().flat_map(|lost| {
        let lines = view.caption().lines();
        lines.filter_map(move |line| {
            let part = Span::new(line.start.max(lost.start), line.end);
            (part.start < part.end).then_some((part, LOST))
        })
    });
    known.chain(lost).collect()
}

fn kind(set: &SetView, kind: TagKind) -> Option<SemanticTokenType> {
    match kind {
        TagKind::Trigger => Some(TRIGGER),
        TagKind::Identity => Some(IDENTITY),
        TagKind::Trait(index) => {
            let category = set.facts.context.vocabulary.categories().get(index)?;
            let known = CATEGORIES.into_iter().find(|(id, _)| *id == category.id);
            Some(known.map_or(CUSTOM, |(_, kind)| kind))
        }
        TagKind::Other => None,
    }
}
