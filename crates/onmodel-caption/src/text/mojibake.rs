//! UTF-8 that was once read as Windows-1252: "donâ€™t", "cafÃ©".

/// A text whose characters were read in the wrong encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mojibake {
    /// The damaged places, in order.
    pub spans: Vec<crate::Span>,
    /// The text as it was meant, every damaged place mended. Lossless: reading it wrongly again
    /// gives the damaged text back.
    pub repaired: String,
}

/// Finds UTF-8 read as Windows-1252.
///
/// Only sequences that decode to one whole character are taken for damage, so "Ã" alone stays.
/// `None` when there is none.
pub fn mojibake(text: &str) -> Option<Mojibake> {
    let mut found = Mojibake { spans: Vec::new(), repaired: String::with_capacity(text.len()) };
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if let Some((length, meant)) = damaged(&text[at..]) {
            found.spans.push(crate::Span::new(at, at + length));
            found.repaired.push(meant);
            at += length;
        } else {
            found.repaired.push(first);
            at += first.len_utf8();
        }
    }
    (!found.spans.is_empty()).then_some(found)
}

/// Length of the damaged sequence `text` begins with, and the character it was.
fn damaged(text: &str) -> Option<(usize, char)> {
    let mut chars = text.chars();
    let lead = cp1252(chars.next()?)?;
    let width = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    let mut length = text.chars().next()?.len_utf8();
    for slot in &mut bytes[1..width] {
        let c = chars.next()?;
        *slot = cp1252(c).filter(|byte| (0x80..=0xBF).contains(byte))?;
        length += c.len_utf8();
    }
    let meant = std::str::from_utf8(&bytes[..width]).ok()?.chars().next()?;
    is_plausible(meant).then_some((length, meant))
}

/// Whether a captioner could have meant it: control characters were never typed.
fn is_plausible(c: char) -> bool {
    !c.is_control()
}

/// The byte that Windows-1252 reads as `c`; the five bytes it leaves undefined are taken as they
/// are, as browsers do (WHATWG Encoding, index windows-1252).
fn cp1252(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '\u{20ac}', '\u{81}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}',
        '\u{2021}', '\u{2c6}', '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{8d}', '\u{17d}',
        '\u{8f}', '\u{90}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{2022}', '\u{2013}',
        '\u{2014}', '\u{2dc}', '\u{2122}', '\u{161}', '\u{203a}', '\u{153}', '\u{9d}', '\u{17e}',
        '\u{178}',
    ];
    match u32::from(c) {
        code @ (0..=0x7f | 0xa0..=0xff) => u8::try_from(code).ok(),
        _ => HIGH.iter().zip(0x80..).find(|(high, _)| **high == c).map(|(_, byte)| byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_misread_is_read_again() {
        for (damaged, meant) in [
            ("krstl doesn\u{e2}\u{20ac}\u{2122}t smile", "krstl doesn\u{2019}t smile"),
            ("caf\u{c3}\u{a9}", "caf\u{e9}"),
            ("\u{e2}\u{20ac}\u{153}hi\u{e2}\u{20ac}\u{9d}", "\u{201c}hi\u{201d}"),
        ] {
            assert_eq!(mojibake(damaged).unwrap().repaired, meant);
        }
    }

    #[test]
    fn sound_text_is_left_alone() {
        for text in
            ["", "caf\u{e9}", "S\u{c3}O PAULO", "\u{201c}hi\u{201d}", "na\u{ef}ve, r\u{f4}le"]
        {
            assert_eq!(mojibake(text), None, "{text:?}");
        }
    }
}
