//! The proof that a fix is safe: its caption says the same afterwards.
//!
//! A caption is taken as the fields a reader makes out: what stands between commas, line breaks and
//! sentence ends. A safe fix may put them in another order, write them in another case or with other
//! blanks, take out repeated ones, and put in the trigger. It may do nothing else, because it may run
//! on save, while nobody looks.

use std::collections::BTreeMap;

use onmodel_caption::text::is_unseen;
use onmodel_caption::{Caption, Span, Trigger};

/// Characters of a word up to which an underscore may be part of a face (`o_o`) and joins no words.
const FACE: usize = 3;

/// Whether `after` says what `before` says, with the trigger in no worse a place.
pub(super) fn says_the_same(before: &str, after: &str, trigger: &str) -> bool {
    let trigger = Trigger::new(trigger);
    let (before, after) = (Read::new(before, &trigger), Read::new(after, &trigger));
    after.keeps_fields(&before, &trigger)
        && after.keeps_lines(&before)
        && after.keeps_trigger(&before)
}

/// A caption, as far as it must stay.
struct Read {
    fields: BTreeMap<String, Field>,
    /// Those of the first line; trainers read no other.
    first_line: Vec<String>,
    lines: usize,
    breaks: usize,
    /// How many other fields stand before the exact trigger.
    trigger: Option<usize>,
}

/// How often a field is there.
struct Field {
    count: usize,
    /// The fewest and the most exact uses of the trigger in one of them.
    uses: (usize, usize),
}

impl Read {
    fn new(text: &str, trigger: &Trigger) -> Self {
        let (first, lines) = (text.find(is_break).unwrap_or(text.len()), text.split(is_break));
        let mut read = Self {
            fields: BTreeMap::new(),
            first_line: Vec::new(),
            lines: lines.filter(|line| !key(line).is_empty()).count(),
            breaks: text.matches(is_break).count(),
            trigger: None,
        };
        for span in fields(text) {
            let uses = uses(trigger, span.of(text));
            if uses > 0 && read.trigger.is_none() {
                read.trigger = Some(read.fields.len());
            }
            let key = key(span.of(text));
            if span.start < first {
                read.first_line.push(key.clone());
            }
            let field = read.fields.entry(key).or_insert(Field { count: 0, uses: (uses, uses) });
            field.count += 1;
            field.uses = (field.uses.0.min(uses), field.uses.1.max(uses));
        }
        read
    }

    /// Whether every field is there, as often at most, and no other but the trigger.
    fn keeps_fields(&self, before: &Self, trigger: &Trigger) -> bool {
        let trigger = key(trigger.text());
        let is_there = |(key, field): (&String, &Field)| {
            let now = self.fields.get(key);
            now.is_some_and(|now| now.count <= field.count && now.uses.0 >= field.uses.1)
        };
        let may_be = |(key, now): (&String, &Field)| {
            let is_trigger = *key == trigger && now.count == 1 && now.uses.0 == 1;
            is_trigger || before.fields.contains_key(key)
        };
        before.fields.iter().all(is_there) && self.fields.iter().all(may_be)
    }

    /// Whether no line came, and nothing went from the first to another.
    fn keeps_lines(&self, before: &Self) -> bool {
        let stays = |key: &String| self.first_line.contains(key);
        self.breaks <= before.breaks
            && self.lines <= before.lines
            && before.first_line.iter().all(stays)
    }

    /// Whether the trigger stands no later than it stood.
    fn keeps_trigger(&self, before: &Self) -> bool {
        before.trigger.is_none_or(|was| self.trigger.is_some_and(|now| now <= was))
    }
}

