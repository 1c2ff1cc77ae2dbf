//! The traits a set varies, with the images that show each value and the values none shows.

use std::collections::BTreeSet;

use onmodel_rules::Facts;
use onmodel_rules::coverage::{Matrix, Row};

use crate::drafts::lacking;

/// One value of a trait.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    /// How it is written.
    pub(crate) words: String,
    /// The images that show it; none for a value the set lacks.
    pub(crate) images: BTreeSet<usize>,
}

/// One trait.
#[derive(Debug, Clone)]
pub(crate) struct Variable {
    /// `pose`
    pub(crate) category: String,
    /// What the set shows, the most frequent first.
    pub(crate) shown: Vec<Choice>,
    /// What it does not.
    pub(crate) lacking: Vec<Choice>,
}

/// The traits that vary in a set, those it shows most values of first.
pub(crate) fn variables(facts: &Facts) -> Vec<Variable> {
    let matrix = Matrix::of(facts);
    let mut variables: Vec<Variable> =
        matrix.categories.iter().map(|row| variable(facts, row)).collect();
    variables.retain(|variable| !variable.shown.is_empty() || !variable.lacking.is_empty());
    variables
}

fn variable(facts: &Facts, row: &Row) -> Variable {
    let shown = row.values.iter().map(|value| Choice {
        words: called(facts, &row.id, &value.id),
        images: value.images.iter().copied().collect(),
    });
    let lacking = lacking(facts, row);
    let lacking = lacking.into_iter().map(|words| Choice { words, images: BTreeSet::new() });
    Variable { category: row.id.clone(), shown: shown.collect(), lacking: lacking.collect() }
}

/// What the set's captions call a value: the words of the first that names it.
fn called(facts: &Facts, category: &str, value: &str) -> String {
    let vocabulary = &facts.context.vocabulary;
    let of = vocabulary.category(category).map(|(index, _)| index);
    for view in facts.used_captions() {
        let named = view.fact.traits.iter().find(|found| {
            !found.negated
                && Some(vocabulary.category_of(found.group)) == of
                && vocabulary.group(found.group).id == value
        });
        if let Some(named) = named {
            return named.span.of(view.text()).trim().replace('_', " ").to_lowercase();
        }
    }
    value.replace('-', " ")
}
