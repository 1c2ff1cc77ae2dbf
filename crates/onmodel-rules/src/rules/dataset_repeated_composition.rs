//! `dataset-repeated-composition`

use std::collections::HashMap;

use onmodel_caption::GroupId;

use crate::{CaptionView, Draft, Facts, Out, Place, Rule, Severity, declare_rule};

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
        let ids = ["pose", "view", "framing"];
        let found = ids.map(|id| facts.context.vocabulary.category(id).map(|(index, _)| index));
        let [Some(pose), Some(view), Some(framing)] = found else { return };
        let categories = [pose, view, framing];
        let mut compositions: HashMap<Vec<GroupId>, Vec<usize>> = HashMap::new();
        let mut captions = 0;
        for caption in facts.used_captions() {
            captions += 1;
            if let Some(composition) = composition(&caption, categories) {
                compositions.entry(composition).or_default().push(caption.index);
            }
        }
        let limit = TOO_MANY.max(captions / SHARE);
        let mut repeated: Vec<_> =
            compositions.into_iter().filter(|(_, captions)| captions.len() >= limit).collect();
        repeated.sort();
        for (composition, captions) in repeated {
            out.push(draft(facts, &composition, captions));
        }
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
    let is_whole = categories
        .iter()
        .all(|wanted| groups.iter().any(|group| category(*group) == *wanted));
    is_whole.then_some(groups)
}

fn draft(facts: &Facts, composition: &[GroupId], captions: Vec<usize>) -> Draft {
    let phrase = |id: &GroupId| facts.context.vocabulary.group(*id).phrases.first();
    let phrases: Vec<&str> = composition.iter().filter_map(phrase).map(String::as_str).collect();
    let message =
        format!("{} captions name one composition: {}", captions.len(), phrases.join(", "));
    let draft = Draft::set(message)
        .consequence("the model learns this composition together with the character");
    captions.into_iter().fold(draft, |draft, index| {
        draft.related(Place::Caption(index, None), "names this composition")
    })
}
