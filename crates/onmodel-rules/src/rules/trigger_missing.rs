//! `trigger-missing`

use onmodel_caption::{Span, edit};
use onmodel_dataset::trainer::Event;

use crate::guess::Openers;
use crate::{
    CaptionView, Context, Draft, Facts, Out, Rule, Severity, Triggered, declare_rule, mend,
};

declare_rule! {
    /// A caption does not name the trigger word.
    ///
    /// ## What it checks
    /// Every image's caption, once `trigger` is declared in `[dataset]`, for that word, byte for
    /// byte, as a word of its own. A misspelt trigger is `trigger-variant`'s business. Without a
    /// declared trigger nothing is enforced: one hint tells which word looks like it.
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
        let mut tags = view.caption().tags().iter();
        let first = tags.find(|tag| !tag.span.is_empty()).map_or(Span::at(0), |tag| tag.span);
        let message = format!("the trigger \"{word}\" is not in this caption");
        let title = format!("insert \"{word}, \" at the start");
        let fix = mend::offer(view, title, edit::tags::insert_first(view.caption(), word));
        let draft = Draft::span(view.index, first, message)
            .says(view.context.effect(&Event::TriggerMissing));
        out.push(fix.into_iter().fold(draft, Draft::fix));
    }

    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        if !declares_any(&facts.context) && facts.used_captions().next().is_some() {
            out.push(undeclared(facts));
        }
    }
}

fn declares_any(context: &Context) -> bool {
    context.trigger.is_some() || context.subset_triggers.iter().any(Option::is_some)
}

/// The one hint for a set that declares no trigger.
fn undeclared(facts: &Facts) -> Draft {
    let message = match facts.index::<Openers>().trigger(&facts.context.vocabulary) {
        Some(guess) if guess.opens == guess.of => {
            format!("no trigger is declared, but \"{}\" opens every caption", guess.word)
        }
        Some(guess) => format!(
            "no trigger is declared, but \"{}\" opens {} of {} captions",
            guess.word, guess.opens, guess.of
        ),
        None => "no trigger is declared, and no word opens most captions".to_owned(),
    };
    Draft::set(message)
        .severity(Severity::Hint)
        .consequence("run `onmodel init` to declare it; then every caption is checked for it")
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_caption, fix_caption};
    use expect_test::expect;

    #[test]
    fn without_a_declared_trigger_one_hint_tells_the_likely_one() {
        let image = |n: usize, caption: &str| {
            format!("[[image]]\nfile = \"{n}.png\"\ncaption = \"{caption}\"\n")
        };
        let set = |captions: [&str; 3]| -> String {
            captions.iter().enumerate().map(|(n, caption)| image(n, caption)).collect()
        };
        let all = [
            ["krstl, standing", "krstl, sitting", "a woman, lying"],
            ["krstl, standing", "krstl, sitting", "krstl, lying"],
            ["a woman", "a girl", "solo"],
        ]
        .map(|captions| check("trigger-missing", &set(captions)));
        expect![[r#"
            hint set: no trigger is declared, but "krstl" opens 2 of 3 captions
              = run `onmodel init` to declare it; then every caption is checked for it
            hint set: no trigger is declared, but "krstl" opens every caption
              = run `onmodel init` to declare it; then every caption is checked for it
            hint set: no trigger is declared, and no word opens most captions
              = run `onmodel init` to declare it; then every caption is checked for it
        "#]]
        .assert_eq(&all.concat());
    }

    #[test]
    fn the_trigger_comes_before_the_first_word() {
        for (caption, fixed) in
            [("\r\n a woman\r\n", "\r\n krstl, a woman\r\n"), (",a", ",krstl, a")]
        {
            assert_eq!(fix_caption("trigger-missing", caption).as_deref(), Some(fixed));
        }
    }

    #[test]
    fn a_misspelt_trigger_is_not_a_missing_one() {
        expect![].assert_eq(&check_caption("trigger-missing", "krstll, standing"));
    }
}
