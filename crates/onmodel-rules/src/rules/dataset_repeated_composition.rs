//! `dataset-repeated-composition`

use std::collections::BTreeSet;

use onmodel_caption::GroupId;

use crate::index::{By, CaptionIndex};
use crate::{CaptionView, Context, Draft, Facts, Out, Place, Rule, Severity, declare_rule};

declare_rule! {
    /// Several captions name the same pose, view and framing.
    ///
    /// ## What it checks
    /// Captions that name all three; three or more (a fifth of a larger set) with the same.
    ///
    /// ## Why it matters
    /// The model learns the composition together with the character, and repeats it.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "1.png"
    /// caption = "krstl, standing, front view, full body"
    /// [[image]]
    /// file = "2.png"
    /// caption = "krstl, standing, front view, full body, night"
    /// [[image]]
    /// file = "3.png"
    /// caption = "krstl, standing, front view, full body, smiling"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "1.png"
    /// caption = "krstl, standing, front view, full body"
    /// [[image]]
    /// file = "2.png"
    /// caption = "krstl, standing, side view, full body"
    /// [[image]]
    /// file = "3.png"
    /// caption = "krstl, sitting, front view, close-up"
    /// ```
    ///
    /// ## How to fix
    /// Keep the best of them and replace the others by another pose, view or framing.
    pub struct DatasetRepeatedComposition = "dataset-repeated-composition" {
        scope: Dataset,
        level: Some(Severity::Warning),
        fix: None,
        part: Diversity,
    }
}

/// How many equal compositions are too many, in a small set and as a share of a large one.
const TOO_MANY: usize = 3;
const SHARE: usize = 5;

impl Rule for DatasetRepeatedComposition {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        let compositions = facts.index::<Compositions>();
        let limit = TOO_MANY.max(facts.coverage().captions / SHARE);
        for (composition, captions) in compositions.captions.iter() {
            if captions.len() >= limit {
                out.push(draft(facts, composition, captions));
            }
        }
    }
}

/// The captions that name each composition.
struct Compositions {
    /// The categories that make a composition; `None` where the vocabulary lacks one.
    categories: Option<[usize; 3]>,
    captions: By<Vec<GroupId>>,
}

impl CaptionIndex for Compositions {
    fn empty(context: &Context) -> Self {
        let category = |id| context.vocabulary.category(id).map(|(index, _)| index);
        let categories = match ["pose", "view", "framing"].map(category) {
            [Some(pose), Some(view), Some(framing)] => Some([pose, view, framing]),
            _ => None,
        };
        Self { categories, captions: By::default() }
    }

    fn add(&mut self, caption: &CaptionView<'_>) {
        if let Some(composition) = self.of(caption) {
            self.captions.add(composition, caption.index);
        }
    }

    fn remove(&mut self, caption: &CaptionView<'_>) {
        if let Some(composition) = self.of(caption) {
            self.captions.remove(&composition, caption.index);
        }
    }
}

impl Compositions {
    fn of(&self, caption: &CaptionView<'_>) -> Option<Vec<GroupId>> {
        composition(caption, self.categories?)
    }
}

/// The groups a caption names of the categories, if it names one of each.
fn composition(caption: &CaptionView<'_>, categories: [usize; 3]) -> Option<Vec<GroupId>> {
    let category = |group| caption.context.vocabulary.category_of(group);
    let named = caption.fact.traits.iter().filter(|named| !named.negated);
    let mut groups: Vec<GroupId> = named
        .map(|named| named.group)
        .filter(|group| categories.contains(&category(*group)))
        .collect();
    groups.sort();
    groups.dedup();
    let is_whole =
        categories.iter().all(|wanted| groups.iter().any(|group| category(*group) == *wanted));
    is_whole.then_some(groups)
}

fn draft(facts: &Facts, composition: &[GroupId], captions: &BTreeSet<usize>) -> Draft {
    let phrase = |id: &GroupId| facts.context.vocabulary.group(*id).phrases.first();
    let phrases: Vec<&str> = composition.iter().filter_map(phrase).map(String::as_str).collect();
    let message =
        format!("{} captions name one composition: {}", captions.len(), phrases.join(", "));
    let draft = Draft::set(message)
        .consequence("the model learns this composition together with the character");
    captions.iter().fold(draft, |draft, &index| {
        draft.related(Place::Caption(index, None), "names this composition")
    })
}
