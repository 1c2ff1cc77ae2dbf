//! Which image shows which value of each trait that ought to vary, as its caption tells.

use std::collections::{BTreeMap, BTreeSet};

use onmodel_caption::{Category, GroupId, Vocabulary};

use super::{dominates, given, varied};
use crate::Facts;

/// The coverage of one set: categories of traits by images.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// How many images the set has; images are known by their index in the dataset.
    pub images: usize,
    /// The categories that ought to vary, the studio's own after them.
    pub categories: Vec<Row>,
}

/// One category of traits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// `pose`
    pub id: String,
    /// `Pose`
    pub title: String,
    /// The values named, the one most images show first.
    pub values: Vec<Value>,
    /// The images whose captions name none, those without a caption too.
    pub missing: Vec<usize>,
    /// How many different values a varied set shows; none where every image's trigger gives its own.
    pub wanted: usize,
    /// Index in `values` of the one that dominates: named for more than 60 % of the images, in a set
    /// of six or more. One that the trigger gives ("krstl armor") repeats on purpose and does not.
    pub dominant: Option<usize>,
}

/// One value of a category and the images it is named for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// `standing`
    pub id: String,
    /// The images, in order.
    pub images: Vec<usize>,
}

impl Matrix {
    /// Reads the matrix off a set's captions: the categories of `[traits] vary`, else pose,
    /// expression, view, framing and background; then those of `[traits.custom.*]`. A value denied
    /// ("not smiling") is not shown.
    pub fn of(facts: &Facts) -> Self {
        let vocabulary = &facts.context.vocabulary;
        let (mut chosen, _) = varied(facts);
        let numbered = vocabulary.categories().iter().enumerate();
        let custom: Vec<usize> =
            numbered.filter(|(_, known)| known.custom).map(|(index, _)| index).collect();
        chosen.extend(custom);
        let mut seen = std::collections::BTreeSet::new();
        chosen.retain(|&category| seen.insert(category));
        let known = |index| Some((index, vocabulary.categories().get(index)?));
        let categories = chosen.into_iter().filter_map(known);
        Self {
            images: facts.dataset.images.len(),
            categories: categories
                .map(|(index, category)| Row::of(facts, vocabulary, index, category))
                .collect(),
        }
    }
}

impl Row {
    fn of(facts: &Facts, vocabulary: &Vocabulary, index: usize, category: &Category) -> Self {
        let mut tally = Tally::default();
        for image in facts.all_images() {
            let view = image.caption();
            let given = view.as_ref().map(given).unwrap_or_default();
            let traits = view.map(|view| view.fact.traits.as_slice()).unwrap_or_default();
            let said = traits.iter().filter(|named| !named.negated).map(|named| named.group);
            let of_row = |group: &GroupId| vocabulary.category_of(*group) == index;
            tally.add(
                image.index,
                said.filter(of_row).collect(),
                given.into_iter().filter(of_row).collect(),
            );
        }
        tally.row(vocabulary, category, facts.dataset.images.len())
    }

    /// The value that dominates.
    pub fn dominant(&self) -> Option<&Value> {
        self.dominant.and_then(|index| self.values.get(index))
    }

    /// The values named for one image, the set's most frequent first.
    pub fn shown_by(&self, image: usize) -> impl Iterator<Item = &Value> {
        self.values.iter().filter(move |value| value.images.binary_search(&image).is_ok())
    }

    /// Whether fewer different values are named than a varied set shows.
    pub fn is_poor(&self) -> bool {
        self.values.len() < self.wanted
    }
}

/// Which images show which groups of one category.
#[derive(Default)]
struct Tally {
    images: BTreeMap<GroupId, Vec<usize>>,
    /// The groups that triggers give, and how many images have one given.
    given: BTreeSet<GroupId>,
    with_given: usize,
    missing: Vec<usize>,
}

impl Tally {
    fn add(&mut self, image: usize, said: BTreeSet<GroupId>, given: BTreeSet<GroupId>) {
        if said.is_empty() && given.is_empty() {
            self.missing.push(image);
        }
        self.with_given += usize::from(!given.is_empty());
        for group in said.union(&given) {
            self.images.entry(*group).or_default().push(image);
        }
        self.given.extend(given);
    }

