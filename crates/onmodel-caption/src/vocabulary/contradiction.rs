//! What a caption says that cannot be true together.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Axis, Conflict, Group, GroupId, TraitMatch, Vocabulary,
    file::{File, FileConflict, Strength},
    phrases::PhraseSet,
};
use crate::{Caption, Span};

/// Two places of a caption that contradict each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The one that stands first.
    pub a: Span,
    /// The other.
    pub b: Span,
    /// Whether both can never be true of one figure, and the caption has but one.
    pub hard: bool,
    /// Why, in a sentence.
    pub why: String,
}

/// Subjects are counted on this axis: "2girls" with "solo" is no matter of which of the two.
const SUBJECT_AXIS: &str = "count.subjects";

/// The declared conflicts, ready to look up.
#[derive(Debug)]
pub(super) struct Conflicts {
    rules: Vec<Rule>,
    /// The phrases of every `phrases_b`.
    others: PhraseSet,
    /// The phrases of every `unless_phrases`.
    excuses: PhraseSet,
    allowed: BTreeSet<(GroupId, GroupId)>,
}

#[derive(Debug)]
struct Rule {
    conflict: Conflict,
    a: GroupId,
    b: Option<GroupId>,
    /// Indices into `Conflicts::others`.
    phrases: BTreeSet<usize>,
    unless_groups: Vec<GroupId>,
    /// Indices into `Conflicts::excuses`.
    unless_phrases: BTreeSet<usize>,
}

impl Conflicts {
    pub(super) fn new(
        file: &File,
        axes: &[Axis],
        groups: &[Group],
        set: impl Fn(&[String]) -> PhraseSet,
    ) -> Self {
        let ids = ids(axes, groups);
        let others = numbered(file.conflict.iter().flat_map(|conflict| &conflict.phrases_b));
        let excuses = numbered(file.conflict.iter().flat_map(|conflict| &conflict.unless_phrases));
        let rules = file
            .conflict
            .iter()
            .filter_map(|conflict| Rule::new(conflict, &ids, &others, &excuses))
            .collect();
        let allowed = file.allow_together.iter().filter_map(|allowed| {
            let [a, b] = &allowed.groups;
            let id = |group: &str| ids.get(&format!("{}/{group}", allowed.axis)).copied();
            Some(ordered(id(a)?, id(b)?))
        });
        let texts = |phrases: &BTreeMap<String, usize>| {
            let mut texts = vec![String::new(); phrases.len()];
            for (phrase, &at) in phrases {
                texts[at].clone_from(phrase);
            }
            texts
        };
        Self {
            rules,
            others: set(&texts(&others)),
            excuses: set(&texts(&excuses)),
            allowed: allowed.collect(),
        }
    }

    fn may_stand_together(&self, a: GroupId, b: GroupId) -> bool {
        self.allowed.contains(&ordered(a, b))
    }
}

impl Rule {
    /// `None` when the file names a group that does not exist, which a test forbids.
    fn new(
        conflict: &FileConflict,
        ids: &BTreeMap<String, GroupId>,
        others: &BTreeMap<String, usize>,
        excuses: &BTreeMap<String, usize>,
    ) -> Option<Self> {
        let indices = |phrases: &[String], all: &BTreeMap<String, usize>| -> BTreeSet<usize> {
            phrases.iter().filter_map(|phrase| all.get(phrase).copied()).collect()
        };
        Some(Self {
            conflict: Conflict {
                hard: conflict.strength == Strength::Hard,
                why: conflict.why.clone(),
            },
            a: *ids.get(&conflict.a)?,
            b: conflict.b.as_ref().and_then(|b| ids.get(b).copied()),
            phrases: indices(&conflict.phrases_b, others),
            unless_groups: conflict
                .unless_any
                .iter()
                .filter_map(|group| ids.get(group).copied())
                .collect(),
            unless_phrases: indices(&conflict.unless_phrases, excuses),
        })
    }
}

fn ids(axes: &[Axis], groups: &[Group]) -> BTreeMap<String, GroupId> {
    (0..)
        .map(GroupId)
        .zip(groups)
        .map(|(id, group)| (format!("{}/{}", axes[group.axis].id, group.id), id))
        .collect()
}

fn numbered<'a>(phrases: impl Iterator<Item = &'a String>) -> BTreeMap<String, usize> {
    let distinct: BTreeSet<&String> = phrases.collect();
    distinct.into_iter().cloned().zip(0..).collect()
}

fn ordered(a: GroupId, b: GroupId) -> (GroupId, GroupId) {
    (a.min(b), a.max(b))
}

impl Vocabulary {
    /// What `caption` says that cannot be true together, given the traits found in it, in order.
    ///
    /// Each group is reported against the first it contradicts. When the caption tells of
    /// others beside its subject, nothing is hard but their number itself.
    pub fn contradictions(&self, caption: &Caption, traits: &[TraitMatch]) -> Vec<Contradiction> {
        let said = first_of_each(traits);
        let mut found = self.exclusive(&said);
        found.extend(self.declared(caption, &said));
        if !found.is_empty() && self.tells_of_others(caption) {
            for (contradiction, about_subjects) in &mut found {
                contradiction.hard &= *about_subjects;
            }
        }
        let mut found: Vec<Contradiction> =
            found.into_iter().map(|(contradiction, _)| contradiction).collect();
        found.sort_by_key(|found| (found.a, found.b, !found.hard));
        found.dedup_by_key(|found| (found.a, found.b));
        found
    }

