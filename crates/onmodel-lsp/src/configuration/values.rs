//! The values a key may have: what the schema lists, and what only the set and the rules know.

use std::collections::HashSet;

use onmodel_caption::Vocabulary;
use onmodel_engine::workspace::SetView;
use onmodel_rules::rules::RULES;
use onmodel_rules::tags::TagTable;

use super::schema::Schema;
use crate::captions::about_tag::used_in;

/// One value to propose.
pub(super) struct Word {
    pub(super) text: String,
    /// What it means.
    pub(super) about: Option<String>,
}

impl Word {
    fn new(text: impl Into<String>, about: impl Into<String>) -> Self {
        Self { text: text.into(), about: Some(about.into()) }
    }
}

/// The texts that may stand at a path, the likeliest first.
pub(super) fn words(path: &[String], set: Option<&SetView>) -> Vec<Word> {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["traits", "vary"] => categories(set),
        ["lock"] => {
            let score = Word::new("score", "The least score asked for.");
            std::iter::once(score).chain(rules()).collect()
        }
        ["ignore", "rules"] => rules().collect(),
        ["traits", "identity"] | ["traits", "custom", _, _] => phrases(set),
        path => {
            let words = Schema::at(path).words();
            words.into_iter().map(|word| Word { text: word.to_owned(), about: None }).collect()
        }
    }
}

/// What a rule is about; `None` for no rule.
pub(super) fn rule(name: &str) -> Option<Word> {
    rules().find(|rule| rule.text == name)
}

fn rules() -> impl Iterator<Item = Word> {
    RULES.iter().map(|rule| {
        let meta = (rule.meta)();
        Word::new(&*meta.name, meta.summary())
    })
}

/// The categories of traits, the studio's own among them.
fn categories(set: Option<&SetView>) -> Vec<Word> {
    let covered = vocabulary(set).categories().iter().filter(|category| category.coverage);
    covered.map(|category| Word::new(&category.id, &category.title)).collect()
}

/// The set's own tags by frequency, then what the vocabulary knows.
fn phrases(set: Option<&SetView>) -> Vec<Word> {
    let mut words = set.map(own).unwrap_or_default();
    let vocabulary = vocabulary(set);
    for (index, category) in vocabulary.categories().iter().enumerate() {
        let first = vocabulary.groups_of(index).filter_map(|(_, group)| group.phrases.first());
        words.extend(first.map(|phrase| Word::new(phrase, &category.title)));
    }
    let mut seen = HashSet::new();
    words.retain(|word| seen.insert(word.text.clone()));
    words
}

fn own(set: &SetView) -> Vec<Word> {
    let table = TagTable::of(&set.facts);
    let sections = table.sections.iter().filter(|section| section.id != "trigger");
    let mut counts: Vec<_> = sections.flat_map(|section| &section.tags).collect();
    counts.sort_by_key(|count| std::cmp::Reverse(count.captions));
    let word = |tag: &str, captions| Word::new(tag, used_in(captions, &set.facts));
    counts.into_iter().map(|count| word(&count.tag, count.captions)).collect()
}

/// The set's vocabulary, or the shipped one while the configuration cannot be read.
fn vocabulary(set: Option<&SetView>) -> &Vocabulary {
    match set {
        Some(set) => &set.facts.context.vocabulary,
        None => Vocabulary::standard(),
    }
}
