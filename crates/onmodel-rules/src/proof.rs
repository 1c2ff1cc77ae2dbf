//! The proof of a fix: the rules are asked again of the text it leaves.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::rule::Options;
use crate::rules::RULES;
use crate::{
    ActiveRule, CaptionFact, CaptionView, Context, Out, Scope, Severity, Source, Triggered,
};

/// Rules a fix need not answer to: a trigger put in its place is worth the words it pushes out.
const NOT_ASKED: [&str; 1] = ["caption-too-long"];

/// The rules that look at one caption, with their own options: what they say of a text does not
/// depend on what a project wants to hear.
static ASKED: LazyLock<Vec<ActiveRule>> = LazyLock::new(|| {
    let of_captions = RULES.iter().map(|rule| (rule, (rule.meta)()));
    let asked = of_captions.filter(|(_, meta)| {
        meta.scope == Scope::Caption && !NOT_ASKED.contains(&meta.name.as_ref())
    });
    let ready = asked.filter_map(|(rule, meta)| {
        Some(ActiveRule {
            meta: Cow::Borrowed(meta),
            rule: (rule.build)(Options::new()).ok()?,
            level: meta.level.unwrap_or(Severity::Hint),
            level_is_set: false,
            source: Source::Builtin,
        })
    });
    ready.collect()
});

/// Whether `after`, which a fix would leave of the caption, has no fault that the caption has not:
/// no rule says more of it, and it names the trigger as before.
pub(crate) fn is_sound(view: &CaptionView<'_>, after: &CaptionFact) -> bool {
    if !names_trigger_as_well(view.fact, after) {
        return false;
    }
    let context = Context { offers_fixes: false, ..view.context.clone() };
    let left = said(&CaptionView { context: &context, fact: after, ..*view });
    // Most fixes mend the last fault there is.
    left.iter().all(|count| *count == 0) || {
        let known = said(&CaptionView { context: &context, ..*view });
        left.iter().zip(known).all(|(left, known)| *left <= known)
    }
}

/// Whether the trigger is named if it was, and misspelt no more often.
fn names_trigger_as_well(before: &CaptionFact, after: &CaptionFact) -> bool {
    let (Some(before), Some(after)) = (&before.trigger, &after.trigger) else { return true };
    let is_named = |found: &Triggered| found.used.first_in_any_form().is_some();
    after.used.variants.len() <= before.used.variants.len()
        && (is_named(after) || !is_named(before))
}

/// How often each rule speaks of a caption.
fn said(view: &CaptionView<'_>) -> Vec<usize> {
    let count = |rule: &ActiveRule| {
        let mut drafts = Vec::new();
        rule.rule.caption(view, &mut Out::new(0, rule, &mut drafts));
        drafts.len()
    };
    ASKED.iter().map(count).collect()
}
