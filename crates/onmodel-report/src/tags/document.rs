//! The tags as a JSON document.

use std::collections::BTreeSet;

use onmodel_engine::OpenSet;
use onmodel_rules::tags::{Section, TagCount, TagTable};
use serde::Serialize;

use crate::Style;

/// What `onmodel tags --format json` prints.
#[derive(Debug, Serialize)]
pub struct Document {
    schema_version: u32,
    datasets: Vec<Dataset>,
}

#[derive(Debug, Serialize)]
struct Dataset {
    path: String,
    name: String,
    captions: usize,
    categories: Vec<Category>,
}

#[derive(Debug, Serialize)]
struct Category {
    id: String,
    title: String,
    tags: Vec<Tag>,
}

#[derive(Debug, Serialize)]
struct Tag {
    /// Lower case, spaces for underscores.
    tag: String,
    /// How many captions have it.
    count: usize,
    /// The same as a share of all captions, 0 to 1.
    share: f64,
    /// How it is written.
    spellings: BTreeSet<String>,
}

impl Document {
    /// The document of these sets, their paths as `style` shows them.
    pub(super) fn of(sets: &[OpenSet], style: &Style) -> Self {
        Self { schema_version: 1, datasets: sets.iter().map(|set| dataset(set, style)).collect() }
    }
}

fn dataset(set: &OpenSet, style: &Style) -> Dataset {
    let table = TagTable::of(&set.facts);
    let category = |section: &Section| Category {
        id: section.id.clone(),
        title: section.title.clone(),
        tags: section.tags.iter().map(|count| tag(count, table.captions)).collect(),
    };
    Dataset {
        path: style.path(&set.facts.dataset.root),
        name: set.facts.dataset.name.clone(),
        captions: table.captions,
        categories: table.sections.iter().map(category).collect(),
    }
}

fn tag(count: &TagCount, captions: usize) -> Tag {
    Tag {
        tag: count.tag.clone(),
        count: count.captions,
        share: count.captions as f64 / captions.max(1) as f64,
        spellings: count.spellings.clone(),
    }
}
