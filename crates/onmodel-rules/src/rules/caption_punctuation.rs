//! `caption-punctuation`

use onmodel_caption::edit::TextEdit;
use onmodel_caption::text::is_unseen;
use onmodel_caption::{Caption, Span, Style, style};

use crate::{CaptionView, Draft, Out, Rule, Severity, declare_rule, mend};

declare_rule! {
    /// Commas and spaces are untidy.
    ///
    /// ## What it checks
    /// Empty tags (`,,`), a comma at either end, a space before a comma or none after it, two spaces
    /// in a row, a full stop that ends a list of tags, and full-width commas but in Chinese or Japanese
    /// sentences.
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

/// Tags beside the trigger from which on they are a list beyond doubt.
const LISTED: usize = 2;

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
        let draft = Draft::span(view.index, place, message);
        let fix = mend::offer(view, "tidy commas and spaces", edits);
        out.push(fix.into_iter().fold(draft, Draft::fix));
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
fn tidied(caption: &Caption, kept: &[Span]) -> Vec<TextEdit> {
    let text = caption.text();
    let lines: Vec<Span> = caption.lines().collect();
    let Some((first, last)) = lines.first().zip(lines.last()) else { return Vec::new() };
    if caption.tags().iter().all(|tag| tag.span.is_empty()) {
        return Vec::new();
    }
    let ends = Span::new(first.start, last.end);
    let of_line = |line: &Span| {
        let line = *line;
        let untidy = runs(text, line).filter(|run| !is_of_sentence(caption, *run));
        untidy.filter_map(move |run| tidy(text, run, line, ends))
    };
    let mut edits: Vec<TextEdit> = lines.iter().flat_map(of_line).collect();
    edits.extend(final_stop(caption, *last, kept));
    edits.retain(|edit| !kept.iter().any(|span| span.overlaps(edit.span)));
    edits
}

/// Whether a full-width comma is the right one: in a sentence of a script that has no other.
fn is_of_sentence(caption: &Caption, run: Span) -> bool {
    let text = caption.text();
    let is_beside = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !c.is_ascii());
    let before = text[..run.start].chars().next_back();
    let after = text[run.end..].chars().next();
    caption.style() == Style::Prose
        && run.of(text).contains('\u{ff0c}')
        && (is_beside(before) || is_beside(after))
}

/// The runs of commas and spaces in a line, with what nobody sees between them.
fn runs(text: &str, line: Span) -> impl Iterator<Item = Span> + '_ {
    let mut at = line.start;
    std::iter::from_fn(move || {
        let rest = &text[at..line.end];
        let start = at + rest.find(is_separator)?;
        let after = &text[start..line.end];
        let run = after.find(|c| !is_separator(c) && !is_unseen(c)).unwrap_or(after.len());
        at = start + after[..run].trim_end_matches(is_unseen).len();
        Some(Span::new(start, at))
    })
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | '\u{ff0c}') || (c.is_whitespace() && !matches!(c, '\n' | '\r'))
}

/// The edit that tidies one run of a line, if it needs one; `ends` are the ends of the caption.
fn tidy(text: &str, run: Span, line: Span, ends: Span) -> Option<TextEdit> {
    let (is, should) = (run.of(text), tidy_form(text, run, line, ends));
    if is == should {
        return None;
    }
    let spaces = if run.end == ends.end { spaces_at(&text[run.end..]) } else { 0 };
    Some(TextEdit::replace(Span::new(run.start, run.end + spaces), should))
}

/// What a run should be: a comma and one space, or one space; nothing at the ends of the caption,
/// where no comma belongs. The ends of the lines between may have theirs.
fn tidy_form(text: &str, run: Span, line: Span, ends: Span) -> &str {
    let is = run.of(text);
    let has_comma = is.contains([',', '\u{ff0c}']);
    // Spaces of another kind are for `caption-invisible-characters`, but beside a comma.
    let is_foreign = !has_comma && is.contains(|c| c != ' ');
    if has_comma && (run.start == ends.start || run.end == ends.end) {
        ""
    } else if is_foreign || run.start == line.start || run.end == line.end || is_meant(text, run) {
        is
    } else if has_comma {
        ", "
    } else {
        " "
    }
}

