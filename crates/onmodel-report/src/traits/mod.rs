//! The coverage of variable traits: a matrix for a person, a document for machines.

mod document;
mod summary;
mod table;

use onmodel_engine::OpenSet;
use onmodel_rules::Facts;
use onmodel_rules::coverage::Matrix;

pub use document::Document;

use crate::Style;
use crate::harmless::harmless;
use crate::style::{BOLD, DIM};
use crate::words::count;

/// The matrix of every set, and below it what each category lacks.
pub fn text<'f>(sets: impl IntoIterator<Item = &'f Facts>, style: &Style) -> String {
    let blocks: Vec<String> = sets.into_iter().map(|facts| block(facts, style)).collect();
    blocks.join("\n")
}

fn block(facts: &Facts, style: &Style) -> String {
    let matrix = Matrix::of(facts);
    let names: Vec<String> =
        facts.all_images().map(|image| harmless(&image.relative()).into_owned()).collect();
    let name = style.paint(BOLD, harmless(&facts.dataset.name));
    let images = style.paint(DIM, count(matrix.images, "image"));
    let table = table::render(&matrix, &names, style);
    let summary = summary::render(&matrix, &names, style);
    format!("{name}  {images}\n\n{table}\n{summary}")
}

/// The same as one indented JSON document, ending in a line break.
///
/// # Panics
/// Never: a document holds nothing that JSON cannot say.
pub fn json(sets: &[OpenSet], style: &Style) -> String {
    let document = Document::of(sets, style);
    // Maps with keys that are no strings are all that serde_json cannot write, and there are none.
    serde_json::to_string_pretty(&document).expect("a document holds only plain values") + "\n"
}

/// A value as a person reads it: `front view` for `front-view`.
fn readable(id: &str) -> String {
    harmless(id).replace(['-', '_'], " ")
}
