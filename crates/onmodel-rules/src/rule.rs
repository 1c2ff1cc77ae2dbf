//! What a rule is.

use std::borrow::Cow;

use crate::neighbours::Beside;
use crate::{CaptionView, Facts, ImageView, Out, Severity};

/// What a rule looks at, at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One image.
    Image,
    /// One caption; knows nothing of the others.
    Caption,
    /// The set as a whole.
    Dataset,
    /// Several sets together.
    Repository,
}

impl Scope {
    /// In a word, for listings.
    pub fn word(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Caption => "caption",
            Self::Dataset => "dataset",
            Self::Repository => "repository",
        }
    }
}

/// The best fix a rule can offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixKind {
    /// None.
    None,
    /// Safe: may run on save.
    Safe,
    /// To be reviewed first.
    Unsafe,
    /// Choices for a person.
    Assist,
}

impl FixKind {
    /// In a word, for listings.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "-",
            Self::Safe => "safe",
            Self::Unsafe => "review first",
            Self::Assist => "choice",
        }
    }
}

/// The part of the score a rule's findings count in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the parts' own")]
pub enum Part {
    Resolution,
    Format,
    Diversity,
    Size,
    Captions,
}

/// What one finding costs the picture it is about, in its part of the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// By its severity.
    Severity,
    /// By its severity, and of the set what a hint does: while it lasts, other rules count one
    /// caption where there are to be several.
    SetToo,
    /// The whole: a picture without a caption has no caption, however mild the finding.
    Whole,
    /// Nothing: the part is computed from the facts themselves.
    Nothing,
}

/// What is known of a rule without running it.
#[derive(Debug, Clone)]
pub struct Meta {
    /// `caption-missing`; `studio/no-artist-names`.
    pub name: Cow<'static, str>,
    /// The doc comment: Markdown in fixed sections.
    pub doc: Cow<'static, str>,
    /// What it looks at.
    pub scope: Scope,
    /// Its level by default; `None` is off.
    pub level: Option<Severity>,
    /// The best fix it can offer.
    pub fix: FixKind,
    /// The part of the score it counts in.
    pub part: Part,
    /// What a finding costs.
    pub cost: Cost,
    /// Rules that say nothing of a place where this one spoke.
    pub supersedes: &'static [&'static str],
}

impl Meta {
    /// The first line of the documentation.
    pub fn summary(&self) -> &str {
        self.doc.lines().next().unwrap_or_default().trim()
    }
}

/// A rule: a pure function of facts. The scope declared says which of these matters most; a rule may
/// look at more than one.
pub trait Rule: Send + Sync {
    /// Looks at one image.
    fn image(&self, image: &ImageView<'_>, out: &mut Out<'_>) {
        let _ = (image, out);
    }

    /// Looks at one caption.
    fn caption(&self, caption: &CaptionView<'_>, out: &mut Out<'_>) {
        let _ = (caption, out);
    }

    /// Looks at the set's files, pictures and configuration, whatever its captions say: asked again
    /// only when those change, not at every keystroke.
    fn files(&self, facts: &Facts, out: &mut Out<'_>) {
        let _ = (facts, out);
    }

    /// Looks at the set, at what its captions say together.
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        let _ = (facts, out);
    }

    /// Looks at the set beside the others of its repository; asked only where there are any. What
    /// two sets do to each other is said in both.
    fn repository(&self, facts: &Facts, beside: &Beside<'_>, out: &mut Out<'_>) {
        let _ = (facts, beside, out);
    }

    /// The JSON Schema of its options, for a rule that is not built in and takes some.
    fn options(&self) -> Option<&serde_json::Value> {
        None
    }
}

/// A rule's options, by key.
pub type Options = serde_json::Map<String, serde_json::Value>;

/// A built-in rule with its options' reader.
pub struct Registered {
    /// What is known of it.
    pub meta: fn() -> &'static Meta,
    /// Makes the rule with these options; those not named keep their defaults. The error says what
    /// is wrong with them.
    pub build: fn(Options) -> Result<Box<dyn Rule>, String>,
    /// The options' JSON Schema.
    pub schema: fn() -> schemars::Schema,
}

/// Reads a rule's options.
///
/// # Errors
/// What is unknown, of the wrong type or out of range, in words.
pub fn read_options<T: serde::de::DeserializeOwned>(options: Options) -> Result<T, String> {
    serde_json::from_value(serde_json::Value::Object(options)).map_err(|error| error.to_string())
}

/// Declares a rule: its documentation, its name, what it looks at, and its options as fields.
///
/// The doc comment has fixed sections, checked by a test: a summary line, then `## What it checks`,
/// `## Why it matters`, `## Example`, `## How to fix`, and where they apply `## Options` and
/// `## Sources`. Code blocks in the example marked `bad`, `good` and `fixed` are run.
#[macro_export]
macro_rules! declare_rule {
    (
        $(#[doc = $doc:literal])*
        pub struct $rule:ident = $name:literal {
            scope: $scope:ident,
            level: $level:expr,
            fix: $fix:ident,
            part: $part:ident,
            $(cost: $cost:ident,)?
            $(supersedes: [$($superseded:literal),* $(,)?],)?
        }
        $(options {
            $($(#[doc = $option_doc:literal])* $option:ident: $type:ty = $default:expr,)*
        })?
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, serde::Deserialize, schemars::JsonSchema)]
        #[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
        pub struct $rule {
            $($($(#[doc = $option_doc])* pub $option: $type,)*)?
        }

        impl Default for $rule {
            fn default() -> Self {
                Self { $($($option: $default,)*)? }
            }
        }

        /// The rule, for the table of all rules.
        pub const RULE: $crate::Registered = $crate::Registered {
            meta: || {
                static META: $crate::Meta = $crate::Meta {
                    name: std::borrow::Cow::Borrowed($name),
                    doc: std::borrow::Cow::Borrowed(concat!($($doc, "\n"),*)),
                    scope: $crate::Scope::$scope,
                    level: $level,
                    fix: $crate::FixKind::$fix,
                    part: $crate::Part::$part,
                    cost: $crate::declare_rule!(@cost $($cost)?),
                    supersedes: &[$($($superseded),*)?],
                };
                &META
            },
            build: |options| {
                let rule: $rule = $crate::rules::read_options(options)?;
                Ok(Box::new(rule))
            },
            schema: || schemars::schema_for!($rule),
        };
    };
    (@cost) => { $crate::Cost::Severity };
    (@cost $cost:ident) => { $crate::Cost::$cost };
}
