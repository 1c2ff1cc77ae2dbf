//! Captions by what they say.

use std::collections::{BTreeMap, BTreeSet};

/// The captions that say each of many things; a key that no caption says is not there.
pub(crate) struct By<K>(BTreeMap<K, BTreeSet<usize>>);

impl<K> Default for By<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord> By<K> {
    /// Notes that a caption says this.
    pub(crate) fn add(&mut self, key: K, caption: usize) {
        self.0.entry(key).or_default().insert(caption);
    }

    /// Notes that it says so no longer.
    pub(crate) fn remove(&mut self, key: &K, caption: usize) {
        if let Some(captions) = self.0.get_mut(key) {
            captions.remove(&caption);
            if captions.is_empty() {
                self.0.remove(key);
            }
        }
    }

    /// The captions that say this, in order.
    pub(crate) fn of(&self, key: &K) -> &BTreeSet<usize> {
        static NONE: BTreeSet<usize> = BTreeSet::new();
        self.0.get(key).unwrap_or(&NONE)
    }

    /// Everything said, in order, with the captions that say it.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &BTreeSet<usize>)> {
        self.0.iter()
    }
}
