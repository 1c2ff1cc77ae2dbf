//! Text from elsewhere in a Markdown table: shown as it is, obeyed nowhere.

use crate::harmless::harmless;

/// Signs that mean something in Markdown or HTML.
const SIGNS: &str = "\\`*_{}[]<>()#+!|~&";

/// Plain text: no formatting, no link, no HTML, nobody mentioned, no issue closed.
pub(super) fn text(text: &str) -> String {
    let mut out = String::new();
    for c in harmless(text).chars() {
        if SIGNS.contains(c) {
            out.push('\\');
        }
        out.push(c);
        if c == '@' {
            // A mention needs its name at once.
            out.push('\u{200b}');
        }
    }
    out
}

/// A name or a path, in code; a fence longer than any inside it holds it together.
pub(super) fn code(text: &str) -> String {
    let text = harmless(text).replace('|', "\\|");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// A path inside an HTML attribute, as part of a URL.
pub(super) fn url(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let each = path.bytes().map(|byte| {
        if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_caption_is_obeyed() {
        assert_eq!(
            text("<img src=x> | **b** [a](b) @studio #1\nnext"),
            "\\<img src=x\\> \\| \\*\\*b\\*\\* \\[a\\]\\(b\\) @\u{200b}studio \\#1 next"
        );
    }

    #[test]
    fn code_holds_whatever_is_in_it() {
        assert_eq!(code("a|b.png"), "`a\\|b.png`");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`a"), "`` `a ``");
    }

    #[test]
    fn a_url_never_leaves_its_attribute() {
        assert_eq!(url("a b/\"é.png"), "a%20b/%22%C3%A9.png");
    }
}
