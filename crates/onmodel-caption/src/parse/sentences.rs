//! Where sentences begin and end.

use super::tags::trimmed;
use crate::Span;

/// One sentence of a caption written as prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first character to its full stop.
    pub span: Span,
}

/// Abbreviations that a capital letter may follow without a new sentence.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "st", "prof", "capt", "sgt", "lt", "col", "gen", "vs", "e.g", "i.e",
    "cf", "fig", "no", "vol", "approx", "ca",
];

/// The non-blank lines, trimmed.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Sentence> + '_ {
    let mut start = 0;
    text.split(['\n', '\r']).filter_map(move |line| {
        let span = trimmed(text, Span::new(start, start + line.len()));
        start += line.len() + 1;
        (!span.is_empty()).then_some(Sentence { span })
    })
}

/// Splits every line at the full stops, exclamation and question marks that end sentences.
pub(super) fn split(text: &str) -> Vec<Sentence> {
    lines(text).flat_map(|line| sentences_of(text, line.span)).collect()
}

fn sentences_of(text: &str, line: Span) -> impl Iterator<Item = Sentence> + '_ {
    let mut start = line.start;
    std::iter::from_fn(move || {
        if start >= line.end {
            return None;
        }
        let end = sentence_end(text, start, line.end);
        let span = trimmed(text, Span::new(start, end));
        start = end;
        Some(Sentence { span })
    })
    .filter(|sentence| !sentence.span.is_empty())
}

/// One past the sentence that begins at `start`, its closing quotes included.
fn sentence_end(text: &str, start: usize, limit: usize) -> usize {
    let line = &text[..limit];
    let mut at = start;
    while let Some(found) = line[at..].find(is_terminator) {
        let mark = at + found;
        let end = run_end(line, mark, is_terminator);
        let closed = run_end(line, end, is_closing);
        if ends_sentence(line, start, Span::new(mark, end), closed) {
            return closed;
        }
        at = end;
    }
    limit
}

fn run_end(text: &str, from: usize, belongs: impl Fn(char) -> bool) -> usize {
    text[from..].find(|c| !belongs(c)).map_or(text.len(), |length| from + length)
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '\u{2026}') || is_wide_terminator(c)
}

/// Full stops of scripts that put no space after them.
fn is_wide_terminator(c: char) -> bool {
    matches!(c, '\u{3002}' | '\u{ff01}' | '\u{ff1f}')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '\u{201d}' | '\u{2019}' | '\u{300d}' | '\u{ff09}')
}

/// Whether the run of marks, closed at byte `closed`, ends the sentence begun at `start`.
fn ends_sentence(line: &str, start: usize, marks: Span, closed: usize) -> bool {
    let (run, after) = (marks.of(line), &line[closed..]);
    if run.chars().any(is_wide_terminator) {
        return true;
    }
    let before = &line[start..marks.start];
    if !after.starts_with(char::is_whitespace)
        || before.trim_end().len() < before.len()
        || before.is_empty()
    {
        return after.is_empty();
    }
    let next = after.trim_start().chars().find(|c| !is_opening(*c));
    match run {
        "." => !is_abbreviation(before, next),
        _ if run.contains(['!', '?']) => true,
        _ => next.is_some_and(char::is_uppercase),
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '(' | '[' | '\u{201c}' | '\u{2018}')
}

/// Whether the full stop after `before` shortens a word: "Dr.", "J.", "No. 5", "etc. and".
fn is_abbreviation(before: &str, next: Option<char>) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || is_opening(c) || c == ',')
        .next()
        .unwrap_or_default();
    let is_initial = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    if word.eq_ignore_ascii_case("no") {
        return next.is_some_and(|c| c.is_ascii_digit());
    }
    if word.eq_ignore_ascii_case("etc") || word.eq_ignore_ascii_case("al") {
        return next.is_some_and(char::is_lowercase);
    }
    is_initial || TITLES.iter().any(|title| title.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&str> {
        split(text).iter().map(|sentence| sentence.span.of(text)).collect()
    }

    #[test]
    fn a_full_stop_ends_a_sentence() {
        for text in [
            "krstl stands.| She smiles.",
            "krstl stands.| krstl smiles!| Why?",
            "\"Hello.\"| She waves.",
            "One line|\nanother|\r\n\r\nthird",
            "\u{5979}\u{7b11}\u{3002}|\u{7ad9}\u{7740}\u{3002}",
            "Boots etc.| She waves.",
            "She says no.| Then she leaves.",
        ] {
            let expected: Vec<&str> = text.split('|').map(str::trim).collect();
            assert_eq!(of(&text.replace('|', "")), expected);
        }
    }

    #[test]
    fn a_full_stop_inside_a_sentence_ends_nothing() {
        for text in [
            "A 3.5 m tall robot",
            "Dr. Kestrel waves",
            "a painting by J. Smith",
            "krstl waits... and waits",
            "hats, boots, etc. on a shelf",
            "figure No. 5 on the wall",
            "a sword (e.g. a katana) in hand",
            "krstl, ._., solo",
        ] {
            assert_eq!(of(text), [text]);
        }
    }
}
