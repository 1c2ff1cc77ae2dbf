//! What an option can be.

use std::collections::BTreeMap;

use super::{Json, OptionError};

/// A type an option can have: `bool`, numbers, `String`, lists, tables by key, what may be missing,
/// and structs declared by [`options!`](crate::options!).
pub trait OptionValue: Sized {
    /// Its JSON Schema, an object.
    fn schema() -> String;

    /// Reads it.
    ///
    /// # Errors
    /// What was expected and what was found.
    fn read(json: &Json) -> Result<Self, OptionError>;

    /// Its value as JSON, for the schema's default; `null` where there is none.
    fn to_json(&self) -> String;
}

fn unexpected(expected: &str, found: &Json) -> OptionError {
    OptionError::new(format!("expected {expected}, found {}", found.told()))
}

impl OptionValue for bool {
    fn schema() -> String {
        r#"{"type":"boolean"}"#.to_owned()
    }

    fn read(json: &Json) -> Result<Self, OptionError> {
        match json {
            Json::Bool(value) => Ok(*value),
            other => Err(unexpected("true or false", other)),
        }
    }

    fn to_json(&self) -> String {
        self.to_string()
    }
}

impl OptionValue for String {
    fn schema() -> String {
        r#"{"type":"string"}"#.to_owned()
    }

    fn read(json: &Json) -> Result<Self, OptionError> {
        match json {
            Json::String(text) => Ok(text.clone()),
            other => Err(unexpected("a text", other)),
        }
    }

    fn to_json(&self) -> String {
        Json::quoted(self)
    }
}

impl OptionValue for f64 {
    fn schema() -> String {
        r#"{"type":"number"}"#.to_owned()
    }

    fn read(json: &Json) -> Result<Self, OptionError> {
        match json {
            Json::Number(value) => Ok(*value),
            other => Err(unexpected("a number", other)),
        }
    }

    fn to_json(&self) -> String {
        if self.is_finite() { self.to_string() } else { "null".to_owned() }
    }
}

impl OptionValue for f32 {
    fn schema() -> String {
        f64::schema()
    }

    fn read(json: &Json) -> Result<Self, OptionError> {
        f64::read(json).map(|value| value as Self)
    }

    fn to_json(&self) -> String {
        f64::from(*self).to_json()
    }
}

macro_rules! whole_numbers {
    ($($type:ty),*) => {$(
        impl OptionValue for $type {
            fn schema() -> String {
                format!(r#"{{"type":"integer","minimum":{},"maximum":{}}}"#, Self::MIN, Self::MAX)
            }

            fn read(json: &Json) -> Result<Self, OptionError> {
                let Json::Number(value) = json else {
                    return Err(unexpected("a whole number", json));
                };
                if value.fract() != 0.0 {
                    return Err(unexpected("a whole number", json));
                }
                // Every value of these types is exact in an f64.
                if *value < f64::from(Self::MIN) || *value > f64::from(Self::MAX) {
                    let expected = format!("{} to {}", Self::MIN, Self::MAX);
                    return Err(unexpected(&expected, json));
                }
                #[allow(clippy::cast_sign_loss, reason = "just compared with the type's bounds")]
                Ok(*value as Self)
            }

            fn to_json(&self) -> String {
                self.to_string()
            }
        }
    )*};
}

whole_numbers!(u8, u16, u32, i32);

impl<T: OptionValue> OptionValue for Vec<T> {
    fn schema() -> String {
        format!(r#"{{"type":"array","items":{}}}"#, T::schema())
    }

    fn read(json: &Json) -> Result<Self, OptionError> {
        let Json::Array(values) = json else { return Err(unexpected("a list", json)) };
        let read = |(index, value)| T::read(value).map_err(|error| error.in_element(index));
        values.iter().enumerate().map(read).collect()
    }

    fn to_json(&self) -> String {
        let values: Vec<String> = self.iter().map(OptionValue::to_json).collect();
        format!("[{}]", values.join(","))
    }
}

impl<T: OptionValue> OptionValue for BTreeMap<String, T> {
    fn schema() -> String {
        format!(r#"{{"type":"object","additionalProperties":{}}}"#, T::schema())
    }

    fn read(json: &Json) -> Result<Self, OptionError> {
        let Json::Object(fields) = json else { return Err(unexpected("a table", json)) };
        let read = |(key, value): &(String, Json)| {
            T::read(value).map(|value| (key.clone(), value)).map_err(|error| error.in_key(key))
        };
        fields.iter().map(read).collect()
    }

    fn to_json(&self) -> String {
        let fields: Vec<String> = self
            .iter()
            .map(|(key, value)| format!("{}:{}", Json::quoted(key), value.to_json()))
            .collect();
        format!("{{{}}}", fields.join(","))
    }
}

/// An option that may be missing.
impl<T: OptionValue> OptionValue for Option<T> {
    fn schema() -> String {
        T::schema()
    }

    fn read(json: &Json) -> Result<Self, OptionError> {
        T::read(json).map(Some)
    }

    fn to_json(&self) -> String {
        self.as_ref().map_or_else(|| "null".to_owned(), OptionValue::to_json)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options;
    use crate::options::Options;

    options! {
        /// One costume.
        struct Costume {
            /// Must be there.
            required: Vec<String>,
        }
    }

    options! {
        struct Style {
            /// How many
            /// at most.
            at_most: u32 = 3,
            share: f64 = 0.5,
            strict: bool,
            costumes: BTreeMap<String, Costume>,
            suffix: Option<String>,
        }
    }

    fn wrong(json: &str) -> String {
        <Style as Options>::read(json).unwrap_err().to_string()
    }

    #[test]
    fn options_are_read_with_their_defaults() {
        let style = <Style as Options>::read(
            r#"{"strict": true, "costumes": {"armor": {"required": ["sword"]}}}"#,
        )
        .unwrap();
        assert!(style.strict && style.at_most == 3 && style.suffix.is_none());
        assert_eq!(style.costumes["armor"].required, ["sword"]);
        assert!((style.share - 0.5).abs() < f64::EPSILON);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        assert_eq!(
            wrong(r#"{"at_most": 1}"#),
            "at_most: there is no option `at_most`; the options are `at-most`, `share`, `strict`, \
             `costumes`, `suffix`"
        );
        assert_eq!(
            wrong(r#"{"costumes": {"armor": {"required": ["a", 1]}}}"#),
            "costumes.armor.required[1]: expected a text, found 1"
        );
        assert_eq!(wrong(r#"{"at-most": -1}"#), "at-most: expected 0 to 4294967295, found -1");
        assert_eq!(wrong(r#"{"at-most": 1.5}"#), "at-most: expected a whole number, found 1.5");
        assert_eq!(wrong("[]"), "expected a table, found a list");
    }

    #[test]
    fn the_schema_is_json_with_descriptions_and_defaults() {
        let schema = <Style as Options>::schema();
        assert!(Json::parse(&schema).is_ok(), "{schema}");
        assert!(
            schema.contains(
                r#""at-most":{"description":"How many\nat most.","default":3,"type":"integer""#
            ),
            "{schema}"
        );
        assert!(schema.contains(r#""suffix":{"type":"string"}"#), "{schema}");
    }
}
