//! What stands at a byte of a configuration.

use onmodel_caption::Span;

use super::scanner::Scanner;

/// What stands at a byte. Paths name tables and keys; lists count for nothing in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// Between the brackets of a header.
    Header {
        /// The words between them.
        span: Span,
        /// Whether the brackets are double.
        is_list: bool,
    },
    /// A key, written or to be written.
    Key {
        /// The table it belongs to.
        table: Vec<String>,
        /// The key, dots included.
        span: Span,
        /// Whether a value follows.
        has_value: bool,
        /// Whether it stands on a line of its own, where a header might.
        is_line: bool,
    },
    /// A value.
    Value {
        /// The key it is of.
        path: Vec<String>,
        /// The value, its quotes included.
        span: Span,
        /// The texts before it in the same list.
        siblings: Vec<String>,
    },
}

impl Place {
    /// What stands at byte `at` of `text`; `None` in a comment and between things.
    pub(super) fn at(text: &str, at: usize) -> Option<Self> {
        Scanner::new(text, at).place()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(marked: &str) -> String {
        let at = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let of = |span: Span| span.of(&text).to_owned();
        match Place::at(&text, at) {
            None => "nothing".to_owned(),
            Some(Place::Header { span, is_list }) => format!("header {is_list} [{}]", of(span)),
            Some(Place::Key { table, span, has_value, is_line }) => {
                format!("key of {} {has_value} {is_line} [{}]", table.join("."), of(span))
            }
            Some(Place::Value { path, span, siblings }) => {
                format!("value of {} {siblings:?} [{}]", path.join("."), of(span))
            }
        }
    }

    #[test]
    fn what_stands_at_a_byte_is_known_while_it_is_written() {
        for (marked, expected) in [
            ("|", "key of  false true []"),
            ("[data|set]\n", "header false [dataset]"),
            ("[[ign|", "header true [ign]"),
            ("[dataset]\n|", "key of dataset false true []"),
            ("[dataset]\ntri|", "key of dataset false true [tri]"),
            ("[dataset]\r\ntri|gger = 'x'\r\n", "key of dataset true true [trigger]"),
            ("[dataset]\ntrainer = |\n", "value of dataset.trainer [] []"),
            ("[dataset]\ntrainer = \"ko|hya\"\n", "value of dataset.trainer [] [\"kohya\"]"),
            ("[dataset]\ntrainer = \"ko|\nbase = 1", "value of dataset.trainer [] [\"ko]"),
            ("[rules]\ncaption-vague = o|", "value of rules.caption-vague [] [o]"),
            ("[traits]\nvary = [\"pose\", |]", "value of traits.vary [\"pose\"] []"),
            (
                "[traits]\nvary = [\n  \"pose\", # both\n  |\n]",
                "value of traits.vary [\"pose\"] []",
            ),
            ("[rules]\nx = { sev|", "key of rules.x false false [sev]"),
            ("[rules]\nx = { severity = |", "value of rules.x.severity [] []"),
            ("[rules]\nx = { | }", "key of rules.x false false []"),
            ("[rules]\nx = {|}", "key of rules.x false false []"),
            ("[rules]\nx = { a = 1, | }\ny = 2", "key of rules.x false false []"),
            ("[rules]\nx = { a = 1, se|verity = 2 }", "key of rules.x true false [severity]"),
            ("dataset.tr|", "key of  false true [dataset.tr]"),
            ("[a] # [b|]\n", "nothing"),
            ("a = 'x # |y'", "value of a [] ['x # y']"),
            ("a = \"\"\"x\n|\"\"\"\nb = 1", "value of a [] [\"\"\"x\n\"\"\"]"),
            ("[traits.\"my own\".x]\ny = |", "value of traits.my own.x.y [] []"),
        ] {
            assert_eq!(shown(marked), expected, "{marked:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_its_places(text in "[\\[\\]{}a.=,\"'#\n\r é\\\\-]{0,60}") {
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                match Place::at(&text, at) {
                    Some(
                        Place::Header { span, .. }
                        | Place::Key { span, .. }
                        | Place::Value { span, .. },
                    ) => {
                        prop_assert!(span.start <= at && at <= span.end, "{span:?} at {at}");
                        prop_assert!(text.get(span.start..span.end).is_some());
                    }
                    None => {}
                }
            }
        }
    }

    #[test]
    fn lists_in_lists_without_end_are_survived() {
        let text = format!("a = {}", "[{a=".repeat(50_000));
        assert_ne!(Place::at(&text, text.len()), None);
    }
}
