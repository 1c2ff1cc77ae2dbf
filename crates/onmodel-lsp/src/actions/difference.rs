//! What one text has that another has not.

use onmodel_caption::Span;
use onmodel_caption::edit::TextEdit;

/// The one edit that makes `new` of `old`: what both begin and end with is left alone.
pub(crate) fn difference(old: &str, new: &str) -> TextEdit {
    let same = |(a, b): &(char, char)| a == b;
    let width = |(c, _): (char, char)| c.len_utf8();
    let start: usize = old.chars().zip(new.chars()).take_while(same).map(width).sum();
    // `start` is the length of whole characters that both begin with.
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let ends = old_rest.chars().rev().zip(new_rest.chars().rev());
    let end: usize = ends.take_while(same).map(width).sum();
    TextEdit::replace(Span::new(start, old.len() - end), &new_rest[..new_rest.len() - end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use onmodel_caption::edit::apply;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_difference_makes_the_one_of_the_other(old in "[ab\u{e9}\n]{0,12}", new in "[ab\u{e9}\n]{0,12}") {
            prop_assert_eq!(apply(&old, &[difference(&old, &new)]).unwrap(), new);
        }
    }
}
