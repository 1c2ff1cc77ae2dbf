//! `caption-encoding`

use onmodel_caption::{Span, edit::TextEdit, text};
use onmodel_dataset::trainer::Event;
use onmodel_dataset::{Body, CaptionSource, Encoding};

use crate::{CaptionView, Draft, DraftFix, Out, Rule, Severity, declare_rule, mend};

declare_rule! {
    /// A caption file is not plain UTF-8.
    ///
    /// ## What it checks
    /// That each caption can be read and is UTF-8 without a byte order mark (a warning), and that
    /// its text shows no damage of an earlier conversion: "donâ€™t", `�`, NUL characters.
    ///
    /// ## Why it matters
    /// Trainers read UTF-8. Some stop at anything else; where they do not, the model learns junk
    /// beside the trigger.
    ///
    /// ## Example
    /// ```caption bad
    /// krstl doesnâ€™t smile
    /// ```
    /// ```caption fixed
    /// krstl doesn’t smile
    /// ```
    /// ```caption good
    /// krstl doesn’t smile
    /// ```
    ///
    /// ## How to fix
    /// `onmodel fix` removes the mark, writes UTF-16 as UTF-8 and reads misread letters again.
    /// Other encodings it shows first. In an editor: save as UTF-8 without BOM.
    ///
    /// ## Sources
    /// - Python reads a caption strictly as UTF-8 and keeps the mark; CLIP sees three junk tokens.
    pub struct CaptionEncoding = "caption-encoding" {
        scope: Caption,
        level: Some(Severity::Error),
        fix: Safe,
        part: Captions,
        supersedes: ["caption-*", "trigger-*"],
    }
}

impl Rule for CaptionEncoding {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        if !view.is_used() {
            return;
        }
        match &view.file.body {
            Err(words) => out.push(
                Draft::caption(view.index, format!("this caption cannot be read: {words}"))
                    .consequence("no trainer can read it either"),
            ),
            Ok(body) => {
                // The mark of a metadata file is no caption's, and its readers take it off.
                if view.file.source == CaptionSource::Sidecar {
                    out.extend_with(file(view, body));
                }
                if body.encoding.is_utf8() {
                    out.extend_with(damage(view));
                }
            }
        }
    }
}

/// What is wrong with the file's encoding.
fn file(view: &CaptionView<'_>, body: &Body) -> Option<Draft> {
    let not_utf8 = |name: &str| {
        Draft::caption(view.index, format!("this caption is {name}, not UTF-8"))
            .effect(view.context.effect(&Event::NotUtf8))
    };
    let draft = match body.encoding {
        Encoding::Utf8 => return None,
        Encoding::Utf8Bom => return Some(mark(view)),
        Encoding::Utf16Le(_) | Encoding::Utf16Be(_) => not_utf8("UTF-16"),
        Encoding::Windows1252 => not_utf8("in another encoding (probably Windows-1252)"),
    };
    Some(match re_encode(view, body) {
        Some(fix) => draft.fix(fix),
        None => draft,
    })
}

fn mark(view: &CaptionView<'_>) -> Draft {
    Draft::span(view.index, Span::at(0), "a byte order mark stands before the text")
        .says(view.context.effect(&Event::ByteOrderMark))
        .severity(Severity::Warning)
        .beside()
        .fix(DraftFix::safe("remove the byte order mark").raw(view.index, Span::new(0, 3), ""))
}

/// Writes the text as UTF-8: freely where it can be read in one way only.
fn re_encode(view: &CaptionView<'_>, body: &Body) -> Option<DraftFix> {
    let title = "write this caption as UTF-8";
    if body.text.contains(char::REPLACEMENT_CHARACTER) {
        return None;
    }
    let is_certain = body.encoding != Encoding::Windows1252 || is_western(&body.text);
    let fix = if is_certain { DraftFix::safe(title) } else { DraftFix::review(title) };
    let end = usize::try_from(body.bytes).ok()?;
    Some(fix.raw(view.index, Span::new(0, end), body.text.as_ref()))
}

/// Whether a text read as Windows-1252 holds only what Western texts do: lone accented small letters
/// inside words, curly quotes, dashes. Other encodings read so show runs of capitals and signs.
fn is_western(text: &str) -> bool {
    let is_mark = |c: char| matches!(c, '\u{2013}'..='\u{201d}' | '\u{2026}' | '\u{e0}'..='\u{ff}');
    let mut last_was_ascii = true;
    text.chars().all(|c| {
        let fits = c.is_ascii() || (last_was_ascii && is_mark(c) && c != '\u{f7}');
        last_was_ascii = c.is_ascii();
        fits
    })
}

