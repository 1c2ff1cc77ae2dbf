//! Which traits the captions of a set name: counted once for the rules, and as a [`Matrix`] of
//! images and categories for whoever looks at the set.

mod matrix;

pub use matrix::{Matrix, Row, Value};

use onmodel_caption::GroupId;

use crate::{Facts, Severity};

/// The categories looked at where the project does not say what varies.
const USUAL: [&str; 5] = ["pose", "expression", "view", "framing", "background"];

/// How many captions name what.
#[derive(Debug, Clone)]
pub(crate) struct Coverage {
    /// How many captions there are.
    pub(crate) captions: usize,
    groups: Vec<usize>,
    categories: Vec<usize>,
}

impl Coverage {
    /// Counts each group and category once for each caption that names it, negations aside.
    pub(crate) fn of(facts: &Facts) -> Self {
        let vocabulary = &facts.context.vocabulary;
        let mut groups = Counter::new(vocabulary.groups().len());
        let mut categories = Counter::new(vocabulary.categories().len());
        let mut captions = 0;
        for view in facts.used_captions() {
            captions += 1;
            for named in view.fact.traits.iter().filter(|named| !named.negated) {
                groups.count(named.group.0 as usize, captions);
                categories.count(vocabulary.category_of(named.group), captions);
            }
        }
        Self { captions, groups: groups.counts, categories: categories.counts }
    }

    /// How many captions name anything of a category.
    pub(crate) fn category(&self, category: usize) -> usize {
        self.categories.get(category).copied().unwrap_or(0)
    }

    /// How many captions name a group.
    pub(crate) fn group(&self, group: GroupId) -> usize {
        self.groups.get(group.0 as usize).copied().unwrap_or(0)
    }
}

/// Counts things at most once for each caption.
struct Counter {
    counts: Vec<usize>,
    last: Vec<usize>,
}

impl Counter {
    fn new(things: usize) -> Self {
        Self { counts: vec![0; things], last: vec![0; things] }
    }

    /// `caption` counts from one.
    fn count(&mut self, thing: usize, caption: usize) {
        if let (Some(count), Some(last)) = (self.counts.get_mut(thing), self.last.get_mut(thing))
            && *last != caption
        {
            *last = caption;
            *count += 1;
        }
    }
}

/// The categories that ought to vary, and how much it matters: those of `vary`, else the usual ones
/// as hints.
pub(crate) fn varied(facts: &Facts) -> (Vec<usize>, Severity) {
    let vocabulary = &facts.context.vocabulary;
    let index = |id: &str| vocabulary.category(id).map(|(index, _)| index);
    match &facts.context.settings.vary {
        Some(vary) => (vary.iter().filter_map(|id| index(id)).collect(), Severity::Warning),
        None => (USUAL.into_iter().filter_map(index).collect(), Severity::Hint),
    }
}
