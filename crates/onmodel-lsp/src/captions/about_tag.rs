//! What there is to know of one tag.

use onmodel_caption::Span;
use onmodel_caption::text::normalise;
use onmodel_engine::workspace::SetView;
use onmodel_rules::tags::TagKind;
use onmodel_rules::{CaptionView, Facts};

use crate::page::Page;

/// What a tag tells of, as a title: `Pose`.
pub(crate) fn category(facts: &Facts, kind: TagKind) -> &str {
    match kind {
        TagKind::Trigger => "Trigger",
        TagKind::Identity => "Identity",
        TagKind::Trait(index) => {
            let categories = facts.context.vocabulary.categories();
            categories.get(index).map_or("Trait", |category| &category.title)
        }
        TagKind::Other => "Tag",
    }
}

/// How many of a set's captions have a tag, in the spelling tags compare in.
pub(crate) fn count(facts: &Facts, key: &str) -> usize {
    facts.all_captions().filter(|view| view.tags().iter().any(|tag| &*tag.key == key)).count()
}

/// "used in 3 of 12 captions"
pub(crate) fn used_in(some: usize, facts: &Facts) -> String {
    let all = facts.captions.len();
    let captions = if all == 1 { "caption" } else { "captions" };
    format!("used in {some} of {all} {captions}")
}

/// Says everything about the tag at byte `at` of a caption; where it stands.
pub(crate) fn say(
    page: &mut Page,
    set: &SetView,
    view: CaptionView<'_>,
    at: usize,
) -> Option<Span> {
    let facts = &set.facts;
    let mut tags = view.tags().iter().filter(|tag| tag.span.start <= at && at < tag.span.end);
    let tag = tags.next()?;
    let words = tag.span.of(view.text());
    let title = format!("{} `{words}`", category(facts, tag.kind));
    page.entitled(&title, &used_in(count(facts, &tag.key), facts));
    let values = values(view, tag.span);
    if !values.is_empty() {
        page.say(values.join("; "));
    }
    for conflict in conflicts(view, tag.span) {
        page.say(conflict);
    }
    Some(tag.span)
}

/// What a tag counts as, where it is not the usual word for it: "counts as `from below`".
fn values(view: CaptionView<'_>, span: Span) -> Vec<String> {
    let vocabulary = &view.context.vocabulary;
    let named = view.fact.traits.iter().filter(|named| span.contains(named.span));
    named
        .filter_map(|named| {
            let usual = vocabulary.group(named.group).phrases.first()?;
            let is_said = !named.negated && normalise(span.of(view.text())) == *usual;
            let words = if named.negated { "says that it is not" } else { "counts as" };
            (!is_said).then(|| format!("{words} `{usual}`"))
        })
        .collect()
}

/// What else the caption says that cannot be true together with a tag.
fn conflicts(view: CaptionView<'_>, span: Span) -> Vec<String> {
    let found = view.context.vocabulary.contradictions(view.caption(), &view.fact.traits);
    found
        .iter()
        .filter_map(|conflict| {
            let other = match (span.overlaps(conflict.a), span.overlaps(conflict.b)) {
                (true, false) => conflict.b,
                (false, true) => conflict.a,
                _ => return None,
            };
            Some(format!("contradicts `{}`: {}", other.of(view.text()), conflict.why))
        })
        .collect()
}
