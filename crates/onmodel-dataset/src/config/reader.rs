//! Reading a table key by key: types checked, faults collected, unknown keys reported.

use std::cell::RefCell;
use std::ops::RangeInclusive;

use onmodel_caption::Span;
use toml::value::Date;

use super::suggest::did_you_mean;
use super::value::{Located, Node, Table, Value};
use super::{ConfigError, Layer};

/// Where the faults of one file are collected, so that one run shows them all.
#[derive(Debug)]
pub struct Sink<'l> {
    layer: &'l Layer,
    errors: RefCell<Vec<ConfigError>>,
}

impl<'l> Sink<'l> {
    /// An empty one for the file of `layer`.
    pub fn new(layer: &'l Layer) -> Self {
        Self { layer, errors: RefCell::default() }
    }

    /// The file read.
    pub fn layer(&self) -> &'l Layer {
        self.layer
    }

    /// Adds a fault.
    pub fn report(&self, span: Span, message: impl Into<String>, help: Option<String>) {
        self.errors.borrow_mut().push(self.layer.error(span, message, help));
    }

    /// The faults, in the order of the file.
    pub fn into_errors(self) -> Vec<ConfigError> {
        let mut errors = self.errors.into_inner();
        errors.sort_by_key(|error| error.place.span);
        errors
    }
}

/// One table, read key by key; [`finish`](Self::finish) reports the keys nobody asked for.
///
/// Every reading method takes a key, remembers that it was asked for, and answers `None` when it is
/// absent or faulty; the fault is then already in the [`Sink`]. So a table is read in one go:
/// readings first, `finish` last, and nothing in between has to stop.
#[derive(Debug)]
pub struct TableReader<'r> {
    sink: &'r Sink<'r>,
    table: &'r Table,
    name: String,
    span: Span,
    asked: Vec<&'static str>,
}

impl<'r> TableReader<'r> {
    /// The whole document of the sink's layer.
    pub fn document(sink: &'r Sink<'r>) -> Option<Self> {
        Self::new(sink, String::new(), &sink.layer.document)
    }

    /// The table `value`, called `name` in messages (dotted: `dataset`); a value of another type is
    /// reported.
    pub fn new(sink: &'r Sink<'r>, name: String, value: &'r Node) -> Option<Self> {
        let Some(table) = value.value.as_table() else {
            sink.report(
                value.span,
                format!("`{name}` must be a table, not {}", value.value.kind()),
                None,
            );
            return None;
        };
        Some(Self { sink, table, name, span: value.span, asked: Vec::new() })
    }

    /// The table's place: its header, or its braces.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Where the faults go.
    pub fn sink(&self) -> &'r Sink<'r> {
        self.sink
    }

