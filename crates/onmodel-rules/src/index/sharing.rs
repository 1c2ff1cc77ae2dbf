//! Captions that have something in common, by a number that stands for it.

use std::collections::BTreeSet;

/// Which captions share a key, as one ordered set of pairs: small, however many keys there are.
#[derive(Default)]
pub(crate) struct Sharing {
    pairs: BTreeSet<(u64, usize)>,
    /// The keys of two captions or more.
    shared: BTreeSet<u64>,
}

impl Sharing {
    /// Notes that a caption has the key.
    pub(crate) fn add(&mut self, key: u64, caption: usize) {
        self.pairs.insert((key, caption));
        if self.of(key).nth(1).is_some() {
            self.shared.insert(key);
        }
    }

    /// Notes that it has it no longer.
    pub(crate) fn remove(&mut self, key: u64, caption: usize) {
        self.pairs.remove(&(key, caption));
        if self.of(key).nth(1).is_none() {
            self.shared.remove(&key);
        }
    }

    /// The captions that have a key, in order.
    pub(crate) fn of(&self, key: u64) -> impl Iterator<Item = usize> {
        self.pairs.range((key, 0)..=(key, usize::MAX)).map(|(_, caption)| *caption)
    }

    /// The keys that two captions or more have, in order.
    pub(crate) fn shared(&self) -> impl Iterator<Item = u64> + '_ {
        self.shared.iter().copied()
    }

    /// The captions that have a key in common, for each that two or more have.
    pub(crate) fn groups(&self) -> impl Iterator<Item = Vec<usize>> {
        self.shared.iter().map(|key| self.of(*key).collect())
    }
}
