//! Text from elsewhere, made harmless: no terminal escape, no line break, nothing that hides.

use std::borrow::Cow;
use std::fmt::Write;

/// `text` with everything a terminal would obey shown instead: control characters as their
/// pictures (`␛`), invisible and direction characters by their number (`<U+202E>`).
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_harmless) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push(&mut out, c));
    Cow::Owned(out)
}

/// Adds one character the same way; a tab is four columns, a line break one space.
pub(crate) fn push(out: &mut String, c: char) {
    match c {
        '\t' => out.push_str("    "),
        '\n' => out.push(' '),
        '\r' => {}
        '\u{7f}' => out.push('\u{2421}'),
        '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}')),
        '\u{80}'..='\u{9f}' => out.push('\u{fffd}'),
        c if hides(c) => {
            // Writing to a string cannot fail.
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        }
        c => out.push(c),
    }
}

fn is_harmless(c: char) -> bool {
    !c.is_control() && !hides(c)
}

/// Characters without a shape that change how others look. A zero-width joiner is none of them: it
/// makes one emoji of several.
fn hides(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'
            | '\u{200c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_shown_instead() {
        for (given, shown) in [
            ("plain 漢字 é", "plain 漢字 é"),
            ("\u{1b}[31mred", "␛[31mred"),
            ("a\u{202e}b", "a<U+202E>b"),
            ("a\r\nb\tc", "a b    c"),
            ("\u{9b}31m\u{7f}\0", "\u{fffd}31m␡␀"),
            ("👩\u{200d}🚀", "👩\u{200d}🚀"),
        ] {
            assert_eq!(harmless(given), shown);
        }
    }
}
