//! `trigger-missing`

use onmodel_caption::Span;
use onmodel_dataset::trainer::Event;

use crate::{CaptionView, Draft, DraftFix, Out, Rule, Severity, Triggered, declare_rule};

declare_rule! {
    /// A caption does not name the trigger word.
    ///
    /// ## What it checks
    /// Every image's caption, once `trigger` is declared in `[dataset]`, for that word, byte for
    /// byte, as a word of its own. A misspelt trigger is `trigger-variant`'s business.
    ///
    /// ## Why it matters
    /// The trigger ties what is learnt to the character. What an image shows without it is learnt as
    /// the look of *every* woman, robot or dragon, and the trigger grows weaker.
    ///
    /// ## Example
    /// ```caption bad
    /// a woman standing in the rain
    /// ```
    /// ```caption fixed
    /// krstl, a woman standing in the rain
    /// ```
    /// ```caption good
    /// krstl, a woman standing in the rain
    /// ```
    ///
    /// ## How to fix
    /// `onmodel fix` puts the trigger first.
    ///
    /// ## Sources
    /// - Scenario's audit list: the trigger in all captions or in none, byte-identical.
    pub struct TriggerMissing = "trigger-missing" {
        scope: Caption,
        level: Some(Severity::Error),
        fix: Safe,
        part: Captions,
    }
}

impl Rule for TriggerMissing {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        let Some(Triggered { trigger, used }) = &view.fact.trigger else { return };
        if !view.is_used() || !used.exact.is_empty() || !used.variants.is_empty() {
            return;
        }
        let word = trigger.text();
        let first = view.caption().tags().first().map_or(Span::at(0), |tag| tag.span);
        let message = format!("the trigger \"{word}\" is not in this caption");
        let insert = format!("{word}, ");
        let fix = DraftFix::safe(format!("insert \"{insert}\" at the start"));
        out.push(
            Draft::span(view.index, first, message)
                .says(view.context.effect(&Event::TriggerMissing))
                .fix(fix.edit(view.index, Span::at(first.start), insert)),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_caption;
    use expect_test::expect;

    #[test]
    fn a_misspelt_trigger_is_not_a_missing_one() {
        expect![].assert_eq(&check_caption("trigger-missing", "krstll, standing"));
    }
}
