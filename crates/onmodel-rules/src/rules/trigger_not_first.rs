//! `trigger-not-first`

use onmodel_caption::{Style, TriggerPlace, edit::tags};

use crate::{CaptionView, Draft, DraftFix, Out, Rule, Severity, Triggered, declare_rule, mend};

declare_rule! {
    /// The trigger word does not open the caption.
    ///
    /// ## What it checks
    /// That the declared trigger stands in the first tag, or among the first words of a sentence:
    /// "a close-up of krstl" is fine.
    ///
    /// ## Why it matters
    /// The first words weigh most, and a trainer that shuffles tags keeps only the first in place.
    ///
    /// ## Example
    /// ```caption bad
    /// standing, krstl, in the rain
    /// ```
    /// ```caption fixed
    /// krstl, standing, in the rain
    /// ```
    /// ```caption good
    /// a close-up of krstl, standing in the rain
    /// ```
    ///
    /// ## How to fix
    /// `onmodel fix` moves the tag to the front; sentences it leaves to you.
    ///
    /// ## Options
    /// - `shuffle`: the trainer is told to shuffle tags (kohya's `shuffle_caption`, ai-toolkit's
    ///   `shuffle_tokens`); the rule warns then. The trainer's own file is not read for it.
    ///
    /// ## Sources
    /// - Scenario's guide: open every caption with the trigger.
    /// - kohya's `keep_tokens` keeps the first tags where they are.
    pub struct TriggerNotFirst = "trigger-not-first" {
        scope: Caption,
        level: Some(Severity::Hint),
        fix: Safe,
        part: Captions,
    }
    options {
        /// The trainer is told to shuffle tags.
        shuffle: bool = false,
    }
}

/// Words that may stand before the trigger in its first sentence: "a full body shot of krstl".
const FEW: usize = 8;

impl Rule for TriggerNotFirst {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        let Some(Triggered { trigger, used }) = &view.fact.trigger else { return };
        let place = used.place(view.caption());
        let (Some(span), Some(place)) = (used.first_in_any_form(), place) else { return };
        if !view.is_used() || is_early(view.caption().style(), place) {
            return;
        }
        let message = format!("the trigger \"{}\" does not open this caption", trigger.text());
        let (severity, consequence) = if self.shuffle && view.caption().style() == Style::Tags {
            (Severity::Warning, "the tags are shuffled, and only the first can be kept in place")
        } else {
            let weigh = "the first words weigh most, and a trainer that shuffles tags keeps only the first in place";
            (Severity::Hint, weigh)
        };
        let draft =
            Draft::span(view.index, span, message).severity(severity).consequence(consequence);
        out.push(fix(view, trigger.text(), place).into_iter().fold(draft, Draft::fix));
    }
}

/// Whether the trigger stands far enough in front.
fn is_early(style: Style, place: TriggerPlace) -> bool {
    place.words_before <= FEW && (style != Style::Tags || place.tags_before == 0)
}

/// Moves the tag that begins with the trigger; in prose it is put in front, to be read over.
fn fix(view: &CaptionView<'_>, word: &str, place: TriggerPlace) -> Option<DraftFix> {
    let caption = view.caption();
    let own = caption.tags().iter().position(|tag| tag.span.start == place.start);
    let Some(index) = own.filter(|_| caption.style() == Style::Tags) else {
        let fix = DraftFix::review(format!("put \"{word}, \" at the start"));
        return Some(fix.edits(view.index, tags::insert_first(caption, word)));
    };
    let title = format!("move \"{word}\" to the front");
    let edits = tags::move_first(caption, index);
    // Lines may be alternatives: taking the trigger out of one is not for us to decide.
    if caption.lines().filter(|line| !line.is_empty()).count() > 1 {
        return Some(DraftFix::review(title).edits(view.index, edits));
    }
    mend::offer(view, title, edits)
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_caption};
    use expect_test::expect;

    #[test]
    fn where_tags_are_shuffled_it_is_a_warning() {
        let set = "[rules]\ntrigger-not-first = { shuffle = true }\n[dataset]\ntrigger = \"krstl\"\n\
                   [[image]]\nfile = \"01.png\"\ncaption = \"1girl, hat, krstl\"\n";
        expect![[r#"
            warning set/01.txt:12-17: the trigger "krstl" does not open this caption
              = the tags are shuffled, and only the first can be kept in place
              fix (Safe): move "krstl" to the front
        "#]]
        .assert_eq(&check("trigger-not-first", set));
    }

    #[test]
    fn tags_are_moved_and_sentences_read_over() {
        expect![[r#"
            hint set/01.txt:12-17: the trigger "krstl" does not open this caption
              = the first words weigh most, and a trainer that shuffles tags keeps only the first in place
              fix (Safe): move "krstl" to the front
        "#]].assert_eq(&check_caption("trigger-not-first", "1girl, hat, krstl woman"));
        expect![[r#"
            hint set/01.txt:58-63: the trigger "krstl" does not open this caption
              = the first words weigh most, and a trainer that shuffles tags keeps only the first in place
              fix (Unsafe): put "krstl, " at the start
        "#]].assert_eq(&check_caption(
            "trigger-not-first",
            "She stands on the roof of a house in the rain, looking at krstl.",
        ));
    }

    #[test]
    fn among_the_first_words_is_first_enough() {
        for (caption, is_found) in [
            ("krstl, standing", false),
            ("a full body shot of krstl. She is smiling.", false),
            ("1girl, krstl", true),
            ("1girl, krstl woman", true),
            ("She stands on the roof of a house in the rain, looking at krstl.", true),
            ("Krstl, red hair, krstl", false),
        ] {
            let said = check_caption("trigger-not-first", caption);
            assert_eq!(!said.is_empty(), is_found, "{caption}: {said}");
        }
    }
}
