//! The trait vocabulary: what captions say of pose, view, framing and the rest.
//!
//! `traits.toml` beside this file holds every category, axis, group and phrase; it is embedded
//! and read once ([`Vocabulary::standard`]). A studio's own categories and declared identity
//! phrases make a vocabulary of their own ([`Vocabulary::with_custom`]).

mod adjectives;
mod contradiction;
mod file;
mod identity;
mod lexicon;
mod model;
mod negation;
mod phrases;

use std::{
    collections::{BTreeSet, HashSet},
    sync::OnceLock,
};

pub use contradiction::Contradiction;
pub use identity::{IdentityKind, IdentityMatch};
pub use lexicon::Lexicon;
pub use model::{Axis, Category, Conflict, CustomCategory, Group, GroupId, TraitMatch};

use crate::{Caption, Span};
use contradiction::Conflicts;
use file::File;
use identity::Identity;
use lexicon::Lexicons;
use negation::Negation;
use phrases::PhraseSet;

/// Every category, axis, group and phrase, ready to search with.
#[derive(Debug)]
pub struct Vocabulary {
    categories: Vec<Category>,
    axes: Vec<Axis>,
    groups: Vec<Group>,
    /// Pattern to groups; a decoy ("running shoes") has none.
    patterns: Vec<Vec<GroupId>>,
    phrases: PhraseSet,
    negation: Negation,
    conflicts: Conflicts,
    multi_subject: PhraseSet,
    other_figure: PhraseSet,
    identity: Identity,
    lexicons: Lexicons,
    words: HashSet<String>,
}

