//! *conditional*: where this stands, that has to stand too.

use onmodel_caption::edit::tags;
use onmodel_dataset::config::{Located, TableReader};

use super::finder::Finder;
use super::pattern::Pattern;
use super::spec::Frame;
use crate::{CaptionView, Draft, DraftFix, FixKind, Out, Rule};

/// What makes `then` a pattern that cannot be written into a caption as it is.
const PATTERN_SIGNS: [char; 14] =
    ['.', '*', '+', '?', '|', '(', ')', '[', ']', '{', '}', '^', '$', '\\'];

/// Speaks of a caption that has the words of `if` but not those of `then`.
pub(super) struct Conditional {
    frame: Frame,
    asks: Finder,
    wanted: Finder,
    /// The tag put in by the fix.
    append: Option<String>,
}

impl Conditional {
    /// Reads `if`, `then`, `exceptions`, `fix` and `append`.
    pub(super) fn read(
        table: &mut TableReader<'_>,
        frame: Frame,
    ) -> Option<(Box<dyn Rule>, FixKind)> {
        let spelling = frame.spelling;
        let asks = Pattern::required(table, "if", spelling);
        let then = table.raw("then").and_then(|node| node.value.as_str());
        let wanted = Pattern::required(table, "then", spelling);
        let exceptions = Pattern::list(table, "exceptions", spelling);
        let append = read_append(table, then, wanted.as_ref());
        let fix = if append.is_some() { FixKind::Unsafe } else { FixKind::None };
        let asks = Finder::new(asks?, exceptions, spelling);
        let wanted = Finder::new(wanted?, None, spelling);
        Some((Box::new(Self { frame, asks, wanted, append }), fix))
    }
}

/// What the fix puts in: `append`, else `then` itself where that is plain words.
fn read_append(
    table: &mut TableReader<'_>,
    then: Option<&str>,
    wanted: Option<&Pattern>,
) -> Option<String> {
    let append = table.word("append");
    let node = table.raw("fix")?;
    let fix = table.choice("fix", &["append-tag"])?;
    let text = append.or(then.map(|value| Located { value, span: fix.span }))?;
    let tag = text.value.trim();
    let is_pattern = append.is_none() && tag.contains(PATTERN_SIGNS);
    let is_tag = !tag.contains([',', '\n', '\r']) && !is_pattern;
    if is_tag && wanted.is_none_or(|wanted| wanted.is_match(tag)) {
        return Some(tag.to_owned());
    }
    let (span, message) = if append.is_some() {
        (text.span, format!("`{tag}` is not what `then` asks for, so adding it would mend nothing"))
    } else {
        (node.span, "`then` is a pattern, not a tag to add".to_owned())
    };
    let help =
        Some("append = \"weapon\": the one tag to add, which `then` has to match".to_owned());
    table.sink().report(span, message, help);
    None
}

impl Rule for Conditional {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        let caption = view.caption();
        if !self.frame.takes(view) {
            return;
        }
        let Some(hit) = self.asks.find(caption).first().copied() else { return };
        if !self.wanted.find(caption).is_empty() {
            return;
        }
        let word = hit.span.of(caption.text());
        let message = self.frame.message.fill(&[("match", word)]);
        let draft = Draft::span(view.index, hit.span, message);
        out.push(match &self.append {
            Some(tag) => draft.fix(
                DraftFix::review(format!("add \"{tag}\" at the end"))
                    .edits(view.index, tags::append(caption, tag)),
            ),
            None => draft,
        });
    }
}
