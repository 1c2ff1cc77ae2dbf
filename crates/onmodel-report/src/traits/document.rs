//! The coverage as a JSON document.

use onmodel_engine::OpenSet;
use onmodel_rules::coverage::{Matrix, Row, Value};
use serde::Serialize;

use crate::Style;
use onmodel_dataset::paths::slashed;

/// What `onmodel traits --format json` prints.
#[derive(Debug, Serialize)]
pub struct Document {
    schema_version: u32,
    datasets: Vec<Dataset>,
}

#[derive(Debug, Serialize)]
struct Dataset {
    path: String,
    name: String,
    images: usize,
    categories: Vec<Category>,
}

#[derive(Debug, Serialize)]
struct Category {
    id: String,
    title: String,
    values: Vec<Shown>,
    /// The images whose captions name no value, relative to the dataset.
    missing: Vec<String>,
    /// How many different values are named.
    distinct: usize,
    /// How many a varied set shows.
    wanted: usize,
    dominant: Option<Dominant>,
}

#[derive(Debug, Serialize)]
struct Shown {
    id: String,
    images: Vec<String>,
}

/// A value named for more than 60 % of six images or more.
#[derive(Debug, Serialize)]
struct Dominant {
    id: String,
    /// For how many images it is named.
    images: usize,
    /// Of how many.
    of: usize,
}

impl Document {
    /// The document of these sets, their paths as `style` shows them.
    pub(super) fn of(sets: &[OpenSet], style: &Style) -> Self {
        Self { schema_version: 1, datasets: sets.iter().map(|set| dataset(set, style)).collect() }
    }
}

fn dataset(set: &OpenSet, style: &Style) -> Dataset {
    let matrix = Matrix::of(&set.facts);
    let dataset = &set.facts.dataset;
    let names: Vec<String> = dataset.images.iter().map(|image| slashed(&image.relative)).collect();
    Dataset {
        path: style.path(&dataset.root),
        name: dataset.name.clone(),
        images: matrix.images,
        categories: matrix.categories.iter().map(|row| category(row, &names)).collect(),
    }
}

fn category(row: &Row, names: &[String]) -> Category {
    let named = |images: &[usize]| -> Vec<String> {
        images.iter().filter_map(|&image| names.get(image).cloned()).collect()
    };
    let shown = |value: &Value| Shown { id: value.id.clone(), images: named(&value.images) };
    Category {
        id: row.id.clone(),
        title: row.title.clone(),
        values: row.values.iter().map(shown).collect(),
        missing: named(&row.missing),
        distinct: row.values.len(),
        wanted: row.wanted,
        dominant: row.dominant().map(|value| Dominant {
            id: value.id.clone(),
            images: value.images.len(),
            of: names.len(),
        }),
    }
}