impl Vocabulary {
    /// The vocabulary onmodel ships, built on first use.
    pub fn standard() -> &'static Self {
        static STANDARD: OnceLock<Vocabulary> = OnceLock::new();
        STANDARD.get_or_init(|| Self::with_custom(&[], &[]))
    }

    /// The shipped vocabulary with a studio's own categories and the phrases it declares as the
    /// character's identity. Groups for a category that exists already join it.
    pub fn with_custom(custom: &[CustomCategory], identity: &[String]) -> Self {
        let mut file = File::embedded();
        file.add_custom(custom);
        Self::build(&file, identity)
    }

    fn build(file: &File, declared: &[String]) -> Self {
        let (categories, axes, groups) = file.model();
        let (patterns, texts) = patterns(&groups, &file.matching.decoys);
        let whole_tag: BTreeSet<String> = file
            .matching
            .whole_tag_only
            .iter()
            .map(|phrase| crate::text::normalise(phrase))
            .collect();
        let set = |phrases: &[String]| PhraseSet::new(phrases, &whole_tag);
        let conflicts = Conflicts::new(file, &axes, &groups, set);
        Self {
            words: words(&texts),
            phrases: set(&texts),
            negation: Negation::new(&file.matching),
            conflicts,
            multi_subject: set(&file.multi_subject.phrases),
            other_figure: set(&file.other_figure.phrases),
            identity: Identity::new(&file.identity, declared, set),
            lexicons: Lexicons::new(&file.lexicon),
            categories,
            axes,
            groups,
            patterns,
        }
    }

    /// The categories, in the order coverage is shown.
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// The axes, by category.
    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// The groups, by axis; a [`GroupId`] is an index here.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The groups of category `category` (an index of [`Self::categories`]), in order.
    pub fn groups_of(&self, category: usize) -> impl Iterator<Item = (GroupId, &Group)> {
        let of_category = move |group: &Group| self.axes[group.axis].category == category;
        let numbered = (0..).map(GroupId).zip(&self.groups);
        numbered.filter(move |(_, group)| of_category(group))
    }

    /// The category called `id`, with its index.
    pub fn category(&self, id: &str) -> Option<(usize, &Category)> {
        self.categories.iter().enumerate().find(|(_, category)| category.id == id)
    }

    /// One group.
    ///
    /// # Panics
    /// If `id` came from another vocabulary.
    pub fn group(&self, id: GroupId) -> &Group {
        &self.groups[id.0 as usize]
    }

    /// The axis of a group.
    ///
    /// # Panics
    /// If `id` came from another vocabulary.
    pub fn axis_of(&self, id: GroupId) -> &Axis {
        &self.axes[self.group(id).axis]
    }

    /// The index of a group's category.
    ///
    /// # Panics
    /// If `id` came from another vocabulary.
    pub fn category_of(&self, id: GroupId) -> usize {
        self.axis_of(id).category
    }

    /// Every place where `caption` names a trait, in order; the longest phrase wins, and each
    /// word is used once.
    pub fn find(&self, caption: &Caption) -> Vec<TraitMatch> {
        let normal = caption.normalised();
        let found = self.phrases.find(caption);
        let denials = self.negation.of(normal.text());
        let mut matches = Vec::with_capacity(found.len());
        for (index, hit) in found.iter().enumerate() {
            let groups = &self.patterns[hit.phrase];
            if groups.is_empty() {
                continue;
            }
            let negated = denials.stand_before(hit.span, &found[..index]);
            let span = normal.original(hit.span);
            matches.extend(groups.iter().map(|&group| TraitMatch { span, group, negated }));
        }
        matches
    }

    /// The first words that say the caption has more than one subject ("two women", "turnaround").
    pub fn multi_subject(&self, caption: &Caption) -> Option<Span> {
        let normal = caption.normalised();
        let hits = self.multi_subject.find(caption);
        let denials = self.negation.of(normal.text());
        let said = hits.iter().find(|hit| !denials.stand_before(hit.span, &[]))?;
        Some(normal.original(said.span))
    }

    /// Whether the caption tells of somebody or something beside its subject, of which some of its
    /// words may be true.
    fn tells_of_others(&self, caption: &Caption) -> bool {
        self.multi_subject(caption).is_some() || !self.other_figure.find(caption).is_empty()
    }

    /// Whether `word`, in lower case, is one of the words the vocabulary is made of.
    pub fn knows_word(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

/// Each distinct phrase once, with the groups it names; decoys name none.
fn patterns(groups: &[Group], decoys: &[String]) -> (Vec<Vec<GroupId>>, Vec<String>) {
    let mut texts: Vec<String> = Vec::new();
    let mut ids: Vec<Vec<GroupId>> = Vec::new();
    let mut seen = std::collections::HashMap::new();
    let named = (0..)
        .map(GroupId)
        .zip(groups)
        .flat_map(|(id, group)| group.phrases.iter().map(move |text| (Some(id), text)));
    for (id, text) in named.chain(decoys.iter().map(|text| (None, text))) {
        let key = crate::text::normalise(text);
        let at = *seen.entry(key.clone()).or_insert_with(|| {
            texts.push(key);
            ids.push(Vec::new());
            ids.len() - 1
        });
        if let Some(id) = id.filter(|id| !ids[at].contains(id)) {
            ids[at].push(id);
        }
    }
    (ids, texts)
}

fn words(texts: &[String]) -> HashSet<String> {
    texts
        .iter()
        .flat_map(|text| crate::text::words(text).map(|span| span.of(text).to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<String> {
        let vocabulary = Vocabulary::standard();
        let matches = vocabulary.find(&Caption::parse(text));
        let name = |m: &TraitMatch| {
            let sign = if m.negated { "-" } else { "" };
            format!("{sign}{}={}", vocabulary.group(m.group).id, m.span.of(text))
        };
        matches.iter().map(name).collect()
    }

    #[test]
    fn the_longest_phrase_wins_and_keeps_its_bytes() {
        for (text, expected) in [
            (
                "krstl, looking_back, Close-Up portrait",
                vec!["gaze-back=looking_back", "close-up=Close-Up portrait"],
            ),
            (
                "three-quarter view, standing",
                vec!["three-quarter=three-quarter view", "standing=standing"],
            ),
            ("understanding, earrings", vec!["accessory=earrings"]),
            ("^_^, :d", vec!["happy=^_^", "happy=:d"]),
            ("note:day", vec![]),
            ("bird\u{2019}s-eye view", vec!["high=bird\u{2019}s-eye view"]),
        ] {
            assert_eq!(named(text), expected, "{text:?}");
        }
    }

    #[test]
    fn words_of_two_meanings_count_only_as_a_whole_tag() {
        assert_eq!(named("a ring of fire, watch her, v"), ["gesture=v"]);
        assert_eq!(named("krstl, Profile"), ["side=Profile"]);
    }

    #[test]
    fn a_negator_reaches_three_words_and_no_further_than_its_clause() {
        for (text, expected) in [
            ("not smiling", "-happy=smiling"),
            ("without a big smile", "-happy=big smile"),
            ("no glasses", "-accessory=glasses"),
            ("she isn\u{2019}t smiling", "-happy=smiling"),
            ("she is not smiling", "-happy=smiling"),
            ("no weapons, smiling", "happy=smiling"),
            ("he has no sword. Smiling", "happy=Smiling"),
            ("not one of the many people smiling", "happy=smiling"),
            ("no hat", "no-headwear=no hat"),
        ] {
            assert_eq!(named(text), [expected], "{text:?}");
        }
    }

    #[test]
    fn several_subjects_are_noticed() {
        let said = |text: &str| {
            let caption = Caption::parse(text);
            Vocabulary::standard().multi_subject(&caption).map(|span| span.of(text).to_owned())
        };
        assert_eq!(said("Two women talking").as_deref(), Some("Two women"));
        assert_eq!(said("krstl, 2girls").as_deref(), Some("2girls"));
        assert_eq!(said("krstl alone, not two women"), None);
        assert_eq!(said("krstl before a crowd"), None);
    }

    #[test]
    fn a_studio_adds_its_own() {
        let weapon = CustomCategory {
            id: "weapon".into(),
            title: None,
            groups: vec![
                ("sword".into(), vec!["sword".into(), "katana".into()]),
                ("bow".into(), vec!["longbow".into()]),
            ],
        };
        let vocabulary = Vocabulary::with_custom(&[weapon], &[]);
        let (index, category) = vocabulary.category("weapon").unwrap();
        assert!(category.custom && category.coverage);
        let matches = vocabulary.find(&Caption::parse("krstl with a Katana, standing"));
        let own: Vec<&str> = matches
            .iter()
            .filter(|m| vocabulary.category_of(m.group) == index)
            .map(|m| vocabulary.group(m.group).id.as_str())
            .collect();
        assert_eq!(own, ["sword"]);
    }
}