/// What an earlier conversion left in the text.
fn damage(view: &CaptionView<'_>) -> Option<Draft> {
    let text = view.text();
    if let Some(at) = text.find('\0') {
        let nul = Span::new(at, at + 1);
        let removed = text.match_indices('\0').map(|(at, _)| Span::new(at, at + 1));
        let edits = removed.map(TextEdit::remove).collect();
        let draft = Draft::span(view.index, nul, "a NUL character stands in the text")
            .consequence("the model learns junk in its place")
            .beside();
        let fix = mend::offer(view, "remove the NUL characters", edits);
        return Some(fix.into_iter().fold(draft, Draft::fix));
    }
    if let Some(at) = text.find(char::REPLACEMENT_CHARACTER) {
        let lost = Span::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8());
        let message = "\u{fffd} stands where a letter was lost: write it again";
        return Some(
            Draft::span(view.index, lost, message)
                .consequence("the model learns the sign as part of the word")
                .beside(),
        );
    }
    misread(view)
}

fn misread(view: &CaptionView<'_>) -> Option<Draft> {
    let text = view.text();
    let found = text::mojibake(text)?;
    let mut meant = found.repaired;
    while let Some(deeper) = text::mojibake(&meant) {
        meant = deeper.repaired;
    }
    let first = *found.spans.first()?;
    let message = format!("\"{}\" is a letter read in the wrong encoding", first.of(text));
    let draft = Draft::span(view.index, first, message)
        .consequence("the model learns several junk signs for one letter")
        .beside();
    let edits = vec![difference(text, &meant)];
    let fix = mend::offer(view, "read the letters as they were meant", edits);
    Some(fix.into_iter().fold(draft, Draft::fix))
}

/// The one edit that makes `new` of `old`: what both begin and end with is left alone.
fn difference(old: &str, new: &str) -> TextEdit {
    let same = |(a, b): &(char, char)| a == b;
    let start: usize =
        old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let ends = old_rest.chars().rev().zip(new_rest.chars().rev());
    let end: usize = ends.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    TextEdit::replace(Span::new(start, old.len() - end), &new_rest[..new_rest.len() - end])
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_caption, fix_caption};
    use expect_test::expect;

    fn encoded(encoding: &str, caption: &str) -> String {
        format!(
            "[dataset]\ntrigger = \"krstl\"\n[[image]]\nfile = \"1.png\"\n\
             caption = \"{caption}\"\nencoding = \"{encoding}\""
        )
    }

    #[test]
    fn every_encoding_has_its_words() {
        let all = [
            ("utf-8-bom", "krstl, smiling"),
            ("utf-16-le", "krstl, smiling"),
            ("windows-1252", "krstl in a caf\u{e9}"),
            ("windows-1252", "krstl \u{192}\u{c8}\u{b0}"),
            ("utf-16-be", "krstl \u{fffd}"),
        ]
        .map(|(encoding, caption)| check("caption-encoding", &encoded(encoding, caption)));
        expect![[r#"
            warning set/1.txt:3-3: a byte order mark stands before the text
              = Scenario gets an invisible mark before the first word where the file is uploaded as it is
              fix (Safe): remove the byte order mark
            error set/1.txt: this caption is UTF-16, not UTF-8
              = Scenario takes captions as UTF-8 only: other letters arrive as junk
              fix (Safe): write this caption as UTF-8
            error set/1.txt: this caption is in another encoding (probably Windows-1252), not UTF-8
              = Scenario takes captions as UTF-8 only: other letters arrive as junk
              fix (Safe): write this caption as UTF-8
            error set/1.txt: this caption is in another encoding (probably Windows-1252), not UTF-8
              = Scenario takes captions as UTF-8 only: other letters arrive as junk
              fix (Unsafe): write this caption as UTF-8
            error set/1.txt: this caption is UTF-16, not UTF-8
              = Scenario takes captions as UTF-8 only: other letters arrive as junk
        "#]].assert_eq(&all.concat());
    }

    #[test]
    fn what_an_editor_left_behind_is_seen() {
        let all = ["k\0r", "krstl\u{fffd}s hood", "caf\u{c3}\u{a9}"]
            .map(|caption| check_caption("caption-encoding", caption));
        expect![[r#"
            error set/01.txt:1-2: a NUL character stands in the text
              = the model learns junk in its place
              fix (Safe): remove the NUL characters
            error set/01.txt:5-8: � stands where a letter was lost: write it again
              = the model learns the sign as part of the word
            error set/01.txt:3-7: "Ã©" is a letter read in the wrong encoding
              = the model learns several junk signs for one letter
              fix (Safe): read the letters as they were meant
        "#]]
        .assert_eq(&all.concat());
    }

    #[test]
    fn other_encodings_silence_what_depends_on_the_text_but_a_mark_does_not() {
        let said = |encoding| check("trigger-missing", &encoded(encoding, "a woman"));
        assert_eq!(said("utf-16-le"), "");
        assert_ne!(said("utf-8-bom"), "");
    }

    #[test]
    fn letters_misread_twice_are_mended_at_once() {
        let fixed = fix_caption("caption-encoding", "krstl, caf\u{c3}\u{192}\u{c2}\u{a9}\r\n");
        assert_eq!(fixed.as_deref(), Some("krstl, caf\u{e9}\r\n"));
    }
}