    /// Pairs of groups on one exclusive axis; the flag says whether it counts subjects.
    fn exclusive(&self, said: &[TraitMatch]) -> Vec<(Contradiction, bool)> {
        let mut found = Vec::new();
        for (index, later) in said.iter().enumerate() {
            let (axis, place) = (self.axis_of(later.group), self.group(later.group).axis);
            if !axis.exclusive {
                continue;
            }
            let clash = said[..index].iter().find(|earlier| {
                self.group(earlier.group).axis == place
                    && !self.conflicts.may_stand_together(earlier.group, later.group)
            });
            found.extend(
                clash.map(|earlier| (self.clash(axis, earlier, later), axis.id == SUBJECT_AXIS)),
            );
        }
        found
    }

    fn clash(&self, axis: &Axis, earlier: &TraitMatch, later: &TraitMatch) -> Contradiction {
        let noun = self.categories[axis.category].noun();
        Contradiction {
            a: earlier.span,
            b: later.span,
            hard: axis.hard,
            why: format!("One picture of one figure has one {noun}."),
        }
    }

    fn declared(&self, caption: &Caption, said: &[TraitMatch]) -> Vec<(Contradiction, bool)> {
        let present: BTreeMap<GroupId, Span> =
            said.iter().map(|found| (found.group, found.span)).collect();
        let rules: Vec<(&Rule, Span)> = self
            .conflicts
            .rules
            .iter()
            .filter_map(|rule| Some((rule, *present.get(&rule.a)?)))
            .collect();
        if rules.is_empty() {
            return Vec::new();
        }
        let others = self.hits(&self.conflicts.others, caption);
        let excuses = self.hits(&self.conflicts.excuses, caption);
        let mut found = Vec::new();
        for (rule, a) in rules {
            let is_excused = rule.unless_groups.iter().any(|group| present.contains_key(group))
                || excuses.iter().any(|(phrase, _)| rule.unless_phrases.contains(phrase));
            let group = rule.b.and_then(|b| present.get(&b).copied());
            let phrase = || {
                others
                    .iter()
                    .find(|(phrase, b)| rule.phrases.contains(phrase) && !b.overlaps(a))
                    .map(|hit| hit.1)
            };
            if let Some(b) = group.or_else(phrase).filter(|_| !is_excused) {
                let (a, b) = (a.min(b), a.max(b));
                found.push((
                    Contradiction {
                        a,
                        b,
                        hard: rule.conflict.hard,
                        why: rule.conflict.why.clone(),
                    },
                    false,
                ));
            }
        }
        found
    }

    /// The phrases of `set` that `caption` affirms.
    fn hits(&self, set: &PhraseSet, caption: &Caption) -> Vec<(usize, Span)> {
        let normal = caption.normalised();
        let hits = set.find(caption);
        let denials = self.negation.of(normal.text());
        let affirmed = hits.iter().filter(|hit| !denials.stand_before(hit.span, &[]));
        affirmed.map(|hit| (hit.phrase, normal.original(hit.span))).collect()
    }
}

/// The first affirmed place of each group.
fn first_of_each(traits: &[TraitMatch]) -> Vec<TraitMatch> {
    let mut seen = BTreeSet::new();
    traits.iter().filter(|found| !found.negated && seen.insert(found.group)).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, bool)> {
        let vocabulary = Vocabulary::standard();
        let caption = Caption::parse(text);
        let traits = vocabulary.find(&caption);
        let pair = |c: &Contradiction| (format!("{} / {}", c.a.of(text), c.b.of(text)), c.hard);
        vocabulary.contradictions(&caption, &traits).iter().map(pair).collect()
    }

    #[test]
    fn what_cannot_be_true_together_is_found() {
        for (text, places, hard) in [
            ("krstl, standing, sitting", "standing / sitting", true),
            ("closed eyes, looking at viewer", "closed eyes / looking at viewer", true),
            ("looking_at_viewer, closed_eyes", "looking_at_viewer / closed_eyes", true),
            ("front view, from behind", "front view / from behind", true),
            ("three-quarter view, front view", "three-quarter view / front view", true),
            ("close-up, full body", "close-up / full body", true),
            ("smiling, angry", "smiling / angry", true),
            ("neutral expression, screaming", "neutral expression / screaming", true),
            ("photograph, oil painting", "photograph / oil painting", true),
            ("white background, scenery", "white background / scenery", true),
            ("2girls, solo", "2girls / solo", true),
            ("2girls, standing, sitting", "standing / sitting", false),
            ("character sheet, front view, from behind", "front view / from behind", false),
            ("soft lighting, hard light", "soft lighting / hard light", false),
            ("close-up, boots", "close-up / boots", false),
        ] {
            assert_eq!(found(text), [(places.to_owned(), hard)], "{text:?}");
        }
    }

    #[test]
    fn what_a_captioner_may_say_together_is_left_alone() {
        for text in [
            "krstl woman, red hair, standing, smiling, three-quarter view, looking at viewer",
            "three-quarter view, facing left, facing the viewer",
            "from behind, looking back, looking at viewer",
            "from above, looking up at the viewer, looking at viewer",
            "close-up portrait, mountains in the distance",
            "full body portrait, front view",
            "standing, floating hair, not smiling, serious",
            "smile, tears, v-shaped eyebrows, :d, open mouth",
            "standing, running shoes, riding boots",
            "front view, sunlight from behind",
            "anime style, watercolor, lineart, sketch",
            "indoors, window, blue sky",
            "sleeveless dress, off-shoulder, long hair",
            "sunset, night sky, stars",
            "black and white dress, blue eyes, colorful",
            "krstl stands on a beach at sunset with a sad smile and a tired look, tears in her eyes",
            "no hat, holding hat, sword on back, standing",
            "a shock of red hair, calm expression, lit from behind, front view",
        ] {
            assert_eq!(found(text), [], "{text:?}");
        }
    }
}