/// How many spaces `rest` begins with.
fn spaces_at(rest: &str) -> usize {
    rest.len() - rest.trim_start_matches(' ').len()
}

/// Commas inside numbers, before closing quotes and in emoticons.
fn is_meant(text: &str, run: Span) -> bool {
    let before = text[..run.start].chars().next_back();
    let after = text[run.end..].chars().next();
    let (Some(before), Some(after)) = (before, after) else { return true };
    let in_number = before.is_ascii_digit() && after.is_ascii_digit();
    let closes = matches!(after, '"' | '\'' | '\u{201d}' | '\u{2019}');
    let in_emoticon = is_sign(before) && is_sign(after);
    let is_stopped = matches!(after, '.' | '!' | '?' | ';' | ':');
    match run.of(text) {
        "," => in_number || closes || in_emoticon || is_stopped,
        separator => separator.contains(',') && is_stopped,
    }
}

fn is_sign(c: char) -> bool {
    c.is_ascii_punctuation() && !"()[]{}\"'".contains(c)
}

/// The full stop that ends a list of tags: of two or more beside the `trigger`, none of which has
/// another.
fn final_stop(caption: &Caption, last: Span, trigger: &[Span]) -> Option<TextEdit> {
    let is_other = |tag: Span| !tag.is_empty() && !trigger.iter().any(|span| span.overlaps(tag));
    let others = caption.tags().iter().filter(|tag| is_other(tag.span)).count();
    // A full-width comma is meant to part tags.
    let others = others + caption.text().matches('\u{ff0c}').count();
    let is_bare = |tag: Span| !tag.is_empty() && style::is_bare_tag(tag.of(caption.text()));
    let bare = caption.tags().iter().filter(|tag| is_bare(tag.span)).count();
    // "krstl, une femme aux cheveux roux, les yeux fermés." is a sentence of fragments.
    let is_list = caption.style() == Style::Tags && bare * 3 > caption.tags().len() * 2;
    if !is_list || others < LISTED {
        return None;
    }
    let line = last.of(caption.text()).trim_end_matches(is_separator);
    let rest = line.strip_suffix('.').filter(|rest| !rest.contains(['.', '!', '?']))?;
    let word = rest.rsplit(|c: char| !c.is_alphabetic()).next()?;
    let closes = rest.rsplit(',').next()?.trim_start();
    let is_word = word.chars().count() > 2 && !word.eq_ignore_ascii_case("etc");
    let at = last.start + rest.len();
    (is_word && !closes.starts_with("and ")).then(|| TextEdit::remove(Span::new(at, at + 1)))
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check_caption, fix_caption};
    use expect_test::expect;

    #[test]
    fn the_first_fault_is_named_and_the_others_counted() {
        expect![[r#"
            hint set/01.txt:5-7: a space before a comma (and 1 more)
              fix (Safe): tidy commas and spaces
        "#]]
        .assert_eq(&check_caption("caption-punctuation", "krstl ,red hair,, hat"));
        expect![[r#"
            hint set/01.txt:20-21: a full stop ends a list of tags
              fix (Safe): tidy commas and spaces
        "#]]
        .assert_eq(&check_caption("caption-punctuation", "krstl, red hair, hat."));
    }

    #[test]
    fn commas_and_spaces_are_tidied_and_nothing_else() {
        for (before, after) in [
            (", krstl,hat", "krstl, hat"),
            ("krstl,  hat", "krstl, hat"),
            ("krstl , , hat , ", "krstl, hat"),
            ("krstl\u{ff0c}hat", "krstl, hat"),
            ("krstl  smiles.\r\n", "krstl smiles.\r\n"),
            ("krstl,hat,\r\n", "krstl, hat\r\n"),
            ("krstl, hat, coat.\n", "krstl, hat, coat\n"),
        ] {
            let fixed = fix_caption("caption-punctuation", before);
            assert_eq!(fixed.as_deref(), Some(after), "{before:?}");
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
