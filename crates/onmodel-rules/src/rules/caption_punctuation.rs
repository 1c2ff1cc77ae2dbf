//! `caption-punctuation`

use onmodel_caption::edit::TextEdit;
use onmodel_caption::{Caption, Span, Style};

use crate::{CaptionView, Draft, DraftFix, Out, Rule, Severity, declare_rule, mend};

declare_rule! {
    /// Commas and spaces are untidy.
    ///
    /// ## What it checks
    /// Empty tags (`,,`), a comma at either end, a space before a comma or none after it, two spaces
    /// in a row, a full stop that ends a list of tags, and full-width commas.
    ///
    /// ## Why it matters
    /// An empty tag counts as one where a trainer keeps the first tags in place, and a full-width
    /// comma hides from every trainer where a tag ends.
    ///
    /// ## Example
    /// ```caption bad
    /// krstl ,red hair,, standing,
    /// ```
    /// ```caption fixed
    /// krstl, red hair, standing
    /// ```
    /// ```caption good
    /// krstl, red hair, standing
    /// ```
    ///
    /// ## How to fix
    /// `onmodel fix` tidies commas and spaces; words and line ends stay as they are.
    pub struct CaptionPunctuation = "caption-punctuation" {
        scope: Caption,
        level: Some(Severity::Hint),
        fix: Safe,
        part: Captions,
    }
}

impl Rule for CaptionPunctuation {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        let edits = tidied(view.caption(), &mend::protected(view));
        let Some(first) = edits.first() else { return };
        let place = if first.span.is_empty() {
            Span::new(first.span.start.saturating_sub(1), first.span.end)
        } else {
            first.span
        };
        let more = match edits.len() {
            1 => String::new(),
            count => format!(" (and {} more)", count - 1),
        };
        let message = format!("{}{more}", fault(view.text(), first));
        let fix = DraftFix::safe("tidy commas and spaces").edits(view.index, edits);
        out.push(Draft::span(view.index, place, message).fix(fix));
    }
}

/// What is wrong where the edit is, in words.
fn fault(text: &str, edit: &TextEdit) -> &'static str {
    let run = edit.span.of(text);
    match run {
        _ if run.contains('\u{ff0c}') => "a full-width comma, which no trainer splits at",
        "." => "a full stop ends a list of tags",
        _ if edit.text.is_empty() => "a comma with no tag beside it",
        _ if run.matches(',').count() > 1 => "an empty tag between two commas",
        _ if run.starts_with(' ') && run.contains(',') => "a space before a comma",
        _ if run.contains(',') => "a comma without one space after it",
        _ => "more than one space",
    }
}

/// The edits that tidy commas and spaces, none where all is well. Bytes in `kept` (the trigger) are
/// never touched, and no line end is.
pub(crate) fn tidied(caption: &Caption, kept: &[Span]) -> Vec<TextEdit> {
    let text = caption.text();
    let lines: Vec<Span> = caption.lines().collect();
    let Some((first, last)) = lines.first().zip(lines.last()) else { return Vec::new() };
    if caption.words().next().is_none() {
        return Vec::new();
    }
    let ends = Span::new(first.start, last.end);
    let mut edits: Vec<TextEdit> =
        lines.iter().flat_map(|line| runs(text, *line)).filter_map(|run| tidy(text, run, ends)).collect();
    edits.extend(final_stop(caption, *last));
    edits.retain(|edit| !kept.iter().any(|span| span.overlaps(edit.span)));
    edits
}

/// The runs of commas and spaces in a line.
fn runs(text: &str, line: Span) -> impl Iterator<Item = Span> + '_ {
    let mut at = line.start;
    std::iter::from_fn(move || {
        let rest = &text[at..line.end];
        let start = at + rest.find(is_separator)?;
        let after = &text[start..line.end];
        at = start + after.find(|c| !is_separator(c)).unwrap_or(after.len());
        Some(Span::new(start, at))
    })
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | ',' | '\u{ff0c}')
}

/// The edit that tidies one run, if it needs one; `ends` are the ends of the caption, where no
/// comma belongs.
fn tidy(text: &str, run: Span, ends: Span) -> Option<TextEdit> {
    let is = run.of(text);
    let has_comma = is.contains([',', '\u{ff0c}']);
    let before = text[..run.start].chars().next_back();
    let after = text[run.end..].chars().next();
    let at_line_end = |c: Option<char>| c.is_none_or(|c| matches!(c, '\n' | '\r'));
    let should = if run.start == ends.start || run.end == ends.end {
        if has_comma { "" } else { is }
    } else if at_line_end(before) || at_line_end(after) || is_meant(is, before, after) {
        is
    } else if has_comma {
        ", "
    } else {
        " "
    };
    (should != is).then(|| TextEdit::replace(run, should))
}

/// Commas inside numbers, before closing quotes and in emoticons.
fn is_meant(run: &str, before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return true };
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    let is_sign = |c: char| c.is_ascii_punctuation() && !"()[]{}\"'".contains(c);
    run == "," && (digits || matches!(after, '"' | '\'' | '\u{201d}' | '\u{2019}') || (is_sign(before) && is_sign(after)))
        || run.contains(',') && matches!(after, '.' | '!' | '?' | ';' | ':') 
}

/// The full stop that ends a list of tags.
fn final_stop(caption: &Caption, last: Span) -> Option<TextEdit> {
    if caption.style() != Style::Tags || caption.tags().iter().filter(|tag| !tag.span.is_empty()).count() < 2 {
        return None;
    }
    let rest = last.of(caption.text()).strip_suffix('.')?;
    let word = rest.rsplit(|c: char| !c.is_alphabetic()).next()?;
    let is_word = word.chars().count() > 2 && !word.eq_ignore_ascii_case("etc");
    is_word.then(|| TextEdit::remove(Span::new(last.end - 1, last.end)))
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check_caption, fix_caption};
    use expect_test::expect;

    #[test]
    fn the_first_fault_is_named_and_the_others_counted() {
        expect![].assert_eq(&check_caption("caption-punctuation", "krstl ,red hair,, hat"));
        expect![].assert_eq(&check_caption("caption-punctuation", "krstl, red hair, hat."));
    }

    #[test]
    fn commas_and_spaces_are_tidied_and_nothing_else() {
        for (before, after) in [
            (", krstl,hat", "krstl, hat"),
            ("krstl,  hat", "krstl, hat"),
            ("krstl , , hat , ", "krstl, hat "),
            ("krstl\u{ff0c}hat", "krstl, hat"),
            ("krstl  smiles.\r\n", "krstl smiles.\r\n"),
            ("krstl,hat,\r\n", "krstl, hat\r\n"),
            ("krstl, hat.\n", "krstl, hat\n"),
        ] {
            let fixed = fix_caption("caption-punctuation", before);
            assert_eq!(fixed.as_deref(), Some(after.trim_end_matches(' ')), "{before:?}");
        }
    }

    #[test]
    fn what_is_meant_is_let_be() {
        for caption in [
            "krstl, 1,000 birds",
            "krstl says \"wait,\" and waves.",
            "krstl, hat,\ncoat, boots",
            "krstl, ^_^, :d, >_<",
            "krstl, hats, boots, etc.",
            "  krstl, hat  ",
            "krstl stands in the rain.",
            "",
            ",",
        ] {
            assert_eq!(check_caption("caption-punctuation", caption), "", "{caption:?}");
        }
    }
}
