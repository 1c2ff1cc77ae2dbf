//! What is wrong with options.

use std::fmt;

/// What is wrong with options, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionError {
    /// `costumes.armor.banned[2]`; empty for the options as a whole.
    pub place: String,
    /// In words.
    pub what: String,
}

impl OptionError {
    /// Something wrong, no matter where.
    pub fn new(what: impl Into<String>) -> Self {
        Self { place: String::new(), what: what.into() }
    }

    /// The same, inside the value of `key`.
    #[must_use]
    pub fn in_key(mut self, key: &str) -> Self {
        let dot = if self.place.is_empty() || self.place.starts_with('[') { "" } else { "." };
        self.place = format!("{key}{dot}{}", self.place);
        self
    }

    /// The same, inside the element at `index`.
    #[must_use]
    pub fn in_element(mut self, index: usize) -> Self {
        let dot = if self.place.is_empty() || self.place.starts_with('[') { "" } else { "." };
        self.place = format!("[{index}]{dot}{}", self.place);
        self
    }
}

impl fmt::Display for OptionError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() {
            out.write_str(&self.what)
        } else {
            write!(out, "{}: {}", self.place, self.what)
        }
    }
}

impl std::error::Error for OptionError {}
