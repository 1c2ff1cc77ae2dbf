//! Reading `traits.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Axis, Category, CustomCategory, Group};

/// The vocabulary as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) matching: Matching,
    pub(super) multi_subject: Phrases,
    pub(super) other_figure: Phrases,
    category: Vec<FileCategory>,
    pub(super) conflict: Vec<FileConflict>,
    pub(super) allow_together: Vec<AllowTogether>,
    pub(super) identity: FileIdentity,
    pub(super) lexicon: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Matching {
    pub(super) negators: Vec<String>,
    pub(super) negator_window_words: usize,
    pub(super) whole_tag_only: Vec<String>,
    #[serde(default)]
    pub(super) decoys: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Phrases {
    pub(super) phrases: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileCategory {
    id: String,
    title: String,
    #[serde(default)]
    min_distinct_groups: usize,
    #[serde(default = "yes")]
    coverage: bool,
    #[serde(default)]
    expect_constant: bool,
    #[serde(default)]
    custom: bool,
    axis: Vec<FileAxis>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileAxis {
    id: String,
    exclusive: bool,
    #[serde(default)]
    strength: Strength,
    group: Vec<FileGroup>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileGroup {
    id: String,
    phrases: Vec<String>,
}

/// How certain a contradiction is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Strength {
    #[default]
    Hard,
    Soft,
}

/// A contradiction of group `a` (`axis/group`) with group `b` or with any of `phrases_b`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileConflict {
    pub(super) a: String,
    pub(super) b: Option<String>,
    #[serde(default)]
    pub(super) phrases_b: Vec<String>,
    #[serde(default)]
    pub(super) unless_any: Vec<String>,
    #[serde(default)]
    pub(super) unless_phrases: Vec<String>,
    pub(super) strength: Strength,
    pub(super) why: String,
}

/// Two groups of an exclusive axis that go together all the same.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AllowTogether {
    pub(super) axis: String,
    pub(super) groups: [String; 2],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileIdentity {
    pub(super) colours: Vec<String>,
    pub(super) hair_templates: Vec<String>,
    pub(super) eye_templates: Vec<String>,
    pub(super) hair_lengths: Vec<String>,
    pub(super) hair_styles: Vec<String>,
    pub(super) skin_body: Vec<String>,
    pub(super) class_words: Vec<String>,
    #[serde(default)]
    pub(super) aliases: BTreeMap<String, String>,
}

const fn yes() -> bool {
    true
}

/// How many values of its own category a studio expects to see, when it says nothing else.
const CUSTOM_MIN_DISTINCT: usize = 2;

impl File {
    /// The vocabulary compiled into the program.
    pub(super) fn embedded() -> Self {
        toml::from_str(include_str!("traits.toml"))
            .expect("the embedded vocabulary parses: a test reads it")
    }

    /// Adds a studio's categories; groups for one that exists get an axis of their own in it.
    pub(super) fn add_custom(&mut self, custom: &[CustomCategory]) {
        for added in custom {
            let axis = FileAxis {
                id: format!("{}.custom", added.id),
                exclusive: false,
                strength: Strength::Soft,
                group: added
                    .groups
                    .iter()
                    .map(|(id, phrases)| FileGroup { id: id.clone(), phrases: phrases.clone() })
                    .collect(),
            };
            match self.category.iter_mut().find(|category| category.id == added.id) {
                Some(category) => category.axis.push(axis),
                None => self.category.push(FileCategory::custom(added, axis)),
            }
        }
    }

    /// Categories, axes and groups, numbered.
    pub(super) fn model(&self) -> (Vec<Category>, Vec<Axis>, Vec<Group>) {
        let (mut categories, mut axes, mut groups) = (Vec::new(), Vec::new(), Vec::new());
        for category in &self.category {
            for axis in &category.axis {
                let numbered = |group: &FileGroup| Group {
                    id: group.id.clone(),
                    axis: axes.len(),
                    phrases: group.phrases.clone(),
                };
                groups.extend(axis.group.iter().map(numbered));
                axes.push(Axis {
                    id: axis.id.clone(),
                    category: categories.len(),
                    exclusive: axis.exclusive,
                    hard: axis.strength == Strength::Hard,
                });
            }
            categories.push(category.model());
        }
        (categories, axes, groups)
    }
}

impl FileCategory {
    fn custom(added: &CustomCategory, axis: FileAxis) -> Self {
        Self {
            id: added.id.clone(),
            title: added.title.clone().unwrap_or_else(|| capitalised(&added.id)),
            min_distinct_groups: CUSTOM_MIN_DISTINCT.min(added.groups.len()),
            coverage: true,
            expect_constant: false,
            custom: true,
            axis: vec![axis],
        }
    }

    fn model(&self) -> Category {
        Category {
            id: self.id.clone(),
            title: self.title.clone(),
            min_distinct: self.min_distinct_groups,
            coverage: self.coverage,
            expect_constant: self.expect_constant,
            custom: self.custom,
        }
    }
}

fn capitalised(id: &str) -> String {
    let mut chars = id.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_embedded_vocabulary_refers_only_to_what_it_holds() {
        let file = File::embedded();
        let groups: BTreeSet<String> = file
            .category
            .iter()
            .flat_map(|category| &category.axis)
            .flat_map(|axis| axis.group.iter().map(|group| format!("{}/{}", axis.id, group.id)))
            .collect();
        for conflict in &file.conflict {
            let named = std::iter::once(&conflict.a).chain(&conflict.b).chain(&conflict.unless_any);
            for name in named {
                assert!(groups.contains(name), "{name}");
            }
            assert!(conflict.b.is_some() || !conflict.phrases_b.is_empty(), "{}", conflict.why);
        }
        for allowed in &file.allow_together {
            for group in &allowed.groups {
                assert!(groups.contains(&format!("{}/{group}", allowed.axis)), "{group}");
            }
        }
    }

    #[test]
    fn no_phrase_stands_in_two_groups_of_one_axis() {
        for axis in File::embedded().category.iter().flat_map(|category| &category.axis) {
            let mut seen = BTreeMap::new();
            for group in &axis.group {
                for phrase in &group.phrases {
                    let other = seen.insert(crate::text::normalise(phrase), &group.id);
                    assert!(
                        other.is_none_or(|other| other == &group.id),
                        "{phrase} in {}",
                        axis.id
                    );
                }
            }
        }
    }
}
