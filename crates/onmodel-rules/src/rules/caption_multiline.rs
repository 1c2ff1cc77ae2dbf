//! `caption-multiline`

use onmodel_caption::edit::TextEdit;
use onmodel_caption::{Span, Style};
use onmodel_dataset::trainer::{Event, Outcome};

use crate::{CaptionView, Draft, DraftFix, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// A caption has more than one line.
    ///
    /// ## What it checks
    /// Whether a caption has a second line with words on it.
    ///
    /// ## Why it matters
    /// Trainers disagree about lines: some read the first one only, some take each for another
    /// caption of the same picture, some train them all as one text.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, standing\nred coat, outdoors"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, standing, red coat, outdoors"
    /// ```
    ///
    /// ## How to fix
    /// Join the lines or keep the first; an editor offers both.
    ///
    /// ## Options
    /// - `alternatives`: the lines are meant as alternative captions; the rule is silent.
    pub struct CaptionMultiline = "caption-multiline" {
        scope: Caption,
        level: Some(Severity::Warning),
        fix: Assist,
        part: Captions,
    }
    options {
        /// The lines are meant as alternative captions.
        alternatives: bool = false,
    }
}

impl Rule for CaptionMultiline {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        if self.alternatives || !view.is_used() {
            return;
        }
        let lines: Vec<Span> = view.caption().lines().collect();
        let (Some(first), Some(second), Some(last)) = (lines.first(), lines.get(1), lines.last())
        else {
            return;
        };
        let effect = view.context.effect(&Event::Multiline);
        let severity = match effect.outcome {
            Outcome::Harmless => Severity::Hint,
            _ => Severity::Warning,
        };
        let rest = Span::new(first.end, last.end);
        out.push(
            Draft::span(view.index, *second, format!("{} lines in one caption", lines.len()))
                .says(effect)
                .severity(severity)
                .fix(DraftFix::choice("join the lines").edits(view.index, joined(view, &lines)))
                .fix(
                    DraftFix::choice("keep the first line only")
                        .edits(view.index, [TextEdit::remove(rest)]),
                ),
        );
    }
}

/// Replaces what stands between two lines by a space, in a tag list with a comma.
fn joined(view: &CaptionView<'_>, lines: &[Span]) -> Vec<TextEdit> {
    let in_tags = view.caption().style() == Style::Tags;
    let between = lines.windows(2).map(|pair| {
        let has_comma = pair[0].of(view.text()).ends_with(',');
        let glue = if in_tags && !has_comma { ", " } else { " " };
        TextEdit::replace(Span::new(pair[0].end, pair[1].start), glue)
    });
    between.collect()
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_caption, fix_caption};
    use expect_test::expect;

    #[test]
    fn a_second_line_is_a_choice() {
        expect![[r#"
            hint set/01.txt:17-25: 2 lines in one caption
              = Scenario is sent the whole text, line breaks included
              fix (Assist): join the lines
              fix (Assist): keep the first line only
        "#]]
        .assert_eq(&check_caption("caption-multiline", "krstl, standing\r\nred coat\r\n"));
        assert_eq!(
            fix_caption("caption-multiline", "krstl, standing,\r\n\r\nred coat\r\n").as_deref(),
            Some("krstl, standing, red coat\r\n")
        );
    }

    #[test]
    fn alternatives_may_be_meant() {
        expect![].assert_eq(&check(
            "caption-multiline",
            r#"
            [rules]
            caption-multiline = { alternatives = true }
            [[image]]
            file = "01.png"
            caption = "krstl, standing\nkrstl in a coat"
        "#,
        ));
    }

    #[test]
    fn blank_lines_count_for_nothing() {
        assert_eq!(check_caption("caption-multiline", "\n krstl, standing\n\n"), "");
    }
}
