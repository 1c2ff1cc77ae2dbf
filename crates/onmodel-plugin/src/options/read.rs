//! What `options!` calls.

use super::{Json, OptionError, OptionValue};

/// A table's fields, taken one by one.
pub struct Fields<'a> {
    fields: &'a [(String, Json)],
}

impl<'a> Fields<'a> {
    /// The fields of a table.
    ///
    /// # Errors
    /// That it is no table.
    pub fn of(json: &'a Json) -> Result<Self, OptionError> {
        match json {
            Json::Object(fields) => Ok(Self { fields }),
            other => Err(OptionError::new(format!("expected a table, found {}", other.told()))),
        }
    }

    /// The value of a field, by its name in Rust.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn take<T: OptionValue>(
        &mut self,
        field: &str,
        default: impl FnOnce() -> T,
    ) -> Result<T, OptionError> {
        let key = key(field);
        match self.fields.iter().rev().find(|(name, _)| *name == key) {
            Some((_, value)) => T::read(value).map_err(|error| error.in_key(&key)),
            None => Ok(default()),
        }
    }

    /// Refuses a key that is none of `fields`.
    ///
    /// # Errors
    /// The unknown key, and those there are.
    pub fn finish(self, fields: &[&str]) -> Result<(), OptionError> {
        let known: Vec<String> = fields.iter().map(|field| key(field)).collect();
        let Some((unknown, _)) = self.fields.iter().find(|(name, _)| !known.contains(name)) else {
            return Ok(());
        };
        let known: Vec<String> = known.iter().map(|key| format!("`{key}`")).collect();
        let there_are = match known.as_slice() {
            [] => "this rule has no options".to_owned(),
            keys => format!("the options are {}", keys.join(", ")),
        };
        Err(OptionError::new(format!("there is no option `{unknown}`; {there_are}"))
            .in_key(unknown))
    }
}

/// A field's key in the configuration.
fn key(field: &str) -> String {
    field.trim_start_matches("r#").replace('_', "-")
}

/// Writes tables and their schemas.
pub struct Described;

impl Described {
    /// The schema of a table: of each field its name, documentation, schema and default.
    pub fn object(fields: &[(&str, &str, String, String)]) -> String {
        let properties: Vec<String> = fields.iter().map(property).collect();
        format!(
            r#"{{"type":"object","properties":{{{}}},"additionalProperties":false}}"#,
            properties.join(",")
        )
    }

    /// A table with these fields.
    pub fn values(fields: &[(&str, String)]) -> String {
        let fields: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}:{value}", Json::quoted(&key(name))))
            .collect();
        format!("{{{}}}", fields.join(","))
    }
}

fn property((name, docs, schema, default): &(&str, &str, String, String)) -> String {
    let mut inner = schema.trim_start_matches('{').to_owned();
    let mut extra = Vec::new();
    if !docs.is_empty() {
        let lines: Vec<&str> = docs.lines().map(str::trim).collect();
        extra.push(format!("\"description\":{}", Json::quoted(lines.join("\n").trim())));
    }
    if default != "null" {
        extra.push(format!("\"default\":{default}"));
    }
    if !extra.is_empty() {
        let comma = if inner == "}" { "" } else { "," };
        inner = format!("{}{comma}{inner}", extra.join(","));
    }
    format!("{}:{{{inner}", Json::quoted(&key(name)))
}
