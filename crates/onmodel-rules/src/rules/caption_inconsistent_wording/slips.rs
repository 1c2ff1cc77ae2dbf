//! Tags a slip of the pen away from one that is used often.

use std::cmp::Reverse;
use std::collections::HashMap;

use onmodel_caption::text::normalise;
use onmodel_caption::{Vocabulary, tokens};

use super::{Tag, Wanted};
use crate::Facts;

/// Uses from which on a tag is taken to be spelt as it should be.
const OFTEN: usize = 3;
/// Letters from which on a word one edit away is a slip, and two edits away.
const ONE_EDIT: usize = 4;
const TWO_EDITS: usize = 8;

/// How the misspelt tags are to be written. Where several would do, the most common is meant.
pub(super) fn of<'a>(facts: &'a Facts, tags: &HashMap<u64, Tag>) -> Wanted<'a> {
    let vocabulary = &facts.context.vocabulary;
    let common: Vec<Common<'a>> = tags.values().filter_map(|tag| Common::of(facts, tag)).collect();
    let rare = tags.iter().filter(|(_, tag)| tag.uses() < OFTEN);
    let mut wanted = Wanted::new();
    for (key, tag) in rare {
        let near = common.iter().filter(|other| may_be_slip(tag.letters, other.letters));
        let slips = near.filter(|other| {
            let written = tag.preferred(facts).map_or("", |(_, words)| words);
            is_slip(vocabulary, written, other.words)
        });
        if let Some(meant) = slips.min_by_key(|other| (Reverse(other.uses), other.words)) {
            wanted.insert(*key, (meant.spelt, meant.words));
        }
    }
    wanted
}

/// A tag used often, in the spelling most captions use.
struct Common<'a> {
    letters: u32,
    uses: usize,
    spelt: u64,
    words: &'a str,
}

impl<'a> Common<'a> {
    fn of(facts: &'a Facts, tag: &Tag) -> Option<Self> {
        let uses = tag.uses();
        let (spelt, words) = (uses >= OFTEN).then(|| tag.preferred(facts))??;
        Some(Self { letters: tag.letters, uses, spelt, words })
    }
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
