//! The tags of each set by category and frequency: a table for a person, a document for machines.

mod document;
mod table;

use onmodel_engine::OpenSet;
use onmodel_rules::tags::TagTable;

pub use document::Document;

use crate::Style;
use crate::harmless::harmless;
use crate::style::{BOLD, DIM};
use crate::words::count;

/// The table of every set.
pub fn text(sets: &[OpenSet], style: &Style) -> String {
    let blocks: Vec<String> = sets.iter().map(|set| block(set, style)).collect();
    blocks.join("\n")
}

fn block(set: &OpenSet, style: &Style) -> String {
    let table = TagTable::of(&set.facts);
    let name = style.paint(BOLD, harmless(&set.facts.dataset.name));
    let counted = format!(
        "{}, {}",
        count(table.captions, "caption"),
        count(table.distinct(), "different tag")
    );
    format!("{name}  {}\n{}", style.paint(DIM, counted), table::render(&table, style))
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
