//! Characters nobody sees and every text encoder reads.

use crate::Span;

/// A kind of character that should not stand in a caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Invisible {
    /// Zero-width space, joiner out of place, word joiner, byte order mark.
    ZeroWidth,
    /// Direction marks and overrides.
    Bidi,
    /// A space that does not break, or of another width.
    Space,
    /// A soft hyphen.
    SoftHyphen,
    /// A carriage return that no line feed follows.
    StrayReturn,
    /// Any other control character: NUL, tab, line and paragraph separators.
    Control,
}

impl Invisible {
    /// What to put in its place: a space for what separates words, a line feed for what ends
    /// lines, else nothing.
    pub const fn replacement(self) -> &'static str {
        match self {
            Self::Space => " ",
            Self::StrayReturn => "\n",
            Self::ZeroWidth | Self::Bidi | Self::SoftHyphen | Self::Control => "",
        }
    }

    /// What it is called in a message.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ZeroWidth => "zero-width character",
            Self::Bidi => "text-direction mark",
            Self::Space => "unusual space",
            Self::SoftHyphen => "soft hyphen",
            Self::StrayReturn => "lone carriage return",
            Self::Control => "control character",
        }
    }
}

/// The invisible characters of `text`, in order.
///
/// The joiners inside an emoji, and those that scripts such as Persian and Hindi are spelt with,
/// are letters there and not reported. A tab is a [`Invisible::Space`].
pub fn invisible(text: &str) -> Vec<(Span, Invisible)> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return Vec::new();
    }
    text.char_indices()
        .filter_map(|(at, c)| Some((Span::new(at, at + c.len_utf8()), kind(text, at, c)?)))
        .collect()
}

/// Whether nobody ever sees the character, whatever stands beside it, and it parts no words: words are
/// read as if it were not there.
pub fn is_unseen(c: char) -> bool {
    let is_mark = matches!(c,
        '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{180e}' | '\u{200e}' | '\u{200f}'
        | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}');
    is_mark || (c.is_control() && !c.is_whitespace())
}

fn kind(text: &str, at: usize, c: char) -> Option<Invisible> {
    match c {
        '\n' => None,
        '\r' => (!text[at + 1..].starts_with('\n')).then_some(Invisible::StrayReturn),
        '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => {
            Some(Invisible::Space)
        }
        '\u{200c}' | '\u{200d}' => (!joins(text, at, c)).then_some(Invisible::ZeroWidth),
        '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{180e}' => {
            Some(Invisible::ZeroWidth)
        }
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => {
            Some(Invisible::Bidi)
        }
        '\u{ad}' => Some(Invisible::SoftHyphen),
        '\u{2028}' | '\u{2029}' => Some(Invisible::Control),
        _ => c.is_control().then_some(Invisible::Control),
    }
}

/// Whether the joiner at `at` has work to do: inside an emoji sequence, or between letters of a
/// script outside the Latin, Greek and Cyrillic blocks.
fn joins(text: &str, at: usize, joiner: char) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + joiner.len_utf8()..].chars().next();
    let (Some(before), Some(after)) = (before, after) else { return false };
    let shaped = |c: char| ('\u{590}'..='\u{1fff}').contains(&c) && super::is_word_char(c);
    if shaped(before) && (shaped(after) || !super::is_word_char(after)) {
        return true;
    }
    joiner == '\u{200d}' && is_pictorial(before) && is_pictorial(after)
}

/// Emoji, their skin tones and the sign that asks for the emoji form.
fn is_pictorial(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}' | '\u{20e3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Invisible> {
        invisible(text).into_iter().map(|(_, kind)| kind).collect()
    }

    #[test]
    fn what_nobody_sees_is_found() {
        for (text, expected) in [
            ("krstl\u{200b}, red", vec![Invisible::ZeroWidth]),
            ("\u{feff}krstl", vec![Invisible::ZeroWidth]),
            ("red\u{a0}hair", vec![Invisible::Space]),
            ("a\u{202e}b", vec![Invisible::Bidi]),
            ("so\u{ad}ft", vec![Invisible::SoftHyphen]),
            ("a\rb\r\n", vec![Invisible::StrayReturn]),
            ("a\0b", vec![Invisible::Control]),
            ("a\u{200d}b", vec![Invisible::ZeroWidth]),
            ("plain, text\n", vec![]),
        ] {
            assert_eq!(kinds(text), expected, "{text:?}");
        }
    }

    #[test]
    fn joiners_with_work_to_do_are_letters() {
        for text in [
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
            "\u{1f3f3}\u{fe0f}\u{200d}\u{1f308} flag",
            "\u{1f469}\u{1f3fd}\u{200d}\u{1f680}",
            "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
            "\u{915}\u{94d}\u{200d}\u{937}",
        ] {
            assert_eq!(kinds(text), [], "{text:?}");
        }
    }
}
