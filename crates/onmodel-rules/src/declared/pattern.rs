//! Patterns an artist writes: regular expressions matched in linear time.

use std::borrow::Cow;

use onmodel_caption::Span;
use onmodel_dataset::config::{Located, Sink, TableReader};
use regex::{Regex, RegexBuilder};

/// The most memory one compiled pattern may take: `(a{1000}){1000}` is refused.
const SIZE_LIMIT: usize = 1 << 20;

/// What patterns of one rule have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spelling {
    /// Whether a pattern has to match the whole text (a tag) or whole words in it.
    pub(super) whole: bool,
    /// Whether capitals and underscores matter: `case = "exact"`.
    pub(super) exact: bool,
}

impl Spelling {
    fn compile(self, pattern: &str) -> Result<Regex, String> {
        let anchored = if self.whole {
            format!(r"\A(?:{pattern})\z")
        } else {
            format!(r"\b{{start-half}}(?:{pattern})\b{{end-half}}")
        };
        // Alone first, so that no pattern borrows a parenthesis from what is put around it.
        RegexBuilder::new(pattern)
            .size_limit(SIZE_LIMIT)
            .build()
            .and_then(|_| {
                RegexBuilder::new(&anchored)
                    .case_insensitive(!self.exact)
                    .size_limit(SIZE_LIMIT)
                    .dfa_size_limit(SIZE_LIMIT)
                    .build()
            })
            .map_err(|fault| told(&fault))
    }
}

/// What is wrong with a pattern, in one line.
fn told(fault: &regex::Error) -> String {
    match fault {
        regex::Error::CompiledTooBig(_) => "it would take more than 1 MiB of memory".to_owned(),
        other => {
            let text = other.to_string();
            let last = text.lines().last().unwrap_or_default();
            last.trim_start_matches("error: ").to_owned()
        }
    }
}

/// One or more patterns as one.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    regex: Regex,
    spelling: Spelling,
}

impl Pattern {
    /// Compiles one pattern; a broken one is reported at its place.
    pub(super) fn one(sink: &Sink<'_>, text: Located<&str>, spelling: Spelling) -> Option<Self> {
        let compiled = if text.value.trim().is_empty() {
            Err("it is empty".to_owned())
        } else {
            spelling.compile(text.value)
        };
        match compiled {
            Ok(regex) => Some(Self { regex, spelling }),
            Err(fault) => {
                let help = fault.contains("look-around").then(|| {
                    "say what is fine in `exceptions` instead of looking ahead or behind".to_owned()
                });
                let message = format!("`{}` is no usable pattern: {fault}", text.value);
                sink.report(text.span, message, help);
                None
            }
        }
    }

    /// Reads a key that holds one pattern.
    pub(super) fn required(
        table: &mut TableReader<'_>,
        key: &'static str,
        spelling: Spelling,
    ) -> Option<Self> {
        let text = table.required_word(key)?;
        Self::one(table.sink(), text, spelling)
    }

    /// Reads a key that holds a list of patterns, any of which matches. `None` where the key is
    /// absent, empty or wrong, the last reported.
    pub(super) fn list(
        table: &mut TableReader<'_>,
        key: &'static str,
        spelling: Spelling,
    ) -> Option<Self> {
        let span = table.raw(key)?.span;
        let texts = table.strings(key)?;
        let sink = table.sink();
        let mut sound = texts.iter().filter(|text| Self::one(sink, **text, spelling).is_some());
        let sound: Vec<String> = sound.by_ref().map(|text| format!("(?:{})", text.value)).collect();
        if sound.is_empty() {
            if texts.is_empty() {
                sink.report(span, format!("`{}` is empty", table.dotted(key)), None);
            }
            return None;
        }
        let all = sound.join("|");
        match spelling.compile(&all) {
            Ok(regex) => Some(Self { regex, spelling }),
            Err(fault) => {
                sink.report(span, format!("these patterns together: {fault}"), None);
                None
            }
        }
    }

    /// Whether the whole of `text` matches, as it is written or as [`plain`] reads it.
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.regex.is_match(text)
            || (!self.spelling.exact
                && matches!(plain(text), Cow::Owned(read) if self.regex.is_match(&read)))
    }

    /// Every match in `text`, in order, none overlapping; underscores count as spaces too.
    pub(super) fn find_all(&self, text: &str) -> Vec<Span> {
        let mut found = self.find_in(text);
        if !self.spelling.exact && text.contains('_') {
            let spaced = self.find_in(&text.replace('_', " "));
            found.retain(|span| !spaced.iter().any(|other| other.overlaps(*span)));
            found.extend(spaced);
            found.sort_unstable();
        }
        found
    }

    fn find_in(&self, text: &str) -> Vec<Span> {
        let found = self.regex.find_iter(text).filter(|found| !found.is_empty());
        found.map(|found| Span::from(found.range())).collect()
    }
}

/// A tag with the underscores and escapes of booru sites read as what they stand for:
/// `holo_\(spice\)` is `holo (spice)`.
pub(super) fn plain(tag: &str) -> Cow<'_, str> {
    if tag.contains(['_', '\\']) {
        Cow::Owned(tag.replace('_', " ").replace("\\(", "(").replace("\\)", ")"))
    } else {
        Cow::Borrowed(tag)
    }
}

/// A tag's text without the full stop that ends a caption.
pub(super) fn bare(tag: &str) -> &str {
    tag.strip_suffix('.')
        .filter(|rest| rest.ends_with(onmodel_caption::text::is_word_char))
        .unwrap_or(tag)
}
