//! `caption-empty`

use onmodel_caption::Span;
use onmodel_dataset::trainer::{Event, Family, Outcome};

use crate::{CaptionView, Draft, DraftFix, Out, Rule, Severity, declare_rule, mend};

declare_rule! {
    /// A caption says nothing.
    ///
    /// ## What it checks
    /// Captions without a single character, with white space and commas alone, with nothing but the
    /// trigger or the trigger and the class word (on FLUX a warning: it was trained to go without
    /// captions now and then), and, for trainers that read the first line only, captions whose first
    /// line is blank.
    ///
    /// ## Why it matters
    /// An empty caption teaches the model that the character is what it draws when nobody asks for
    /// anything. Some trainers stop at an empty file, the others train it without a word.
    ///
    /// ## Example
    /// ```caption bad
    /// krstl
    /// ```
    /// ```caption good
    /// krstl, standing in the rain
    /// ```
    ///
    /// ## How to fix
    /// Describe what changes from picture to picture: pose, expression, view, framing, background.
    /// Blank lines before the text are removed by `onmodel fix`.
    ///
    /// ## Sources
    /// - kohya-ss/sd-scripts stops at a caption file of zero bytes.
    /// - BooruDatasetTagManager#104: captions wiped by a tool, noticed only during training.
    pub struct CaptionEmpty = "caption-empty" {
        scope: Caption,
        level: Some(Severity::Error),
        fix: Safe,
        part: Captions,
        supersedes: [
            "trigger-missing",
            "trigger-not-first",
            "caption-missing-trait",
            "caption-identity-inconsistent",
            "caption-duplicate",
            "caption-style-mixed",
            "caption-style-unnamed",
            "caption-multiline",
            "caption-punctuation",
            "caption-invisible-characters",
        ],
    }
}

/// More words than this are more than a trigger and a class.
const MOST_WORDS: usize = 12;

impl Rule for CaptionEmpty {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        let Ok(body) = &view.file.body else { return };
        if !view.is_used() {
            return;
        }
        let said = view.text().trim_matches(says_nothing);
        if said.is_empty() {
            let event = Event::CaptionEmpty { zero_bytes: body.bytes == 0 };
            let message =
                if body.bytes == 0 { "this caption is empty" } else { "this caption is blank" };
            out.push(Draft::caption(view.index, message).effect(view.context.effect(&event)));
        } else if is_trigger_alone(view) {
            out.push(trigger_alone(view, said));
        } else {
            out.extend_with(blank_first_line(view));
        }
    }
}

/// White space, separators, and characters nobody sees.
fn says_nothing(c: char) -> bool {
    let is_invisible = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    c.is_whitespace() || c.is_control() || is_invisible || matches!(c, ',' | '.' | ';')
}

/// Whether nothing is said but the trigger, rightly written or not, and perhaps the class word.
fn is_trigger_alone(view: &CaptionView<'_>) -> bool {
    let named = mend::protected(view);
    if named.is_empty() || view.caption().words().nth(MOST_WORDS).is_some() {
        return false;
    }
    let is_named = |at: &usize| named.iter().any(|span| (span.start..span.end).contains(at));
    let letters = view.text().char_indices().filter(|(at, _)| !is_named(at));
    let rest: String = letters.map(|(_, c)| c).collect();
    let rest = rest.replace("'s", "").replace("\u{2019}s", "");
    let rest = rest.trim_matches(says_nothing);
    let (class, subsets) = (&view.context.settings.class, &view.context.settings.subsets);
    let mut classes = class.iter().chain(subsets.iter().filter_map(|subset| subset.class.as_ref()));
    rest.is_empty() || classes.any(|class| rest == class)
}

fn trigger_alone(view: &CaptionView<'_>, said: &str) -> Draft {
    let what = match &view.fact.trigger {
        Some(own) if own.trigger.text() == said => "the trigger",
        _ => "the trigger and class",
    };
    // FLUX was trained to go without captions now and then, and is forgiven as in `caption-missing`.
    let is_flux = matches!(view.context.family(), Some(Family::Flux1 | Family::Flux2));
    let severity = if is_flux { Severity::Warning } else { Severity::Error };
    Draft::caption(view.index, format!("this caption is {what} \"{said}\" alone"))
        .severity(severity)
        .consequence("pose, expression and background of this picture all become the character")
}

/// Text after a blank first line, where the trainer reads no further than that line.
fn blank_first_line(view: &CaptionView<'_>) -> Option<Draft> {
    let text = view.text();
    let first = text.find(|c: char| !c.is_whitespace())?;
    let start = text[..first].rfind(['\n', '\r'])? + 1;
    let effect = view.context.effect(&Event::BlankFirstLine);
    let is_lost = effect.outcome > Outcome::Harmless;
    is_lost.then(|| {
        let blank = Span::new(0, start);
        Draft::span(view.index, blank, "the first line is blank, the caption begins below it")
            .effect(effect)
            .beside()
            .fix(
                DraftFix::safe("remove the blank lines before the text")
                    .edit(view.index, blank, ""),
            )
    })
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_caption};
    use expect_test::expect;

    #[test]
    fn nothing_is_told_from_blank_and_from_the_trigger_alone() {
        let all = ["", " \n", ", ,", "\u{200b}", "krstl,\n", "krstl armor", "\nkrstl, a"]
            .map(|caption| check_caption("caption-empty", caption));
        expect![[r#"
            error set/01.txt:0-0: this caption is empty
              = Scenario finds no caption here and falls back on an automatic one, which does not know your trigger
            --
            error set/01.txt:0-2: this caption is blank
              = Scenario finds no caption here and falls back on an automatic one, which does not know your trigger
            --
            error set/01.txt:0-3: this caption is blank
              = Scenario finds no caption here and falls back on an automatic one, which does not know your trigger
            --
            error set/01.txt:0-3: this caption is blank
              = Scenario finds no caption here and falls back on an automatic one, which does not know your trigger
            --
            error set/01.txt:0-7: this caption is the trigger "krstl" alone
              = pose, expression and background of this picture all become the character
            --
            --
        "#]].assert_eq(&all.join("--\n"));
    }

    #[test]
    fn a_blank_first_line_matters_where_only_it_is_read() {
        let set = |trainer: &str| {
            format!(
                "[dataset]\ntrigger = \"krstl\"\ntrainer = \"{trainer}\"\n\
                 [[image]]\nfile = \"1.png\"\ncaption = \"\\r\\n \\r\\nkrstl, standing\""
            )
        };
        expect![[r#"
            error set/1.txt:0-5: the first line is blank, the caption begins below it
              = kohya reads the first line only and trains this image on an empty caption
              fix (Safe): remove the blank lines before the text
        "#]]
        .assert_eq(&check("caption-empty", &set("kohya")));
        assert_eq!(check("caption-empty", &set("scenario")), "");
    }

    #[test]
    fn an_empty_caption_is_not_also_without_trigger() {
        assert_eq!(check_caption("trigger-missing", ""), "");
    }
}
