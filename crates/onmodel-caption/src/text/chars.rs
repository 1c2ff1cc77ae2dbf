//! Which characters make words, and where one word ends.

use unicode_normalization::char::is_combining_mark;

/// Whether `c` is part of a word: a letter, a digit or a mark upon one.
pub fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() || is_combining_mark(c)
    }
}

/// Whether byte `at` of `text` stands between words: not both its neighbours are characters of
/// one word. Scripts written without spaces have a boundary on every side.
pub fn is_boundary(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    match (before.chars().next_back(), after.chars().next()) {
        (Some(a), Some(b)) => !is_joined(a, b),
        _ => true,
    }
}

fn is_joined(a: char, b: char) -> bool {
    let joined = is_word_char(a) && is_word_char(b);
    joined && (is_combining_mark(b) || !(is_unspaced(a) || is_unspaced(b)))
}

/// Characters of scripts that put no space between words: Thai to Khmer, kana, Han.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_ends_where_its_letters_end() {
        for (text, at, expected) in [
            ("red hair", 3, true),
            ("red hair", 1, false),
            ("krstl's", 5, true),
            ("krstl_v1", 5, true),
            ("e\u{301}a", 1, false),
            ("krstl\u{306E}", 5, true),
            ("", 0, true),
        ] {
            assert_eq!(is_boundary(text, at), expected, "{text:?} at {at}");
        }
    }
}
