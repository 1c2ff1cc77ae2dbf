//! Offering fixes that keep their promises: a fix is called safe only where the text it leaves is
//! as sound as before.

use onmodel_caption::edit::{TextEdit, apply};
use onmodel_caption::{Caption, Span};

use crate::{CaptionView, DraftFix, proof};

/// A safe fix, if every rule that looks at one caption says no more of the text it leaves than of the
/// one there is; a fix to review if not. `None` where the edits leave nothing to train on, or do not
/// fit together.
pub(crate) fn offer(
    view: &CaptionView<'_>,
    title: impl Into<String>,
    edits: Vec<TextEdit>,
) -> Option<DraftFix> {
    if !view.context.offers_fixes {
        return None;
    }
    let after = view.fact.with_text(apply(view.text(), &edits).ok()?, &view.context.vocabulary);
    after.caption.words().next()?;
    let is_sound = proof::is_sound(view, &after);
    let fix = if is_sound { DraftFix::safe(title) } else { DraftFix::review(title) };
    Some(fix.edits(view.index, edits))
}

/// Where the caption names the trigger, rightly or misspelt: bytes no fix but the trigger's own
/// may touch.
pub(crate) fn protected(view: &CaptionView<'_>) -> Vec<Span> {
    view.fact.trigger.iter().flat_map(|found| found.used.in_any_form()).collect()
}

/// Words in quotes, as a sentence lists them: `"a", "b" and "c"`; each once.
pub(crate) fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut quoted: Vec<String> = Vec::new();
    for word in words {
        let word = format!("\"{word}\"");
        if !quoted.contains(&word) {
            quoted.push(word);
        }
    }
    joined(&quoted)
}

/// `a, b and c`.
pub(crate) fn joined<S: AsRef<str>>(parts: &[S]) -> String {
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => (*last).to_owned(),
        None => String::new(),
    }
}

/// The index of the tag that `span` fills, if it fills one; a full stop after it may end the list.
pub(crate) fn whole_tag(caption: &Caption, span: Span) -> Option<usize> {
    let fills = |tag: Span| {
        tag == span || (tag.start == span.start && stopless(tag.of(caption.text())) == span.len())
    };
    caption.tags().iter().position(|tag| fills(tag.span))
}

/// The length of a tag without the full stop of its list.
fn stopless(tag: &str) -> usize {
    tag.strip_suffix('.').map_or(tag, str::trim_end).len()
}
