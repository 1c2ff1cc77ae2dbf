//! Tags a slip of the pen away from one that is used often.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use onmodel_caption::text::normalise;
use onmodel_caption::{Vocabulary, tokens};

use super::wording::Tag;
use crate::Facts;

/// Uses from which on a tag is taken to be spelt as it should be.
const OFTEN: usize = 3;
/// Letters from which on a word one edit away is a slip, and two edits away.
const ONE_EDIT: usize = 4;
const TWO_EDITS: usize = 8;

/// Which rare tags may be slips of which common ones, by key. A pair is looked at again only when
/// one of the two changes its standing.
#[derive(Default)]
pub(super) struct Slips {
    standing: HashMap<u64, Standing>,
    common: BTreeSet<u64>,
    /// The rare tags with the common ones each may be meant for.
    meant: BTreeMap<u64, BTreeSet<u64>>,
}

/// What a tag is to the others.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Standing {
    is_common: bool,
    /// The spelling most captions use.
    form: u64,
}

impl Slips {
    /// Looks again at the tags touched, as far as their standing changed.
    pub(super) fn follow(
        &mut self,
        touched: &BTreeSet<u64>,
        tags: &HashMap<u64, Tag>,
        vocabulary: &Vocabulary,
    ) {
        let moved: BTreeSet<u64> =
            touched.iter().copied().filter(|key| self.has_moved(*key, tags.get(key))).collect();
        self.forget(&moved);
        let named = |key: &u64| Some((*key, tags.get(key)?));
        let common: Vec<(u64, &Tag)> = self.common.iter().filter_map(named).collect();
        let moved_common: Vec<(u64, &Tag)> =
            common.iter().copied().filter(|(key, _)| moved.contains(key)).collect();
        let is_rare = |key: &u64| !self.common.contains(key);
        let moved_rare = moved.iter().filter(|key| is_rare(key)).filter_map(named);
        let mut pairs: Vec<(u64, u64)> = Vec::new();
        for (rare, tag) in moved_rare {
            let meant = common.iter().filter(|(_, right)| is_slip_of(vocabulary, tag, right));
            pairs.extend(meant.map(|(right, _)| (rare, *right)));
        }
        for (right, tag) in moved_common {
            let others = tags.iter().filter(|(key, _)| is_rare(key) && !moved.contains(key));
            let slips = others.filter(|(_, rare)| is_slip_of(vocabulary, rare, tag));
            pairs.extend(slips.map(|(rare, _)| (*rare, right)));
        }
        for (rare, right) in pairs {
            self.meant.entry(rare).or_default().insert(right);
        }
    }

    fn forget(&mut self, moved: &BTreeSet<u64>) {
        self.meant.retain(|rare, meant| {
            meant.retain(|right| !moved.contains(right));
            !meant.is_empty() && !moved.contains(rare)
        });
    }

    /// Notes a tag's standing; whether it is another than before.
    fn has_moved(&mut self, key: u64, tag: Option<&Tag>) -> bool {
        let now = tag.and_then(|tag| {
            Some(Standing { is_common: tag.uses() >= OFTEN, form: tag.preferred()?.form })
        });
        if now.is_some_and(|now| now.is_common) {
            self.common.insert(key);
        } else {
            self.common.remove(&key);
        }
        let before = match now {
            Some(now) => self.standing.insert(key, now),
            None => self.standing.remove(&key),
        };
        before != now
    }

    /// Each slip with the tag that is meant: where several would do, the most common.
    pub(super) fn meant(&self, tags: &HashMap<u64, Tag>, facts: &Facts) -> Vec<(u64, u64)> {
        let rank = |key: &u64| {
            let tag = tags.get(key)?;
            Some((Reverse(tag.uses()), tag.preferred()?.words(facts)?))
        };
        let most_common = |meant: &BTreeSet<u64>| {
            let ranked = meant.iter().filter_map(|key| Some((rank(key)?, *key)));
            ranked.min().map(|(_, key)| key)
        };
        self.meant.iter().filter_map(|(slip, meant)| Some((*slip, most_common(meant)?))).collect()
    }
}

/// Whether a rare tag is a slip of a common one, each in the spelling most captions use.
fn is_slip_of(vocabulary: &Vocabulary, rare: &Tag, common: &Tag) -> bool {
    may_be_slip(rare.letters, common.letters)
        && rare
            .preferred()
            .zip(common.preferred())
            .is_some_and(|(written, right)| is_slip(vocabulary, &written.lower, &right.lower))
}

/// Whether two edits can turn one set of letters into the other: an edit changes two at most.
fn may_be_slip(a: u32, b: u32) -> bool {
    (a ^ b).count_ones() <= 4
}

/// Whether `written` is `right` but for one word, and that word a slip.
fn is_slip(vocabulary: &Vocabulary, written: &str, right: &str) -> bool {
    let (written, right) = (normalise(written), normalise(right));
    if written.split(' ').count() != right.split(' ').count() {
        return false;
    }
    let mut differing = written.split(' ').zip(right.split(' ')).filter(|(a, b)| a != b);
    let Some((word, meant)) = differing.next() else { return false };
    differing.next().is_none() && is_word_slip(vocabulary, word, meant)
}

/// Whether `word` is no word and one or two edits away from `right`, which is one. What only ends
/// otherwise is another form ("necklaces").
fn is_word_slip(vocabulary: &Vocabulary, word: &str, right: &str) -> bool {
    let length = right.chars().count();
    let allowed = usize::from(length >= ONE_EDIT) + usize::from(length >= TWO_EDITS);
    let letters = |word: &str| word.chars().all(char::is_alphabetic);
    let is_word = |word: &str| vocabulary.knows_word(word) || tokens::clip(word) <= 1;
    letters(word)
        && letters(right)
        && !word.starts_with(right)
        && !right.starts_with(word)
        && strsim::osa_distance(word, right) <= allowed
        && is_word(right)
        && !is_word(word)
}