    /// Every key with its place and raw value, for tables whose keys are the user's own words.
    pub fn entries(&self) -> impl Iterator<Item = (Located<&'r str>, &'r Node)> + use<'r> {
        self.table.iter()
    }

    /// The dotted name of one of the table's keys.
    pub fn dotted(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    /// The raw value of `key`.
    pub fn raw(&mut self, key: &'static str) -> Option<&'r Node> {
        self.asked.push(key);
        self.table.get(key)
    }

    /// Text.
    pub fn string(&mut self, key: &'static str) -> Option<Located<&'r str>> {
        self.typed(key, "text", Value::as_str)
    }

    /// Text of which something is left when white space is taken off.
    pub fn word(&mut self, key: &'static str) -> Option<Located<&'r str>> {
        let text = self.string(key)?;
        if text.value.trim().is_empty() {
            self.sink.report(text.span, format!("`{}` is empty", self.dotted(key)), None);
            return None;
        }
        Some(text)
    }

    /// [`word`](Self::word), whose absence is a fault of the table.
    pub fn required_word(&mut self, key: &'static str) -> Option<Located<&'r str>> {
        if self.table.get(key).is_none() {
            self.asked.push(key);
            self.sink.report(self.span, format!("`{}` is missing", self.dotted(key)), None);
            return None;
        }
        self.word(key)
    }

    /// One of a few words.
    pub fn choice(&mut self, key: &'static str, choices: &[&str]) -> Option<Located<&'r str>> {
        let word = self.string(key)?;
        if choices.contains(&word.value) {
            return Some(word);
        }
        let message = format!("`{}` cannot be `{}`", self.dotted(key), word.value);
        self.sink.report(word.span, message, Some(did_you_mean(word.value, choices)));
        None
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, key: &'static str) -> Option<Located<bool>> {
        self.typed(key, "true or false", Value::as_bool)
    }

    /// A date without a time.
    pub fn date(&mut self, key: &'static str) -> Option<Located<Date>> {
        self.typed(key, "a date such as 2027-03-01", |value| match value {
            Value::Datetime(date) if date.time.is_none() => date.date,
            _ => None,
        })
    }

    /// A whole number within `range`.
    pub fn integer(
        &mut self,
        key: &'static str,
        range: RangeInclusive<i64>,
    ) -> Option<Located<i64>> {
        let number = self.typed(key, "a whole number", Value::as_integer)?;
        self.within(key, &number, &range).then_some(number)
    }

    /// A number within `range`.
    pub fn number(
        &mut self,
        key: &'static str,
        range: RangeInclusive<f64>,
    ) -> Option<Located<f64>> {
        let number = self.typed(key, "a number", Value::as_number)?;
        self.within(key, &number, &range).then_some(number)
    }

    /// A list of texts.
    pub fn strings(&mut self, key: &'static str) -> Option<Vec<Located<&'r str>>> {
        let value = self.raw(key)?;
        self.strings_of(&self.dotted(key), value)
    }

    /// A raw value, called `name` in messages, read as a list of texts.
    pub fn strings_of(&self, name: &str, value: &'r Node) -> Option<Vec<Located<&'r str>>> {
        let Some(items) = value.value.as_array() else {
            self.wrong(name, "a list of texts", value);
            return None;
        };
        let mut texts = Vec::new();
        for item in items {
            if let Some(text) = item.value.as_str() {
                texts.push(Located { value: text, span: item.span });
            } else {
                let message = format!("`{name}` must hold texts only, not {}", item.value.kind());
                self.sink.report(item.span, message, None);
            }
        }
        Some(texts)
    }

    /// A table below this one.
    pub fn table(&mut self, key: &'static str) -> Option<Self> {
        let value = self.raw(key)?;
        Self::new(self.sink, self.dotted(key), value)
    }

    /// A list of tables: `[[key]]`.
    pub fn tables(&mut self, key: &'static str) -> Vec<Self> {
        let Some(value) = self.raw(key) else { return Vec::new() };
        let name = self.dotted(key);
        let Some(items) = value.value.as_array() else {
            let message = format!("`{name}` must be a list of tables, not {}", value.value.kind());
            self.sink.report(value.span, message, Some(format!("write `[[{name}]]`")));
            return Vec::new();
        };
        items.iter().filter_map(|item| Self::new(self.sink, name.clone(), item)).collect()
    }

    /// Reports the keys nobody asked for.
    pub fn finish(self) {
        for (key, _) in self.entries() {
            if !self.asked.contains(&key.value) {
                let message = match self.name.as_str() {
                    "" => format!("unknown key `{}`", key.value),
                    name => format!("unknown key `{}` in `{name}`", key.value),
                };
                self.sink.report(key.span, message, Some(did_you_mean(key.value, &self.asked)));
            }
        }
    }

    fn typed<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        read: impl Fn(&'r Value) -> Option<T>,
    ) -> Option<Located<T>> {
        let value = self.raw(key)?;
        let found = read(&value.value);
        if found.is_none() {
            self.wrong(&self.dotted(key), expected, value);
        }
        found.map(|found| Located { value: found, span: value.span })
    }

    fn wrong(&self, name: &str, expected: &str, value: &Node) {
        let message = format!("`{name}` must be {expected}, not {}", value.value.kind());
        self.sink.report(value.span, message, None);
    }

    fn within<T: PartialOrd + std::fmt::Display>(
        &self,
        key: &str,
        number: &Located<T>,
        range: &RangeInclusive<T>,
    ) -> bool {
        let inside = range.contains(&number.value);
        if !inside {
            let (name, least, most) = (self.dotted(key), range.start(), range.end());
            let message =
                format!("`{name}` must be between {least} and {most}, not {}", number.value);
            self.sink.report(number.span, message, None);
        }
        inside
    }
}
