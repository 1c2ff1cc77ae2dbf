//! JSON, read whole.

use super::OptionError;

/// Deepest nesting read; the host writes a few levels.
const MAX_DEPTH: usize = 64;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the names are JSON's own")]
pub enum Json {
    Null,
    Bool(bool),
    Number(f64),
    String(String),
    Array(Vec<Json>),
    /// In the order written.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a whole text.
    ///
    /// # Errors
    /// That it is not JSON, and from which byte on.
    pub fn parse(text: &str) -> Result<Self, OptionError> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(0).and_then(|value| reader.end().map(|()| value));
        value.ok_or_else(|| {
            OptionError::new(format!("the options are not JSON from byte {} on", reader.at))
        })
    }

    /// As a person would call it: `"two"`, `3`, `a list`.
    pub fn told(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Number(value) => value.to_string(),
            Self::String(text) => format!("{text:?}"),
            Self::Array(_) => "a list".to_owned(),
            Self::Object(_) => "a table".to_owned(),
        }
    }

    /// A text in quotes, escaped.
    pub fn quoted(text: &str) -> String {
        let mut out = String::from("\"");
        for c in text.chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
                c => out.push(c),
            }
        }
        out.push('"');
        out
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    /// Takes `token` if it comes next.
    fn take(&mut self, token: &str) -> Option<()> {
        self.skip_blanks();
        self.rest().starts_with(token).then(|| self.at += token.len())
    }

    fn end(&mut self) -> Option<()> {
        self.skip_blanks();
        self.rest().is_empty().then_some(())
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        self.skip_blanks();
        match self.rest().bytes().next().filter(|_| depth < MAX_DEPTH)? {
            b'n' => self.take("null").map(|()| Json::Null),
            b't' => self.take("true").map(|()| Json::Bool(true)),
            b'f' => self.take("false").map(|()| Json::Bool(false)),
            b'"' => self.string().map(Json::String),
            b'[' => self.array(depth),
            b'{' => self.object(depth),
            _ => self.number(),
        }
    }

    fn array(&mut self, depth: usize) -> Option<Json> {
        self.take("[")?;
        let mut values = Vec::new();
        if self.take("]").is_some() {
            return Some(Json::Array(values));
        }
        loop {
            values.push(self.value(depth + 1)?);
            if self.take("]").is_some() {
                return Some(Json::Array(values));
            }
            self.take(",")?;
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        self.take("{")?;
        let mut fields = Vec::new();
        if self.take("}").is_some() {
            return Some(Json::Object(fields));
        }
        loop {
            self.skip_blanks();
            let key = self.string()?;
            self.take(":")?;
            fields.push((key, self.value(depth + 1)?));
            if self.take("}").is_some() {
                return Some(Json::Object(fields));
            }
            self.take(",")?;
        }
    }

    fn number(&mut self) -> Option<Json> {
        let rest = self.rest();
        let is_digit = |c: char| matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E');
        let length = rest.len() - rest.trim_start_matches(is_digit).len();
        let number = rest[..length].parse::<f64>().ok().filter(|number| number.is_finite())?;
        self.at += length;
        Some(Json::Number(number))
    }

    fn string(&mut self) -> Option<String> {
        self.rest().starts_with('"').then(|| self.at += 1)?;
        let mut out = String::new();
        loop {
            let c = self.next_char()?;
            match c {
                '"' => return Some(out),
                '\\' => out.push(self.escape()?),
                c if c < ' ' => return None,
                c => out.push(c),
            }
        }
    }

    fn next_char(&mut self) -> Option<char> {
        let c = self.rest().chars().next()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn escape(&mut self) -> Option<char> {
        Some(match self.next_char()? {
            c @ ('"' | '\\' | '/') => c,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unicode(),
            _ => return None,
        })
    }

    /// `\uXXXX`, or a pair of them for what lies beyond the first plane.
    fn unicode(&mut self) -> Option<char> {
        let first = self.hex()?;
        if !(0xD800..0xDC00).contains(&first) {
            return char::from_u32(first);
        }
        self.rest().starts_with("\\u").then(|| self.at += 2)?;
        let second = self.hex().filter(|second| (0xDC00..0xE000).contains(second))?;
        char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    }

    fn hex(&mut self) -> Option<u32> {
        let digits =
            self.rest().get(..4).filter(|four| four.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        self.at += 4;
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_read() {
        let text =
            r#" {"a": [1, -2.5e1, true, null], "b": {"c": "\u00e9\ud83d\ude00\n\"é"}, "d": []} "#;
        let expected = Json::Object(vec![
            (
                "a".to_owned(),
                Json::Array(vec![
                    Json::Number(1.0),
                    Json::Number(-25.0),
                    Json::Bool(true),
                    Json::Null,
                ]),
            ),
            (
                "b".to_owned(),
                Json::Object(vec![("c".to_owned(), Json::String("é😀\n\"é".to_owned()))]),
            ),
            ("d".to_owned(), Json::Array(Vec::new())),
        ]);
        assert_eq!(Json::parse(text).unwrap(), expected);
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for text in
            ["", "{", "[1,]", "{\"a\"}", "{} {}", "nul", "\"\\x\"", "\"\\ud800\"", "1e999", "--1"]
        {
            assert!(Json::parse(text).is_err(), "{text}");
        }
        assert!(Json::parse(&"[".repeat(100_000)).is_err());
    }

    #[test]
    fn what_is_quoted_reads_back() {
        let text = "a\"b\\c\n\u{1}é";
        assert_eq!(Json::parse(&Json::quoted(text)).unwrap(), Json::String(text.to_owned()));
    }
}
