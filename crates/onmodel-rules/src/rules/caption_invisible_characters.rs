//! `caption-invisible-characters`

use onmodel_caption::Span;
use onmodel_caption::edit::TextEdit;
use onmodel_caption::text::{Invisible, invisible};

use crate::{CaptionView, Draft, Out, Rule, Severity, declare_rule, mend};

declare_rule! {
    /// A caption holds characters nobody sees.
    ///
    /// ## What it checks
    /// Zero-width characters, text-direction marks, spaces that do not break, tabs, soft hyphens,
    /// control characters and carriage returns on their own. The joiners inside an emoji, and those
    /// that scripts such as Persian or Hindi are spelt with, are letters and stay.
    ///
    /// ## Why it matters
    /// Trainers do not strip them, and the text encoder reads each as a token or more. Inside the
    /// trigger they make it another word.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl\u200b, red\u00a0hair"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, red hair"
    /// ```
    ///
    /// ## How to fix
    /// `onmodel fix` takes them out, and puts a plain space where one stood for a space.
    pub struct CaptionInvisibleCharacters = "caption-invisible-characters" {
        scope: Caption,
        level: Some(Severity::Warning),
        fix: Safe,
        part: Captions,
    }
}

impl Rule for CaptionInvisibleCharacters {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        let mut found = invisible(view.text());
        // A NUL is a sign of another encoding, and caption-encoding's to tell.
        found.retain(|(span, _)| span.of(view.text()) != "\0");
        let Some((first, _)) = found.first() else { return };
        let mut kinds: Vec<&str> = Vec::new();
        for (_, kind) in &found {
            if !kinds.contains(&kind.name()) {
                kinds.push(kind.name());
            }
        }
        let code = first.of(view.text()).chars().next().map_or(0, u32::from);
        let message = match found.len() {
            1 => format!("a character that nobody sees: {} (U+{code:04X})", mend::joined(&kinds)),
            count => format!("{count} characters that nobody sees: {}", mend::joined(&kinds)),
        };
        let draft = Draft::span(view.index, *first, message)
            .consequence("the text encoder reads them as tokens of their own");
        let edits = edits(view.text(), &found);
        let fix = mend::offer(view, "take the invisible characters out", edits);
        out.push(fix.into_iter().fold(draft, Draft::fix));
    }
}

/// Takes them out; a stretch of them and plain spaces that separated words becomes one space.
fn edits(text: &str, found: &[(Span, Invisible)]) -> Vec<TextEdit> {
    let mut edits: Vec<TextEdit> = Vec::new();
    let mut done = 0;
    for &(span, kind) in found {
        if kind == Invisible::StrayReturn {
            edits.push(TextEdit::replace(span, kind.replacement()));
        } else if span.start >= done {
            let stretch = stretch(text, span);
            done = stretch.end;
            edits.push(TextEdit::replace(stretch, left_of(text, stretch)));
        }
    }
    edits
}

/// The stretch of plain spaces and invisible characters about `span`.
fn stretch(text: &str, span: Span) -> Span {
    let belongs = |at: usize, c: char| {
        let kind = invisible(&text[at..at + c.len_utf8()]).first().map(|found| found.1);
        // A joiner alone looks out of place: whether it is one is asked of the whole text.
        c == ' ' || (kind.is_some_and(|kind| kind != Invisible::StrayReturn) && !joins(text, at, c))
    };
    let before = text[..span.start].char_indices().rev();
    let start =
        before.take_while(|&(at, c)| belongs(at, c)).last().map_or(span.start, |(at, _)| at);
    let after = text[span.end..].char_indices();
    let end = after
        .take_while(|&(at, c)| belongs(span.end + at, c))
        .last()
        .map_or(span.end, |(at, c)| span.end + at + c.len_utf8());
    Span::new(start, end)
}

/// Whether the character is a joiner with work to do.
fn joins(text: &str, at: usize, c: char) -> bool {
    matches!(c, '\r' | '\u{200c}' | '\u{200d}')
        && !invisible(text).iter().any(|(span, _)| span.start == at)
}

/// What stays of a stretch: one space if it separated words.
fn left_of(text: &str, stretch: Span) -> &'static str {
    let before = text[..stretch.start].chars().next_back();
    let after = text[stretch.end..].chars().next();
    let is_edge = |c: Option<char>| c.is_none_or(|c| matches!(c, '\n' | '\r'));
    let separates = stretch.of(text).chars().any(|c| c.is_whitespace() || c == '\u{b}');
    if !separates || is_edge(before) || is_edge(after) || after == Some(',') { "" } else { " " }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check_caption, fix_caption};
    use expect_test::expect;

    #[test]
    fn what_nobody_sees_is_named() {
        expect![[r#"
            warning set/01.txt:5-8: 2 characters that nobody sees: zero-width character and unusual space
              = the text encoder reads them as tokens of their own
              fix (Safe): take the invisible characters out
        "#]].assert_eq(&check_caption(
            "caption-invisible-characters",
            "krstl\u{200b}, red\u{a0}hair",
        ));
        expect![[r#"
            warning set/01.txt:6-8: a character that nobody sees: unusual space (U+00A0)
              = the text encoder reads them as tokens of their own
              fix (Safe): take the invisible characters out
        "#]]
        .assert_eq(&check_caption("caption-invisible-characters", "krstl,\u{a0}hat"));
    }

    #[test]
    fn words_stay_apart_and_spaces_single() {
        for (before, after) in [
            ("krstl\u{200b}, hat", "krstl, hat"),
            ("red\u{a0}hair, krstl", "red hair, krstl"),
            ("krstl, red \u{a0} hair", "krstl, red hair"),
            ("krstl \u{200b} smiles", "krstl smiles"),
            ("\u{200b} krstl, hat\u{a0}\r\n", "krstl, hat\r\n"),
            ("krstl\u{a0}, hat", "krstl, hat"),
            ("krstl\tsmiles", "krstl smiles"),
            ("krstl\u{2028}smiles", "krstl smiles"),
            ("krstl, hat\rcoat\r\n", "krstl, hat\ncoat\r\n"),
        ] {
            let fixed = fix_caption("caption-invisible-characters", before);
            assert_eq!(fixed.as_deref(), Some(after), "{before:?}");
        }
    }

    #[test]
    fn joiners_with_work_to_do_are_let_be() {
        for caption in [
            "krstl \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
            "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
        ] {
            assert_eq!(check_caption("caption-invisible-characters", caption), "", "{caption}");
        }
    }
}
