//! Offering fixes that keep their promises: a fix is called safe only where the text it leaves is
//! as sound as before.

use onmodel_caption::edit::{TextEdit, apply};
use onmodel_caption::{Caption, Lexicon, Span};

use crate::rules::{caption_duplicate_tag, caption_punctuation, trigger_not_first};
use crate::{CaptionView, DraftFix};

/// A safe fix, if what it leaves names the trigger as before and as early, still says something, and
/// has no repeated tag or stray comma that was not there; a fix to review if not. `None` where the edits
/// leave nothing to train on, or do not fit together.
pub(crate) fn offer(
    view: &CaptionView<'_>,
    title: impl Into<String>,
    edits: Vec<TextEdit>,
) -> Option<DraftFix> {
    let after = Caption::parse(apply(view.text(), &edits).ok()?);
    let left = protected_in(view, &after);
    let says = |caption: &Caption, trigger: &[Span]| {
        caption.words().any(|word| !trigger.iter().any(|span| span.overlaps(word)))
    };
    after.words().next()?;
    let trigger = protected(view);
    let is_sound = says(&after, &left) == says(view.caption(), &trigger)
        && left.len() >= trigger.len().min(1)
        && faults(view, &after, &left).no_worse_than(&faults(view, view.caption(), &trigger));
    let fix = if is_sound { DraftFix::safe(title) } else { DraftFix::review(title) };
    Some(fix.edits(view.index, edits))
}

/// Faults that a change may bring to light in the words it leaves.
struct Faults {
    repeated: usize,
    openings: usize,
    placeholders: usize,
    is_untidy: bool,
    /// Whether the trigger stands too far back.
    is_late: bool,
}

impl Faults {
    fn no_worse_than(&self, before: &Self) -> bool {
        self.repeated <= before.repeated
            && self.openings <= before.openings
            && self.placeholders <= before.placeholders
            && self.is_untidy <= before.is_untidy
            && self.is_late <= before.is_late
    }
}

fn faults(view: &CaptionView<'_>, caption: &Caption, trigger: &[Span]) -> Faults {
    let openings = view.context.vocabulary.find_lexicon(caption, Lexicon::BoilerplateStart);
    let opens =
        |span: &&Span| caption.sentences().iter().any(|sentence| sentence.span.start == span.start);
    let placeholders = view.context.vocabulary.find_lexicon(caption, Lexicon::Placeholders);
    let own = view.fact.trigger.as_ref().map(|found| &found.trigger);
    let place = own.and_then(|trigger| trigger.find(caption).place(caption));
    Faults {
        is_late: place.is_some_and(|place| !trigger_not_first::is_early(caption.style(), place)),
        placeholders: placeholders
            .iter()
            .filter(|span| whole_tag(caption, **span).is_some())
            .count(),
        repeated: caption_duplicate_tag::repeats(caption, trigger).len(),
        openings: openings.iter().filter(opens).count(),
        is_untidy: !caption_punctuation::tidied(caption, trigger).is_empty(),
    }
}

/// Where the caption names the trigger, rightly or misspelt: bytes no fix but the trigger's own
/// may touch.
pub(crate) fn protected(view: &CaptionView<'_>) -> Vec<Span> {
    let used = view.fact.trigger.iter().map(|found| &found.used);
    used.flat_map(|used| used.exact.iter().copied().chain(used.variants.iter().map(|one| one.0)))
        .collect()
}

fn protected_in(view: &CaptionView<'_>, caption: &Caption) -> Vec<Span> {
    let Some(found) = &view.fact.trigger else { return Vec::new() };
    let used = found.trigger.find(caption);
    used.exact.into_iter().chain(used.variants.into_iter().map(|one| one.0)).collect()
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
