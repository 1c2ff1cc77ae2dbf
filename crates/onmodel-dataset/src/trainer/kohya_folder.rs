//! kohya's folder names, `10_krstl`.

/// How often images in a folder of this name are shown per epoch: the number before the first `_`.
/// `None` for a name kohya ignores (`5 x`, `5-x`, `0_x`, `krstl`).
///
/// kohya reads the number with Python's `int`, which takes white space around it, a sign, and `_`
/// is where it splits: `1_0_x` is one repeat of `0_x`.
pub fn repeats_of(folder: &str) -> Option<u32> {
    let (number, _) = folder.split_once('_')?;
    let number = number.trim();
    let digits = number.strip_prefix('+').unwrap_or(number);
    if digits.is_empty() {
        return None;
    }
    let decimal: Option<String> = digits.chars().map(decimal_digit).collect();
    decimal?.parse().ok().filter(|&repeats| repeats > 0)
}

/// The first digit of each run of ten in the blocks of digits a folder may be named with: ASCII,
/// Arabic, Persian, Devanagari, Thai, full width.
const ZEROS: [char; 6] = ['0', '\u{660}', '\u{6f0}', '\u{966}', '\u{e50}', '\u{ff10}'];

fn decimal_digit(c: char) -> Option<char> {
    ZEROS.iter().find_map(|&zero| {
        let value = u32::from(c).checked_sub(u32::from(zero))?;
        char::from_digit(value, 10)
    })
}

/// The words after the number: what kohya trains images without a caption on.
pub(crate) fn looks_numbered(folder: &str) -> bool {
    folder.trim_start().starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_names_are_read_as_kohya_reads_them() {
        for (name, repeats) in [
            ("10_x", Some(10)),
            ("010_x", Some(10)),
            ("+5_x", Some(5)),
            (" 5_x", Some(5)),
            ("1_0_x", Some(1)),
            ("1_000_x", Some(1)),
            ("٣_x", Some(3)),
            ("２_x", Some(2)),
            ("10_", Some(10)),
            ("5 x", None),
            ("5-x", None),
            ("5.0_x", None),
            ("0_x", None),
            ("-3_x", None),
            ("_x", None),
            ("krstl", None),
            ("99999999999_x", None),
        ] {
            assert_eq!(repeats_of(name), repeats, "{name}");
        }
    }
}