    /// The row of a set of `all` images.
    fn row(self, vocabulary: &Vocabulary, category: &Category, all: usize) -> Row {
        let mut values: Vec<(GroupId, Vec<usize>)> = self.images.into_iter().collect();
        values.sort_by_key(|(_, images)| std::cmp::Reverse(images.len()));
        let first = values.iter().position(|(group, _)| !self.given.contains(group));
        let dominant = first.filter(|&index| dominates(values[index].1.len(), all));
        let value = |(group, images)| Value { id: vocabulary.group(group).id.clone(), images };
        Row {
            id: category.id.clone(),
            title: category.title.clone(),
            values: values.into_iter().map(value).collect(),
            missing: self.missing,
            wanted: if all > 0 && self.with_given == all { 0 } else { category.min_distinct },
            dominant,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(head: &str, captions: &[&str]) -> Matrix {
        let images = captions.iter().enumerate().map(|(index, caption)| {
            format!("[[image]]\nfile = \"{index:02}.png\"\ncaption = \"{caption}\"\n")
        });
        Matrix::of(&crate::fixture::facts(&format!("{head}\n{}", images.collect::<String>())))
    }

    fn shown(row: &Row) -> String {
        let value = |value: &Value| format!("{} {:?}", value.id, value.images);
        let values: Vec<String> = row.values.iter().map(value).collect();
        format!("{}: {}; missing {:?}", row.id, values.join(", "), row.missing)
    }

    #[test]
    fn each_image_shows_what_its_caption_names() {
        let captions =
            ["krstl, standing", "krstl, sitting, not smiling", "krstl", "standing, smile"];
        let matrix = matrix("[traits]\nvary = [\"pose\", \"expression\"]", &captions);
        let rows: Vec<String> = matrix.categories.iter().map(shown).collect();
        assert_eq!(
            rows,
            [
                "pose: standing [0, 3], sitting [1]; missing [2]",
                "expression: happy [3]; missing [0, 1, 2]"
            ]
        );
        let ids: Vec<&str> =
            matrix.categories[0].shown_by(3).map(|value| value.id.as_str()).collect();
        assert_eq!(ids, ["standing"]);
    }

    #[test]
    fn a_studio_category_stands_beside_the_usual_ones() {
        let head = "[traits.custom.weapon]\nsword = [\"sword\", \"katana\"]\nbow = [\"bow\"]";
        let matrix = matrix(head, &["krstl, katana", "krstl, bow"]);
        let ids: Vec<&str> = matrix.categories.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, ["pose", "expression", "view", "framing", "background", "weapon"]);
        assert_eq!(shown(&matrix.categories[5]), "weapon: bow [1], sword [0]; missing []");
    }

    #[test]
    fn a_value_dominates_above_three_fifths_of_six_images_or_more() {
        let dominant = |standing: usize, all: usize| {
            let mut captions = vec!["krstl, standing"; standing];
            captions.resize(all, "krstl, sitting");
            let matrix = matrix("[traits]\nvary = [\"pose\"]", &captions);
            matrix.categories[0].dominant().map(|value| value.id.clone())
        };
        assert_eq!(dominant(7, 9).as_deref(), Some("standing"));
        assert_eq!(dominant(6, 10), None);
        assert_eq!(dominant(5, 5), None);
    }

    #[test]
    fn what_the_trigger_gives_is_shown_and_is_no_repetition() {
        let head = |trigger: &str| {
            format!("[dataset]\ntrigger = \"{trigger}\"\n[traits]\nvary = [\"outfit\"]")
        };
        let row = |trigger: &str| {
            let caption = format!("{trigger}, standing");
            matrix(&head(trigger), &[caption.as_str(); 7]).categories.remove(0)
        };
        let armor = row("krstl armor");
        assert_eq!(shown(&armor), "outfit: armor-fantasy [0, 1, 2, 3, 4, 5, 6]; missing []");
        assert!(armor.dominant().is_none() && !armor.is_poor());
        assert_eq!(shown(&row("armor_nk")), "outfit: ; missing [0, 1, 2, 3, 4, 5, 6]");
    }

    #[test]
    fn an_image_without_a_caption_misses_everything() {
        let set = "[traits]\nvary = [\"pose\"]\n[[image]]\nfile = \"1.png\"\n";
        let matrix = Matrix::of(&crate::fixture::facts(set));
        assert_eq!(shown(&matrix.categories[0]), "pose: ; missing [0]");
        assert!(matrix.categories[0].is_poor());
    }
}
