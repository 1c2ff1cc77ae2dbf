//! A parsed TOML document that owns its text and knows the place of every key and value.

use onmodel_caption::Span;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

/// A value with its place in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub span: Span,
}

/// A value of a configuration file with its place.
pub type Node = Located<Value>;

/// A TOML value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text.
    String(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction, an infinity or NaN; also a whole number too large for 64 bits.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A date, a time or both.
    Datetime(Datetime),
    /// A list.
    Array(Vec<Node>),
    /// A table.
    Table(Table),
}

/// A table: its keys in the order of the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    entries: Vec<(Located<String>, Node)>,
}

impl Table {
    /// Every key with its value, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (Located<&str>, &Node)> {
        self.entries
            .iter()
            .map(|(key, node)| (Located { value: key.value.as_str(), span: key.span }, node))
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, node)| node)
    }
}

impl Value {
    /// What it is, as an artist would call it: "a list".
    pub fn kind(&self) -> &'static str {
        match self {
            Self::String(_) => "text",
            Self::Integer(_) => "a whole number",
            Self::Float(_) => "a number with a fraction",
            Self::Boolean(_) => "true or false",
            Self::Datetime(_) => "a date",
            Self::Array(_) => "a list",
            Self::Table(_) => "a table",
        }
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The whole number, if it is one.
    pub fn as_integer(&self) -> Option<i64> {
        if let Self::Integer(number) = self { Some(*number) } else { None }
    }

    /// The number, whole or not; never infinite or NaN.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Float(number) => Some(*number).filter(|number| number.is_finite()),
            _ => None,
        }
    }

    /// Yes or no, if it is that.
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Boolean(yes) = self { Some(*yes) } else { None }
    }

    /// The list, if it is one.
    pub fn as_array(&self) -> Option<&[Node]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// The table, if it is one.
    pub fn as_table(&self) -> Option<&Table> {
        if let Self::Table(table) = self { Some(table) } else { None }
    }

    /// The same value as JSON; dates become text.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::String(text) => text.as_str().into(),
            Self::Integer(number) => (*number).into(),
            Self::Float(number) => (*number).into(),
            Self::Boolean(yes) => (*yes).into(),
            Self::Datetime(date) => date.to_string().into(),
            Self::Array(items) => items.iter().map(|item| item.value.to_json()).collect(),
            Self::Table(table) => {
                let members =
                    table.iter().map(|(key, node)| (key.value.to_owned(), node.value.to_json()));
                serde_json::Value::Object(members.collect())
            }
        }
    }
}

/// Takes a parsed document over, so that nothing borrows its text.
pub(super) fn document(table: &Spanned<DeTable<'_>>) -> Node {
    Located { value: Value::Table(own_table(table.get_ref())), span: table.span().into() }
}

fn own_table(table: &DeTable<'_>) -> Table {
    let own_entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let name: &std::borrow::Cow<'_, str> = key.get_ref();
        (Located { value: name.to_string(), span: key.span().into() }, own(value))
    };
    let mut entries: Vec<_> = table.iter().map(own_entry).collect();
    entries.sort_by_key(|(key, _)| key.span);
    Table { entries }
}

fn own(value: &Spanned<DeValue<'_>>) -> Node {
    let owned = match value.get_ref() {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::Float(number.as_str().parse().unwrap_or(f64::INFINITY)),
        },
        DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(yes) => Value::Boolean(*yes),
        DeValue::Datetime(date) => Value::Datetime(*date),
        DeValue::Array(items) => Value::Array(items.iter().map(own).collect()),
        DeValue::Table(table) => Value::Table(own_table(table)),
    };
    Located { value: owned, span: value.span().into() }
}
