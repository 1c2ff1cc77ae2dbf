//! The trigger boiled down to what its variants have in common with it.

use crate::text::is_word_char;

/// Letters from which on a word one edit away is taken for a misspelling, and two edits away.
pub(super) const ONE_EDIT: usize = 4;
const TWO_EDITS: usize = 7;

/// The trigger without case and separators, and what tells at a glance that a word is none of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// The trigger in lower case.
    pub(super) lower: String,
    /// Its word characters alone, in lower case.
    pub(super) bare: String,
    /// How many they are.
    pub(super) length: usize,
    /// Which letters and digits of ASCII are among them.
    letters: u64,
}

impl Key {
    /// Of a trigger and its parts in lower case.
    pub(super) fn new(text: &str, parts: &[String]) -> Self {
        let bare = parts.concat();
        let length = bare.chars().count();
        Self { lower: text.to_lowercase(), letters: letters(&bare).0, length, bare }
    }

    /// Edits a misspelling may be away.
    pub(super) fn slips(&self) -> usize {
        usize::from(self.length >= ONE_EDIT) + usize::from(self.length >= TWO_EDITS)
    }

    /// Whether `written` may be a variant, judged without allocating: captions are made of other
    /// words. One edit changes the number of characters by one at most, and adds or takes away two
    /// letters of the alphabet at most. What is not ASCII may change shape with its case, and is
    /// let through.
    pub(super) fn may_be(&self, written: &str) -> bool {
        let reach = self.slips().max(1);
        let (seen, count) = letters(written);
        !written.is_ascii()
            || (count.abs_diff(self.length) <= reach
                && (seen ^ self.letters).count_ones() as usize <= 2 * reach)
    }
}

/// The word characters of `text`.
pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|&c| is_word_char(c)).collect()
}

/// A bit for each letter and digit of ASCII in `text`, whatever its case, and how many there are.
fn letters(text: &str) -> (u64, usize) {
    let digits = text.chars().filter_map(|c| c.to_digit(36));
    digits.fold((0, 0), |(seen, count), digit| (seen | 1 << digit, count + 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(text: &str) -> Key {
        Key::new(text, &[bare(&text.to_lowercase())])
    }

    #[test]
    fn a_glance_rejects_other_words_and_lets_slips_through() {
        let trigger = key("krstl");
        for word in ["krstls", "Krtsl", "KRSTL", "krst", "kr-stl"] {
            assert!(trigger.may_be(word), "{word}");
        }
        for word in ["hair", "standing", "red", "kr"] {
            assert!(!trigger.may_be(word), "{word}");
        }
    }

    proptest! {
        #[test]
        fn no_word_within_reach_is_rejected(
            trigger in "[a-c0-2\u{e9}]{1,9}",
            word in "[a-c0-2]{0,9}",
        ) {
            let trigger = key(&trigger);
            if strsim::osa_distance(&trigger.bare, &word) <= trigger.slips() {
                prop_assert!(trigger.may_be(&word));
            }
        }
    }
}
