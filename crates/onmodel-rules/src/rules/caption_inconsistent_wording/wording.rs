//! How the captions of a set spell their tags.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use super::Wanted;
use super::slips::Slips;
use crate::index::CaptionIndex;
use crate::spelling::Spelling;
use crate::{CaptionView, Context, Facts};

/// Every tag with its spellings, by the tag's key.
#[derive(Default)]
pub(super) struct Wording {
    tags: HashMap<u64, Tag>,
    /// The tags spelt in two ways or more.
    several: BTreeSet<u64>,
    /// The tags whose uses changed since the index was settled.
    touched: BTreeSet<u64>,
    slips: Slips,
}

/// The spellings of one tag.
pub(super) struct Tag {
    /// See [`Spelling::letters`].
    pub(super) letters: u32,
    spellings: Vec<Spelt>,
}

/// One way to spell a tag.
pub(super) struct Spelt {
    /// Equal for equal spellings.
    pub(super) form: u64,
    /// In small letters.
    pub(super) lower: Box<str>,
    captions: BTreeSet<usize>,
}

impl CaptionIndex for Wording {
    fn empty(_: &Context) -> Self {
        Self::default()
    }

    fn add(&mut self, caption: &CaptionView<'_>) {
        for spelling in caption.fact.spellings() {
            let new = || Tag { letters: spelling.letters, spellings: Vec::new() };
            let tag = self.tags.entry(spelling.key).or_insert_with(new);
            tag.add(spelling, caption);
            self.touch(spelling.key);
        }
    }

    fn remove(&mut self, caption: &CaptionView<'_>) {
        for spelling in caption.fact.spellings() {
            if let Some(tag) = self.tags.get_mut(&spelling.key) {
                tag.remove(spelling, caption.index);
            }
            self.touch(spelling.key);
        }
    }

    fn settle(&mut self, context: &Context) {
        let touched = std::mem::take(&mut self.touched);
        for key in &touched {
            if self.tags.get(key).is_some_and(|tag| tag.spellings.is_empty()) {
                self.tags.remove(key);
            }
        }
        self.slips.follow(&touched, &self.tags, &context.vocabulary);
    }
}

impl Wording {
    fn touch(&mut self, key: u64) {
        self.touched.insert(key);
        let spellings = self.tags.get(&key).map_or(0, |tag| tag.spellings.len());
        if spellings > 1 {
            self.several.insert(key);
        } else {
            self.several.remove(&key);
        }
    }

    /// The tags that are not always written as they should be.
    pub(super) fn wanted<'a>(&self, facts: &'a Facts) -> Wanted<'a> {
        let preferred = |key: &u64| {
            let spelt = self.tags.get(key)?.preferred()?;
            Some((spelt.form, spelt.words(facts)?))
        };
        let slips = self.slips.meant(&self.tags, facts);
        let mut wanted: Wanted<'a> = slips
            .into_iter()
            .filter_map(|(wrong, meant)| Some((wrong, preferred(&meant)?)))
            .collect();
        for key in &self.several {
            if let Some(preferred) = preferred(key) {
                wanted.entry(*key).or_insert(preferred);
            }
        }
        wanted
    }

    /// The captions that write one of these tags in another way.
    pub(super) fn written_otherwise(&self, wanted: &Wanted<'_>) -> BTreeSet<usize> {
        let of = |(key, (form, _)): (&u64, &(u64, &str))| {
            let spellings = self.tags.get(key).map_or(&[][..], |tag| &tag.spellings);
            let form = *form;
            spellings.iter().filter(move |one| one.form != form).flat_map(|one| &one.captions)
        };
        wanted.iter().flat_map(of).copied().collect()
    }
}

impl Tag {
    fn add(&mut self, spelling: &Spelling, caption: &CaptionView<'_>) {
        match self.spellings.iter_mut().find(|known| known.form == spelling.spelt) {
            Some(known) => {
                known.captions.insert(caption.index);
            }
            None => self.spellings.push(Spelt {
                form: spelling.spelt,
                lower: spelling.span.of(caption.text()).to_lowercase().into(),
                captions: BTreeSet::from([caption.index]),
            }),
        }
    }

    fn remove(&mut self, spelling: &Spelling, caption: usize) {
        self.spellings.retain_mut(|known| {
            if known.form == spelling.spelt {
                known.captions.remove(&caption);
            }
            !known.captions.is_empty()
        });
    }

    /// How many captions use it, however spelt.
    pub(super) fn uses(&self) -> usize {
        self.spellings.iter().map(|one| one.captions.len()).sum()
    }

    /// The spelling most captions use; of two equally common ones the one with fewer underscores,
    /// then the one met first.
    pub(super) fn preferred(&self) -> Option<&Spelt> {
        self.spellings.iter().min_by_key(|one| {
            let underscores = one.lower.matches('_').count();
            (Reverse(one.captions.len()), underscores, one.captions.first(), &one.lower)
        })
    }
}

impl Spelt {
    /// Its words as the first caption writes them.
    pub(super) fn words<'a>(&self, facts: &'a Facts) -> Option<&'a str> {
        let fact = &facts.captions[*self.captions.first()?];
        let spelling = fact.spellings().iter().find(|one| one.spelt == self.form)?;
        Some(spelling.span.of(fact.caption.text()))
    }
}
