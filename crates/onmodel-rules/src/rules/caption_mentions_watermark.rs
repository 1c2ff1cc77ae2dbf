//! `caption-mentions-watermark`

mod clause;

use onmodel_caption::edit::{prose, tags};
use onmodel_caption::{Lexicon, Span, Style};

use crate::{CaptionView, Draft, DraftFix, Out, Rule, Severity, declare_rule, mend};

declare_rule! {
    /// A caption says that there is writing on the picture.
    ///
    /// ## What it checks
    /// Watermarks, signatures, names of artists and web addresses; as a hint, other tags for writing
    /// and frames ("text", "speech bubble", "border"). "No watermark" and "her signature coat" are
    /// understood.
    ///
    /// ## Why it matters
    /// If it is there, the model learns to draw it. If it is not, the captioning program made it up
    /// and the caption lies.
    ///
    /// ## Example
    /// ```caption bad
    /// krstl, standing, watermark
    /// ```
    /// ```caption good
    /// krstl, standing
    /// ```
    ///
    /// ## How to fix
    /// Look at the picture: paint the mark out, crop it off, or take the word out of the caption; an
    /// editor offers the tag, the sentence or the "with a watermark" to take out.
    ///
    /// ## Sources
    /// - fpgaminer/joycaption#43: watermarks described that are not there.
    pub struct CaptionMentionsWatermark = "caption-mentions-watermark" {
        scope: Caption,
        level: Some(Severity::Warning),
        fix: Assist,
        part: Captions,
    }
}

impl Rule for CaptionMentionsWatermark {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        let found = view.context.vocabulary.find_lexicon(view.caption(), Lexicon::TextAndMarks);
        let mut said: Vec<(Span, Severity)> = Vec::new();
        for span in found {
            if let Some(severity) = severity(view, span).filter(|_| !is_denied(view, span)) {
                said.push((span, severity));
            }
        }
        let Some((first, _)) = said.first() else { return };
        let worst = said.iter().map(|one| one.1).max().unwrap_or(Severity::Hint);
        let words = mend::listed(said.iter().map(|(span, _)| span.of(view.text())));
        let draft = Draft::span(view.index, *first, format!("{words}: look at the picture"))
            .severity(worst)
            .consequence("what is written on a picture is learnt as part of the character");
        let fix = take_out(view, &said, &words);
        out.push(fix.into_iter().fold(draft, Draft::fix));
    }
}

/// A mark of ownership weighs more than writing that may belong to the scene, which counts only as a
/// tag of its own.
fn severity(view: &CaptionView<'_>, span: Span) -> Option<Severity> {
    const MARKS: [&str; 12] = [
        "watermark",
        "watermarked",
        "signature",
        "artist name",
        "artist logo",
        "username",
        "twitter username",
        "instagram username",
        "patreon username",
        "patreon logo",
        "web address",
        "website name",
    ];
    let word = onmodel_caption::text::normalise(span.of(view.text()));
    let is_tag =
        view.caption().style() == Style::Tags && mend::whole_tag(view.caption(), span).is_some();
    match MARKS.contains(&word.as_str()) {
        true if is_tag || stands_alone(view.text(), span) => Some(Severity::Warning),
        false if is_tag => Some(Severity::Hint),
        _ => None,
    }
}

/// Whether the word is a thing by itself: "a signature in the corner", not "her signature coat".
fn stands_alone(text: &str, span: Span) -> bool {
    const AFTER: [&str; 8] = ["in", "at", "on", "is", "are", "and", "can", "visible"];
    let rest = text[span.end..].trim_start_matches(' ');
    let next: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    next.is_empty() || AFTER.contains(&next.to_lowercase().as_str())
}

/// Whether a negation stands before it.
fn is_denied(view: &CaptionView<'_>, span: Span) -> bool {
    const NO: [&str; 4] = ["no", "not", "without", "any"];
    let words: Vec<Span> =
        view.caption().words().take_while(|word| word.end <= span.start).collect();
    words.iter().rev().take(3).any(|word| {
        let between = &view.text()[word.end..span.start];
        let word = word.of(view.text()).to_lowercase();
        !between.contains([',', '.', '\n']) && NO.contains(&word.as_str())
    })
}

/// Takes whole tags out with their commas, and of sentences what speaks of the mark and of nothing else.
fn take_out(view: &CaptionView<'_>, said: &[(Span, Severity)], words: &str) -> Option<DraftFix> {
    let caption = view.caption();
    let at: Option<Vec<usize>> =
        said.iter().map(|(span, _)| mend::whole_tag(caption, *span)).collect();
    if let Some(at) = at {
        let fix = DraftFix::choice(format!("take {words} out of the caption"));
        return Some(fix.edits(view.index, tags::remove(caption, &at)));
    }
    let mut gone: Vec<Span> =
        said.iter().map(|(span, _)| clause::about(view, *span)).collect::<Option<_>>()?;
    gone.dedup();
    let title = mend::listed(gone.iter().map(|span| span.of(view.text()).trim()));
    let edits = gone.iter().flat_map(|span| prose::remove_words(view.text(), *span));
    Some(DraftFix::choice(format!("take out {title}")).edits(view.index, edits))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_caption;
    use expect_test::expect;

    #[test]
    fn marks_warn_and_writing_hints() {
        expect![[r#"
            warning set/01.txt:7-11: "text" and "watermark": look at the picture
              = what is written on a picture is learnt as part of the character
              fix (Assist): take "text" and "watermark" out of the caption
        "#]]
        .assert_eq(&check_caption("caption-mentions-watermark", "krstl, text, watermark"));
        expect![[r#"
            hint set/01.txt:7-20: "speech bubble": look at the picture
              = what is written on a picture is learnt as part of the character
              fix (Assist): take "speech bubble" out of the caption
        "#]]
        .assert_eq(&check_caption("caption-mentions-watermark", "krstl, speech bubble"));
        expect![[r#"
            warning set/01.txt:26-35: "signature": look at the picture
              = what is written on a picture is learnt as part of the character
              fix (Assist): take out "A signature is visible below."
        "#]]
        .assert_eq(&check_caption(
            "caption-mentions-watermark",
            "krstl stands by a wall. A signature is visible below.",
        ));
    }

    #[test]
    fn what_belongs_to_the_scene_is_let_be() {
        for caption in [
            "krstl, no watermark",
            "krstl in her signature coat.",
            "krstl wears a shirt with a logo and reads a text.",
        ] {
            assert_eq!(check_caption("caption-mentions-watermark", caption), "", "{caption}");
        }
    }
}
