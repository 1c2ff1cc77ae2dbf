//! `caption-placeholder`

use onmodel_caption::edit::{TextEdit, tags};
use onmodel_caption::{Lexicon, Span};
use onmodel_dataset::trainer::{Event, Outcome};

use crate::{CaptionView, Draft, DraftFix, Out, Rule, Severity, declare_rule, mend};

declare_rule! {
    /// A caption still holds a placeholder.
    ///
    /// ## What it checks
    /// `[trigger]`, `{name}`, `{tags}` and their like anywhere; "todo", "null" or "untitled" where a
    /// tag or the whole caption is nothing else.
    ///
    /// ## Why it matters
    /// The placeholder is trained as if it were a word, and the trigger it stands for is missing.
    ///
    /// ## Example
    /// ```caption bad
    /// [trigger] woman, standing
    /// ```
    /// ```caption fixed
    /// krstl woman, standing
    /// ```
    /// ```caption good
    /// krstl woman, standing
    /// ```
    ///
    /// ## How to fix
    /// With `trigger` declared in `[dataset]`, `onmodel fix` puts it where its placeholder stands.
    /// Other placeholders want a caption written.
    pub struct CaptionPlaceholder = "caption-placeholder" {
        scope: Caption,
        level: Some(Severity::Error),
        fix: Safe,
        part: Captions,
        supersedes: ["trigger-missing"],
    }
}

/// Placeholders for the trigger.
const FOR_TRIGGER: [&str; 5] = ["[trigger]", "[name]", "{trigger}", "{name}", "<trigger>"];

impl Rule for CaptionPlaceholder {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        let mut is_named = view.fact.trigger.as_ref().is_some_and(|one| !one.used.exact.is_empty());
        for span in view.context.vocabulary.find_lexicon(view.caption(), Lexicon::Placeholders) {
            let word = span.of(view.text());
            let is_trigger = FOR_TRIGGER.iter().any(|known| known.eq_ignore_ascii_case(word));
            let effect = view.context.effect(&Event::Placeholder);
            let is_fine = is_trigger && effect.outcome == Outcome::Harmless;
            if !view.is_used() || is_fine || !is_placeholder(view, span) {
                continue;
            }
            let draft = Draft::span(view.index, span, format!("\"{word}\" is a placeholder"));
            let fix = if is_trigger { substitute(view, span, is_named) } else { take_out(view, span) };
            is_named |= is_trigger;
            out.push(fix.into_iter().fold(draft.effect(effect), Draft::fix));
        }
    }
}

/// Whether it stands for something left out: what is spelt with letters must be a tag of its own,
/// since "none" and "null" are also words.
fn is_placeholder(view: &CaptionView<'_>, span: Span) -> bool {
    let words = span.of(view.text());
    let is_word = words.chars().all(|c| c.is_alphabetic() || c == '/');
    !is_word || mend::whole_tag(view.caption(), span).is_some()
}

/// Puts the trigger in its place, or first where it would be a tag further back. Where the trigger
/// is named already, a placeholder that is a tag of its own goes.
fn substitute(view: &CaptionView<'_>, span: Span, is_named: bool) -> Option<DraftFix> {
    let trigger = view.fact.trigger.as_ref()?.trigger.text();
    let (caption, word) = (view.caption(), span.of(view.text()));
    let tag = mend::whole_tag(caption, span);
    let (title, edits) = match tag {
        Some(index) if is_named => {
            (format!("take out \"{word}\""), tags::remove(caption, &[index]))
        }
        Some(index) if !opens(view, span) => {
            let mut edits = tags::insert_first(caption, trigger);
            edits.extend(tags::remove(caption, &[index]));
            (format!("put \"{trigger}\" first in place of \"{word}\""), edits)
        }
        _ => {
            let title = format!("replace \"{word}\" by \"{trigger}\"");
            (title, vec![TextEdit::replace(span, trigger)])
        }
    };
    mend::offer(view, title, edits)
}

/// Whether nothing stands before `span`.
fn opens(view: &CaptionView<'_>, span: Span) -> bool {
    !view.text()[..span.start].contains(|c: char| !c.is_whitespace() && c != ',')
}

/// The choice to take out a tag that says nothing.
fn take_out(view: &CaptionView<'_>, span: Span) -> Option<DraftFix> {
    let index = mend::whole_tag(view.caption(), span)?;
    let title = format!("take out \"{}\"", span.of(view.text()));
    Some(DraftFix::choice(title).edits(view.index, tags::remove(view.caption(), &[index])))
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_caption, fix_caption, judgement};
    use crate::Selection;
    use expect_test::expect;

    #[test]
    fn a_placeholder_for_the_trigger_is_one_finding_with_one_fix() {
        expect![].assert_eq(&check_caption("caption-placeholder", "[trigger] woman, standing"));
        assert_eq!(check_caption("trigger-missing", "[trigger] woman, standing"), "");
        let set = "[dataset]\ntrigger = \"krstl\"\n[[image]]\nfile = \"01.png\"\ncaption = \"[trigger] woman, standing\"\n";
        let said = judgement(set, &Selection::default()).findings;
        let fixes = said.iter().filter(|one| one.path.ends_with("01.txt")).map(|one| one.fixes.len());
        assert_eq!(fixes.sum::<usize>(), 1);
    }

    #[test]
    fn the_trigger_goes_where_it_belongs() {
        for (before, after) in [
            ("A photo of {name} in rain.", "A photo of krstl in rain."),
            ("standing, [Trigger], hat", "krstl, standing, hat"),
            ("krstl, [trigger], hat", "krstl, hat"),
        ] {
            assert_eq!(fix_caption("caption-placeholder", before).as_deref(), Some(after));
        }
    }

    #[test]
    fn without_a_declared_trigger_there_is_nothing_to_put_in() {
        expect![].assert_eq(&check(
            "caption-placeholder",
            "[[image]]\nfile = \"01.png\"\ncaption = \"[trigger], TODO\"\n",
        ));
    }

    #[test]
    fn words_that_only_look_like_one_are_let_be() {
        for caption in ["krstl wearing none of her armour", "krstl, null pointer joke on shirt"] {
            assert_eq!(check_caption("caption-placeholder", caption), "", "{caption}");
        }
    }
}
