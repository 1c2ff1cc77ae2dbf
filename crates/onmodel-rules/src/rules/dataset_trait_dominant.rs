//! `dataset-trait-dominant`

use std::collections::BTreeSet;

use onmodel_caption::{GroupId, text};

use crate::coverage::{Coverage, ENOUGH, called, dominates, varied};
use crate::index::{CaptionIndex, Counts};
use crate::{CaptionView, Context, Draft, Facts, Out, Rule, Severity, declare_rule};

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

impl Rule for DatasetTraitDominant {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        let coverage = facts.coverage();
        if coverage.captions < ENOUGH {
            return;
        }
        let (categories, severity) = varied(facts);
        for category in categories {
            // Too few values at all is dataset-low-variety's to say.
            if is_varied(facts, &coverage, category)
                && let Some(message) = dominant(facts, &coverage, category)
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
    let mut phrase = called(facts, coverage, id).or_else(|| group.phrases.first().cloned())?;
    if known.id == BACKGROUND && dominates(count, all) {
        (phrase, count) = facts.index::<Backgrounds>().commonest(id)?;
    }
    dominates(count, all)
        .then(|| format!("{}: {count} of {all} captions name the same, {phrase}", known.noun()))
}

/// Groups of backgrounds are broad: a forest and a beach are both scenery, and no repetition.
const BACKGROUND: &str = "background";

/// How many captions use each wording of a background.
#[derive(Default)]
struct Backgrounds(Counts<(GroupId, String)>);

impl Backgrounds {
    /// The wording of a group that most captions use, and how many do.
    fn commonest(&self, group: GroupId) -> Option<(String, usize)> {
        let wordings = self.0.from((group, String::new())).take_while(|((of, _), _)| *of == group);
        let most = wordings.max_by_key(|(_, count)| *count);
        most.map(|((_, wording), count)| (wording.clone(), count))
    }
}

impl CaptionIndex for Backgrounds {
    fn empty(_: &Context) -> Self {
        Self::default()
    }

    fn add(&mut self, caption: &CaptionView<'_>) {
        for wording in wordings(caption) {
            self.0.add(wording);
        }
    }

    fn remove(&mut self, caption: &CaptionView<'_>) {
        for wording in wordings(caption) {
            self.0.remove(&wording);
        }
    }
}

/// The backgrounds a caption names, each wording once.
fn wordings(caption: &CaptionView<'_>) -> BTreeSet<(GroupId, String)> {
    let vocabulary = &caption.context.vocabulary;
    let background = vocabulary.category(BACKGROUND).map(|(index, _)| index);
    let named =
        caption.fact.traits.iter().filter(|named| {
            !named.negated && Some(vocabulary.category_of(named.group)) == background
        });
    named.map(|named| (named.group, text::normalise(named.span.of(caption.text())))).collect()
}
