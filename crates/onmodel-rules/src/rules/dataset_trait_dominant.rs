//! `dataset-trait-dominant`

use std::collections::{BTreeMap, BTreeSet};

use onmodel_caption::{GroupId, text};

use crate::coverage::{Coverage, varied};
use crate::{Draft, Facts, Out, Rule, Severity, declare_rule};

use super::dataset_low_variety::is_varied;

declare_rule! {
    /// One pose, view, framing or background fills most of the set.
    ///
    /// ## What it checks
    /// Whether one value of a trait that `[traits] vary` lists is named in more than 60 % of the
    /// captions, in sets of six images or more. Without `vary` it looks at pose, expression, view,
    /// framing and background, as a hint.
    ///
    /// ## Why it matters
    /// What most pictures share becomes the default: the model falls back on it whatever is asked.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "1.png"
    /// caption = "krstl, standing"
    /// [[image]]
    /// file = "2.png"
    /// caption = "krstl, standing"
    /// [[image]]
    /// file = "3.png"
    /// caption = "krstl, standing"
    /// [[image]]
    /// file = "4.png"
    /// caption = "krstl, standing"
    /// [[image]]
    /// file = "5.png"
    /// caption = "krstl, sitting"
    /// [[image]]
    /// file = "6.png"
    /// caption = "krstl, running"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "1.png"
    /// caption = "krstl, standing"
    /// [[image]]
    /// file = "2.png"
    /// caption = "krstl, standing"
    /// [[image]]
    /// file = "3.png"
    /// caption = "krstl, standing"
    /// [[image]]
    /// file = "4.png"
    /// caption = "krstl, jumping"
    /// [[image]]
    /// file = "5.png"
    /// caption = "krstl, sitting"
    /// [[image]]
    /// file = "6.png"
    /// caption = "krstl, running"
    /// ```
    ///
    /// ## How to fix
    /// Replace some of these pictures by others, or add more that differ.
    pub struct DatasetTraitDominant = "dataset-trait-dominant" {
        scope: Dataset,
        level: Some(Severity::Warning),
        fix: None,
        part: Diversity,
    }
}

/// The smallest set in which a share means anything.
const ENOUGH: usize = 6;
/// Percent of the captions from which on a value dominates.
const MOST: usize = 60;

impl Rule for DatasetTraitDominant {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        let coverage = facts.coverage();
        if coverage.captions < ENOUGH {
            return;
        }
        let (categories, severity) = varied(facts);
        for category in categories {
            // Too few values at all is dataset-low-variety's to say.
            if is_varied(facts, coverage, category)
                && let Some(message) = dominant(facts, coverage, category)
            {
                out.push(
                    Draft::set(message)
                        .severity(severity)
                        .consequence("the model falls back on it whatever is asked of it"),
                );
            }
        }
    }
}

fn dominant(facts: &Facts, coverage: &Coverage, category: usize) -> Option<String> {
    let vocabulary = &facts.context.vocabulary;
    let known = vocabulary.categories().get(category)?;
    let (id, group) = vocabulary.groups_of(category).max_by_key(|(id, _)| coverage.group(*id))?;
    let (mut count, all) = (coverage.group(id), coverage.captions);
    let mut phrase = group.phrases.first()?.clone();
    if known.id == BACKGROUND && count * 100 > all * MOST {
        (phrase, count) = one_wording(facts, id)?;
    }
    (count * 100 > all * MOST)
        .then(|| format!("{}: {count} of {all} captions name the same, {phrase}", known.noun()))
}

/// Groups of backgrounds are broad: a forest and a beach are both scenery, and no repetition.
const BACKGROUND: &str = "background";

/// The wording of a group that most captions use, and how many do.
fn one_wording(facts: &Facts, group: GroupId) -> Option<(String, usize)> {
    let mut captions: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for view in facts.used_captions() {
        for named in view.fact.traits.iter().filter(|named| named.group == group && !named.negated)
        {
            let wording = text::normalise(named.span.of(view.text()));
            captions.entry(wording).or_default().insert(view.index);
        }
    }
    captions.into_iter().map(|(wording, by)| (wording, by.len())).max_by_key(|(_, count)| *count)
}
