//! `caption-contradiction`

use onmodel_caption::edit::{TextEdit, prose, tags};
use onmodel_caption::text::normalise;
use onmodel_caption::{Contradiction, Span, Style};

use crate::{CaptionView, Draft, DraftFix, Out, Place, Rule, Severity, declare_rule, mend};

declare_rule! {
    /// A caption says two things that cannot both be true.
    ///
    /// ## What it checks
    /// Words of one caption against each other: two poses, two expressions, indoors and outdoors,
    /// "full body" and "close-up", "long hair" and "short hair". Negations ("not smiling") and captions
    /// with several figures are understood, and each line stands for itself. What is only unusual is a
    /// hint.
    ///
    /// ## Why it matters
    /// One of the two is wrong, and the model learns it. Later a prompt for "sitting" brings back a
    /// figure that stands.
    ///
    /// ## Example
    /// ```caption bad
    /// krstl, standing, sitting on a bench, outdoors
    /// ```
    /// ```caption good
    /// krstl, sitting on a bench, outdoors
    /// ```
    ///
    /// ## How to fix
    /// Look at the picture and keep what is true. An editor offers both.
    pub struct CaptionContradiction = "caption-contradiction" {
        scope: Caption,
        level: Some(Severity::Warning),
        fix: Assist,
        part: Captions,
    }
}

impl Rule for CaptionContradiction {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        if !view.is_used() {
            return;
        }
        out.extend_with(hair(view));
        if view.fact.traits.len() < 2 {
            return;
        }
        let found = view.context.vocabulary.contradictions(view.caption(), &view.fact.traits);
        let lines: Vec<Span> = view.caption().lines().collect();
        let on_one_line = |one: &Contradiction| {
            lines.iter().any(|line| line.contains(one.a) && line.contains(one.b))
        };
        for contradiction in found.iter().filter(|one| on_one_line(one)) {
            out.push(draft(view, contradiction));
        }
    }
}

/// Tags for hair that is short, and for hair that is long.
const HAIR: [&[&str]; 2] =
    [&["short hair", "very short hair"], &["long hair", "very long hair", "absurdly long hair"]];

/// Hair that is short and long, in the tags of a lone figure; sentences may speak of another's.
fn hair(view: &CaptionView<'_>) -> Option<Draft> {
    let caption = view.caption();
    if caption.style() != Style::Tags || !view.text().contains("air") {
        return None;
    }
    let first = |lengths: &[&str]| {
        let mut tags = caption.tags().iter().map(|tag| tag.span);
        tags.find(|span| lengths.contains(&normalise(span.of(view.text())).as_str()))
    };
    let (short, long) = (first(HAIR[0])?, first(HAIR[1])?);
    let is_lone = view.context.vocabulary.multi_subject(caption).is_none();
    let why = "One figure has one length of hair.".to_owned();
    let (a, b) = (short.min(long), short.max(long));
    Some(draft(view, &Contradiction { a, b, hard: is_lone, why }))
}

fn draft(view: &CaptionView<'_>, found: &Contradiction) -> Draft {
    let (a, b) = (found.a.of(view.text()), found.b.of(view.text()));
    let message = format!("\"{a}\" and \"{b}\" contradict each other");
    let severity = if found.hard { Severity::Warning } else { Severity::Hint };
    Draft::span(view.index, found.b, message)
        .severity(severity)
        .consequence(mid_sentence(&found.why))
        .related(Place::Caption(view.index, Some(found.a)), format!("\"{a}\" stands here"))
        .fix(keep(view, a, found.b))
        .fix(keep(view, b, found.a))
}

/// A sentence without its capital and its full stop, as consequences are told.
fn mid_sentence(sentence: &str) -> String {
    let mut letters = sentence.trim_end_matches('.').chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// The choice to keep one by taking the other out.
fn keep(view: &CaptionView<'_>, kept: &str, gone: Span) -> DraftFix {
    let title = format!("keep \"{kept}\", take out \"{}\"", gone.of(view.text()));
    DraftFix::choice(title).edits(view.index, without(view, gone))
}

/// Takes the words out: their whole tag, if they are one.
fn without(view: &CaptionView<'_>, gone: Span) -> Vec<TextEdit> {
    match mend::whole_tag(view.caption(), gone) {
        Some(index) => tags::remove(view.caption(), &[index]),
        None => prose::remove_words(view.text(), gone),
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_caption;
    use expect_test::expect;

    #[test]
    fn both_places_and_both_ways_out_are_shown() {
        expect![[r#"
            warning set/01.txt:17-24: "standing" and "sitting" contradict each other
              = one picture of one figure has one pose
              + set/01.txt: "standing" stands here
              fix (Assist): keep "standing", take out "sitting"
              fix (Assist): keep "sitting", take out "standing"
        "#]]
        .assert_eq(&check_caption("caption-contradiction", "krstl, standing, sitting, outdoors"));
    }

    #[test]
    fn what_may_be_true_of_somebody_else_is_a_hint() {
        expect![[r#"
            hint set/01.txt:43-50: "stands" and "sitting" contradict each other
              = one picture of one figure has one pose
              + set/01.txt: "stands" stands here
              fix (Assist): keep "stands", take out "sitting"
              fix (Assist): keep "sitting", take out "stands"
        "#]]
        .assert_eq(&check_caption(
            "caption-contradiction",
            "krstl stands beside her grandmother who is sitting in a chair.",
        ));
    }

    #[test]
    fn what_can_be_true_is_let_be() {
        for caption in [
            "krstl, not smiling, frowning",
            "krstl, running shoes, standing",
            "krstl, standing\nkrstl, sitting",
            "krstl, closed eyes, smiling",
        ] {
            assert_eq!(check_caption("caption-contradiction", caption), "", "{caption}");
        }
    }
}