/// How often the trigger stands, exactly, in a field.
fn uses(trigger: &Trigger, field: &str) -> usize {
    if trigger.text().is_empty() { 0 } else { trigger.find(&Caption::parse(field)).exact.len() }
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The fields of a text that are not blank, in order.
fn fields(text: &str) -> Vec<Span> {
    let mut all = Vec::new();
    let mut start = 0;
    let parts = text.match_indices(|c| is_break(c) || matches!(c, ',' | '\u{ff0c}' | '\u{3001}'));
    for (at, mark) in parts.chain([(text.len(), "")]) {
        sentences(text, Span::new(start, at), &mut all);
        start = at + mark.len();
    }
    all.retain(|span| !key(span.of(text)).is_empty());
    all
}

/// Splits a part of a text where sentences end. Marks alone, such as the tag `!?`, are no end.
fn sentences(text: &str, part: Span, all: &mut Vec<Span>) {
    let is_end = |c: char| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？');
    let mut start = part.start;
    let mut at = part.start;
    while let Some(found) = text[at..part.end].find(is_end) {
        let mark = at + found;
        let rest = &text[mark..part.end];
        let run = rest.len() - rest.trim_start_matches(is_end).len();
        at = mark + run;
        let ends = text[at..part.end].chars().next().is_none_or(char::is_whitespace)
            || !rest.starts_with(['.', '!', '?']);
        if ends && text[start..mark].contains(char::is_alphanumeric) {
            all.push(Span::new(start, mark));
            start = at;
        }
    }
    all.push(Span::new(start, part.end));
}

/// A field without what makes no other one of it.
fn key(field: &str) -> String {
    let seen: String = field.chars().filter(|c| !is_unseen(*c)).collect();
    let lower = seen.trim().to_lowercase();
    if lower.chars().count() <= FACE {
        return lower;
    }
    let words =
        lower.split(|c: char| c == '_' || c.is_whitespace()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_the_same_is_safe() {
        for (before, after) in [
            ("krstl, night, night", "krstl, night"),
            ("krstl, Night Sky", "krstl, night sky"),
            ("krstl, back_view,beach", "krstl, back view, beach"),
            ("krstl, b, a\n", "krstl, a, b\n"),
            ("smile, krstl, 1girl", "krstl, 1girl, smile"),
            ("smile, 1girl", "krstl, smile, 1girl"),
            ("KRSTL, smile", "krstl, smile"),
            ("krstl stands.  She smiles.", "krstl stands. She smiles."),
            ("krstl, , hat,", "krstl, hat"),
            ("krstl, sm\u{200b}ile", "krstl, smile"),
            ("krstl\nhat", "krstl, hat"),
        ] {
            assert!(says_the_same(before, after, "krstl"), "{before:?} {after:?}");
        }
    }

    #[test]
    fn what_says_something_else_is_not() {
        for (before, after) in [
            ("krstl, night", "krstl"),
            ("krstl, night", "KRSTL, night"),
            ("krstl, night, KRSTL", "KRSTL, night"),
            ("krstl, night", "night, krstl"),
            ("a, krstl, night", "night, a, krstl"),
            ("krstl, night", "krstl, night, night"),
            ("krstl, night", "krstl, night, krstl"),
            ("krstl, no hat, no shoes", "krstl, no hat, shoes"),
            ("krstl, red hat, red shoes", "krstl, red hat, shoes"),
            ("krstl, hat", "krstl, no hat"),
            ("krstl, hat", "krstl, (hat:1.2)"),
            ("krstl, hat", "krstl hat"),
            ("krstl, hat, beach", "krstl, hat beach"),
            ("krstl, hat", "krstl\nhat"),
            ("krstl, hat, beach\n", "krstl, hat\nbeach"),
            ("krstl, hat\n", "\nkrstl, hat"),
            ("krstl, hat\n", "krstl, hat\n\n"),
            ("krstl, ...", "krstl"),
            ("krstl, o_o", "krstl, o o"),
            ("She wears a hat. No shoes.", "She wears a hat no shoes."),
            ("krstl, hat", "krstl, \u{43a}rstl, hat"),
            ("krstl's hat, hat", "Krstl's hat, hat"),
        ] {
            assert!(!says_the_same(before, after, "krstl"), "{before:?} {after:?}");
        }
    }

    #[test]
    fn without_a_trigger_none_is_put_in() {
        assert!(says_the_same("a, b, b", "b, a", ""));
        assert!(!says_the_same("a, b", "a, b, c", ""));
    }
}
