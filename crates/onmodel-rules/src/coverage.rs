//! Which traits the captions of a set name: counted once for the rules, and as a [`Matrix`] of
//! images and categories for whoever looks at the set.

mod matrix;

pub use matrix::{Matrix, Row, Value};

use std::collections::BTreeSet;

use onmodel_caption::{Caption, GroupId, Span, TraitMatch, text};

use crate::index::CaptionIndex;
use crate::{CaptionFact, CaptionView, Context, Facts, Severity};

/// The categories looked at where the project does not say what varies.
const USUAL: [&str; 5] = ["pose", "expression", "view", "framing", "background"];

/// The smallest set in which a share means anything.
pub(crate) const ENOUGH: usize = 6;
/// Percent of a set above which a value dominates.
const MOST: usize = 60;

/// Whether `some` of `all` are so many that the model falls back on what they share.
pub(crate) fn dominates(some: usize, all: usize) -> bool {
    all >= ENOUGH && some * 100 > all * MOST
}

/// Which captions name what, negations aside.
pub(crate) struct Coverage {
    /// How many captions there are.
    pub(crate) captions: usize,
    groups: Vec<BTreeSet<usize>>,
    categories: Vec<BTreeSet<usize>>,
}

impl CaptionIndex for Coverage {
    fn empty(context: &Context) -> Self {
        let vocabulary = &context.vocabulary;
        Self {
            captions: 0,
            groups: vec![BTreeSet::new(); vocabulary.groups().len()],
            categories: vec![BTreeSet::new(); vocabulary.categories().len()],
        }
    }

    fn add(&mut self, caption: &CaptionView<'_>) {
        self.captions += 1;
        self.each_named(caption, |naming| {
            naming.insert(caption.index);
        });
    }

    fn remove(&mut self, caption: &CaptionView<'_>) {
        self.captions -= 1;
        self.each_named(caption, |naming| {
            naming.remove(&caption.index);
        });
    }
}

impl Coverage {
    /// The captions that name a group, in order.
    pub(crate) fn naming(&self, group: GroupId) -> &BTreeSet<usize> {
        static NONE: BTreeSet<usize> = BTreeSet::new();
        self.groups.get(group.0 as usize).unwrap_or(&NONE)
    }

    /// How many captions name a group.
    pub(crate) fn group(&self, group: GroupId) -> usize {
        self.naming(group).len()
    }

    /// How many captions name anything of a category.
    pub(crate) fn category(&self, category: usize) -> usize {
        self.categories.get(category).map_or(0, BTreeSet::len)
    }

    /// The captions beside each group and category that this one names.
    fn each_named(&mut self, caption: &CaptionView<'_>, each: impl Fn(&mut BTreeSet<usize>)) {
        for named in caption.fact.traits.iter().filter(|named| !named.negated) {
            let category = caption.context.vocabulary.category_of(named.group);
            self.groups.get_mut(named.group.0 as usize).map(&each);
            self.categories.get_mut(category).map(&each);
        }
    }
}

/// Where a caption names a group first.
pub(crate) fn first_naming(fact: &CaptionFact, group: GroupId) -> Option<Span> {
    let named = fact.traits.iter().find(|named| named.group == group && !named.negated);
    named.map(|named| named.span)
}

/// What the captions call a group: the words of the first that names it.
pub(crate) fn called(facts: &Facts, coverage: &Coverage, group: GroupId) -> Option<String> {
    let caption = facts.caption(*coverage.naming(group).first()?);
    first_naming(caption.fact, group).map(|span| text::normalise(span.of(caption.text())))
}

/// The categories that ought to vary, and how much it matters: those of `vary`, else the usual ones
/// as hints.
pub fn varied(facts: &Facts) -> (Vec<usize>, Severity) {
    let vocabulary = &facts.context.vocabulary;
    let index = |id: &str| vocabulary.category(id).map(|(index, _)| index);
    match &facts.context.settings.vary {
        Some(vary) => (vary.iter().filter_map(|id| index(id)).collect(), Severity::Warning),
        None => (USUAL.into_iter().filter_map(index).collect(), Severity::Hint),
    }
}

/// Those of the `wanted` categories, by index, that a caption names nothing of; a denial ("not
/// smiling") names nothing.
pub fn unnamed(view: &CaptionView<'_>, wanted: &[usize]) -> Vec<usize> {
    let vocabulary = &view.context.vocabulary;
    let among = |traits: &[TraitMatch], category: usize| {
        let of = |group| vocabulary.category_of(group) == category;
        traits.iter().any(|found| !found.negated && of(found.group))
    };
    let not_said = |category: &usize| !among(&view.fact.traits, *category);
    let mut left: Vec<usize> = wanted.iter().copied().filter(not_said).collect();
    // "krstl armor" tells of the outfit although it is a name.
    if let Some(found) = view.fact.trigger.as_ref().filter(|_| !left.is_empty()) {
        let in_name = vocabulary.find(&Caption::parse(found.trigger.text()));
        left.retain(|category| !among(&in_name, *category));
    }
    left
}
