//! Characters nobody sees, which no edit may put in.

use onmodel_caption::text::{Invisible, invisible};

/// Refuses a text with more of a character nobody sees than there was.
pub(super) fn refuse(before: &str, after: &str) -> Result<(), String> {
    let count = |text: &str, sought: char| unseen(text).filter(|(c, _)| *c == sought).count();
    let more = unseen(after).find(|(c, _)| count(after, *c) > count(before, *c));
    more.map_or(Ok(()), |(c, what)| Err(format!("it puts in a {what}, {}", name(c))))
}

/// What of a text nobody sees; a space of another width is seen.
pub(super) fn unseen(text: &str) -> impl Iterator<Item = (char, &'static str)> + '_ {
    let all = invisible(text).into_iter();
    let all = all.filter(|(_, kind)| !matches!(kind, Invisible::Space | Invisible::StrayReturn));
    all.filter_map(|(span, kind)| Some((span.of(text).chars().next()?, kind.name())))
}

/// A character in a message, where it cannot do what it does.
pub(super) fn name(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_nobody_sees_is_refused_by_name() {
        for (after, named) in [
            ("a\u{1b}[31m", "U+001B"),
            ("a\0", "U+0000"),
            ("\u{feff}a", "U+FEFF"),
            ("a\u{202e}b", "a text-direction mark, U+202E"),
            ("a\u{200b}", "U+200B"),
        ] {
            let why = refuse("a", after).expect_err("nobody sees it");
            assert!(why.contains(named), "{why}");
        }
    }

    #[test]
    fn what_was_there_may_stay_and_joiners_with_work_may_come() {
        assert_eq!(refuse("a\u{200b}, b", "b, a\u{200b}"), Ok(()));
        assert_eq!(refuse("a", "a \u{1f469}\u{200d}\u{1f680}\tb\n"), Ok(()));
    }
}
