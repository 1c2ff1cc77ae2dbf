//! What the captions of a set say, counted once: for a later snapshot only the captions that changed
//! since are counted again.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use onmodel_caption::{GroupId, Vocabulary};
use onmodel_engine::workspace::{SetView, View};
use onmodel_rules::tags::{NamedTag, TagKind};
use onmodel_rules::{CaptionFact, Facts};

/// The words of every set that was asked about, by the set's folder.
#[derive(Default)]
pub(crate) struct AllWords {
    of_sets: Mutex<BTreeMap<PathBuf, Words>>,
}

/// What the captions of one set say.
#[derive(Default)]
pub(crate) struct Words {
    /// The captions counted.
    counted: Vec<Arc<CaptionFact>>,
    /// The tags by the spelling they compare in.
    tags: BTreeMap<(Box<str>, TagKind), Tag>,
    /// How many captions name each value of a trait.
    groups: BTreeMap<GroupId, usize>,
    /// How many captions have their trigger.
    triggered: usize,
}

/// One tag, counted.
#[derive(Default)]
pub(crate) struct Tag {
    /// How many captions have it.
    pub(crate) captions: usize,
    /// How often each spelling is used.
    spellings: BTreeMap<Box<str>, usize>,
}

impl Tag {
    /// How it is mostly spelt.
    pub(crate) fn usual(&self) -> &str {
        let usual =
            self.spellings.iter().max_by_key(|(text, count)| (**count, std::cmp::Reverse(*text)));
        usual.map_or("", |(text, _)| text)
    }
}

impl AllWords {
    /// Asks about the words of a set of `view`, brought up to date first.
    pub(crate) fn of<T>(&self, view: &View, set: &SetView, ask: impl FnOnce(&Words) -> T) -> T {
        let root = &set.facts.dataset.root;
        // They are taken out meanwhile: whoever asks at the same time counts for themselves.
        let mut words = self.with(|all| {
            all.retain(|root, _| view.sets.iter().any(|set| set.facts.dataset.root == *root));
            all.remove(root).unwrap_or_default()
        });
        words.update(&set.facts);
        let answer = ask(&words);
        self.with(|all| all.insert(root.clone(), words));
        answer
    }

    /// A panic elsewhere leaves the map whole: its entries are put in ready-made.
    fn with<T>(&self, ask: impl FnOnce(&mut BTreeMap<PathBuf, Words>) -> T) -> T {
        ask(&mut self.of_sets.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Words {
    /// The tags in the order of their keys.
    pub(crate) fn tags(&self) -> impl Iterator<Item = (&str, TagKind, &Tag)> {
        self.tags.iter().map(|((key, kind), tag)| (&**key, *kind, tag))
    }

    /// Whether some caption names this value.
    pub(crate) fn shows(&self, group: GroupId) -> bool {
        self.groups.contains_key(&group)
    }

    /// How many captions have their trigger.
    pub(crate) fn triggered(&self) -> usize {
        self.triggered
    }

    fn update(&mut self, facts: &Facts) {
        if self.counted.len() != facts.captions.len() {
            *self = Self::default();
        }
        let vocabulary = &facts.context.vocabulary;
        for (index, now) in facts.captions.iter().enumerate() {
            match self.counted.get(index) {
                Some(before) if Arc::ptr_eq(before, now) => continue,
                Some(before) => {
                    let before = Arc::clone(before);
                    self.remove(&before, vocabulary);
                    self.counted[index] = Arc::clone(now);
                }
                None => self.counted.push(Arc::clone(now)),
            }
            self.add(now, vocabulary);
        }
    }

    fn add(&mut self, caption: &CaptionFact, vocabulary: &Vocabulary) {
        for (first, tag) in tags(caption, vocabulary) {
            let known = self.tags.entry((tag.key.as_ref().into(), tag.kind)).or_default();
            known.captions += usize::from(first);
            *known.spellings.entry(written(caption, tag).into()).or_default() += 1;
        }
        for group in groups(caption) {
            *self.groups.entry(group).or_default() += 1;
        }
        self.triggered += usize::from(has_trigger(caption));
    }

    fn remove(&mut self, caption: &CaptionFact, vocabulary: &Vocabulary) {
        for (first, tag) in tags(caption, vocabulary) {
            let key = (tag.key.as_ref().into(), tag.kind);
            let Some(known) = self.tags.get_mut(&key) else { continue };
            known.captions -= usize::from(first);
            less(&mut known.spellings, written(caption, tag));
            if known.spellings.is_empty() {
                self.tags.remove(&key);
            }
        }
        for group in groups(caption) {
            less(&mut self.groups, &group);
        }
        self.triggered -= usize::from(has_trigger(caption));
    }
}

/// Counts one less; what is counted no more is not there.
fn less<K, Q>(counts: &mut BTreeMap<K, usize>, key: &Q)
where
    K: Ord + std::borrow::Borrow<Q>,
    Q: Ord + ?Sized,
{
    if let Some(count) = counts.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(key);
        }
    }
}

/// The tags of a caption, each with whether it is the first of its key and kind.
fn tags<'c>(
    caption: &'c CaptionFact,
    vocabulary: &Vocabulary,
) -> impl Iterator<Item = (bool, &'c NamedTag)> {
    let all = caption.tags(vocabulary);
    all.iter().enumerate().map(move |(index, tag)| {
        let is_same = |other: &NamedTag| other.key == tag.key && other.kind == tag.kind;
        (!all[..index].iter().any(is_same), tag)
    })
}

fn groups(caption: &CaptionFact) -> impl Iterator<Item = GroupId> {
    caption.traits.iter().filter(|named| !named.negated).map(|named| named.group)
}

fn has_trigger(caption: &CaptionFact) -> bool {
    caption.trigger.as_ref().is_some_and(|found| !found.used.exact.is_empty())
}

fn written<'c>(caption: &'c CaptionFact, tag: &NamedTag) -> &'c str {
    tag.span.of(caption.caption.text())
}
