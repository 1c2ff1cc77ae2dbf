//! What there is to know of one tag.

use onmodel_caption::text::normalise;
use onmodel_caption::{GroupId, Span, Vocabulary};
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

/// Words of one value named at most.
const OTHERS: usize = 3;

/// The other words for the value a tag names: "the same to onmodel as `grin`, `smile`".
pub(crate) fn other_words(vocabulary: &Vocabulary, group: GroupId, own: &str) -> Option<String> {
    let own = normalise(own);
    let phrases = vocabulary.group(group).phrases.iter();
    let others = phrases.filter(|phrase| **phrase != own).take(OTHERS);
    let others: Vec<String> = others.map(|phrase| format!("`{phrase}`")).collect();
    (!others.is_empty()).then(|| format!("the same to onmodel as {}", others.join(", ")))
}

/// The values a tag names, by the other words for each; what it says is not so, by the usual word.
fn values(view: CaptionView<'_>, span: Span) -> Vec<String> {
    let vocabulary = &view.context.vocabulary;
    let named = view.fact.traits.iter().filter(|named| span.contains(named.span));
    named
        .filter_map(|named| {
            if named.negated {
                let usual = vocabulary.group(named.group).phrases.first()?;
                return Some(format!("says that it is not `{usual}`"));
            }
            other_words(vocabulary, named.group, span.of(view.text()))
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
