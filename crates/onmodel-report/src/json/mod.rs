//! The report for machines: one JSON document.

mod convert;
mod document;
mod passes;
mod shared;

use onmodel_engine::{Check, Gate};

use crate::Style;

pub use document::{
    Before, ConfigError, Dataset, Document, Edit, Finding, Fix, Operation, Related, Review, Score,
    ScorePart, Summary, Tool, Weakened,
};
pub use shared::{SharedFacts, SharedImage, SharedPixels, SharedTrigger};

/// The report as one indented JSON document, ending in a line break.
///
/// # Panics
/// Never: a document holds nothing that JSON cannot say.
pub fn render(check: &Check, gate: &Gate, style: &Style) -> String {
    text(&Document::of(check, gate, style))
}

/// A document as indented JSON, ending in a line break.
///
/// # Panics
/// Never: a document holds nothing that JSON cannot say.
pub fn text(document: &Document) -> String {
    // Maps with keys that are no strings are all that serde_json cannot write, and there are none.
    let text = serde_json::to_string_pretty(document).expect("a document holds only plain values");
    text + "\n"
}

/// The JSON Schema of [`Document`].
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Document).to_value();
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".to_owned(), "Report of onmodel check".into());
    }
    schema
}
