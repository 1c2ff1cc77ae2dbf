//! Where values lie in a JSON text that is already known to parse.

use onmodel_caption::Span;

/// The members of the object that begins at byte `at`: the key without its quotes, the value as
/// written.
pub(crate) fn members(text: &str, at: usize) -> Vec<(Span, Span)> {
    let bytes = text.as_bytes();
    let mut members = Vec::new();
    let mut at = skip_space(bytes, at);
    if bytes.get(at) != Some(&b'{') {
        return members;
    }
    loop {
        at = skip_space(bytes, at + 1);
        if bytes.get(at) != Some(&b'"') {
            return members;
        }
        let key_end = value_end(bytes, at);
        let value = skip_space(bytes, skip_space(bytes, key_end) + 1);
        let end = value_end(bytes, value);
        members.push((
            Span::new(at + 1, key_end.saturating_sub(1).max(at + 1)),
            Span::new(value, end),
        ));
        at = skip_space(bytes, end);
        if bytes.get(at) != Some(&b',') {
            return members;
        }
    }
}

/// The place between the quotes of the string at `span`, if it stands there as `value` verbatim.
pub(super) fn verbatim(text: &str, span: Span, value: &str) -> Option<Span> {
    let inner = Span::new(span.start + 1, span.end.checked_sub(1)?);
    (text.get(inner.start..inner.end)? == value).then_some(inner)
}

fn skip_space(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// One past the value that begins at `at`.
fn value_end(bytes: &[u8], mut at: usize) -> usize {
    let (mut depth, mut in_string) = (0usize, false);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' if in_string => at += 1,
            b'"' => {
                in_string = !in_string;
                if !in_string && depth == 0 {
                    return at + 1;
                }
            }
            _ if in_string => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth <= 1 => return at + usize::from(depth == 1),
            b'}' | b']' => depth -= 1,
            b',' | b' ' | b'\t' | b'\r' | b'\n' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> Vec<(&str, &str)> {
        members(text, 0).into_iter().map(|(key, value)| (key.of(text), value.of(text))).collect()
    }

    #[test]
    fn members_lie_where_they_are_written() {
        let text =
            r#" {"file_name": "a.png", "text" : "k, \"x\" }", "n":1 ,"o":{"p":[1,{}]}, "e":[] }"#;
        let expected = [
            ("file_name", "\"a.png\""),
            ("text", r#""k, \"x\" }""#),
            ("n", "1"),
            ("o", r#"{"p":[1,{}]}"#),
            ("e", "[]"),
        ];
        assert_eq!(shown(text), expected);
        assert_eq!(shown("{}"), []);
        assert_eq!(shown("[1]"), []);
    }

    proptest! {
        #[test]
        fn any_text_ends(text in "[{}\\[\\]\",:a\\\\ é]{0,40}") {
            members(&text, 0);
        }
    }
}
