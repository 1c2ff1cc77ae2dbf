//! Options: from the configuration's JSON to a struct, with the place of whatever is wrong.
//!
//! A small reader of our own and no serde, so that a plugin builds where there is no network, in two
//! seconds, and says *which* option it does not understand. A rule that needs more implements
//! [`Options`] itself and reads the text with whatever it likes.

mod error;
mod json;
mod read;
mod value;

pub use error::OptionError;
pub use json::Json;
pub use read::{Described, Fields};
pub use value::OptionValue;

use crate::options;

/// What can be set of a rule.
pub trait Options: Sized {
    /// The JSON Schema that onmodel checks the configuration against and completes keys from.
    fn schema() -> String;

    /// Reads the options, a JSON object.
    ///
    /// # Errors
    /// What is wrong, begun with the place.
    fn read(json: &str) -> Result<Self, OptionError>;
}

options! {
    /// For a rule that has no options.
    pub struct NoOptions {}
}

/// Declares a struct of options.
///
/// Each field has a type that is an [`OptionValue`], and may have a default; without one it is the
/// type's. In the configuration `_` is `-`: the field `name_of` is the key `name-of`. Doc comments
/// become the schema's descriptions. The struct implements [`Options`], [`OptionValue`] (so that
/// structs nest) and [`Default`].
///
/// ```
/// onmodel_plugin::options! {
///     /// How captions are ordered.
///     pub struct Order {
///         /// What comes first.
///         first: Vec<String> = vec!["trigger".to_owned()],
///         /// How many tags may stand before it.
///         pub at_most: u32,
///     }
/// }
/// use onmodel_plugin::options::Options;
/// assert_eq!(Order::read("{}").unwrap().first, ["trigger"]);
/// let error = Order::read(r#"{"at-most": "two"}"#).unwrap_err();
/// assert_eq!(error.to_string(), "at-most: expected a whole number, found \"two\"");
/// ```
#[macro_export]
macro_rules! options {
    (
        $(#[doc = $doc:literal])*
        $vis:vis struct $name:ident {
            $(
                $(#[doc = $field_doc:literal])*
                $field_vis:vis $field:ident: $type:ty $(= $default:expr)?
            ),* $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone)]
        $vis struct $name {
            $($(#[doc = $field_doc])* $field_vis $field: $type,)*
        }

        impl ::std::default::Default for $name {
            fn default() -> Self {
                Self { $($field: $crate::options!(@default $($default)?),)* }
            }
        }

        impl $crate::options::OptionValue for $name {
            fn schema() -> ::std::string::String {
                // Unused by a struct without fields.
                let _default = <Self as ::std::default::Default>::default();
                $crate::options::Described::object(&[$((
                    stringify!($field),
                    concat!($($field_doc, "\n"),*),
                    <$type as $crate::options::OptionValue>::schema(),
                    $crate::options::OptionValue::to_json(&_default.$field),
                )),*])
            }

            fn read(json: &$crate::options::Json) -> ::std::result::Result<Self, $crate::options::OptionError> {
                let mut _fields = $crate::options::Fields::of(json)?;
                let options = Self {
                    $($field: _fields.take(stringify!($field), || $crate::options!(@default $($default)?))?,)*
                };
                _fields.finish(&[$(stringify!($field)),*])?;
                ::std::result::Result::Ok(options)
            }

            fn to_json(&self) -> ::std::string::String {
                $crate::options::Described::values(&[$((
                    stringify!($field),
                    $crate::options::OptionValue::to_json(&self.$field),
                )),*])
            }
        }

        impl $crate::options::Options for $name {
            fn schema() -> ::std::string::String {
                <Self as $crate::options::OptionValue>::schema()
            }

            fn read(json: &str) -> ::std::result::Result<Self, $crate::options::OptionError> {
                <Self as $crate::options::OptionValue>::read(&$crate::options::Json::parse(json)?)
            }
        }
    };
    (@default) => { ::std::default::Default::default() };
    (@default $default:expr) => { $default };
}
