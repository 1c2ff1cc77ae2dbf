//! What one rule read of each caption.

use std::collections::BTreeMap;
use std::sync::Arc;

use onmodel_caption::Span;

use super::{By, Kept};
use crate::{CaptionView, Context};

/// How a rule reads a caption: the things it finds there, each with its place, in order. The reading is
/// the index's identity: a rule keeps one, and hands on clones of it.
pub(crate) type Reading<K> = Arc<dyn Fn(&CaptionView<'_>) -> Vec<(K, Span)> + Send + Sync>;

/// What a reading found in each caption, and which captions have each thing.
pub(crate) struct Noted<K> {
    reading: Reading<K>,
    captions: By<K>,
    places: BTreeMap<usize, Vec<(K, Span)>>,
}

impl<K: Ord + Clone> Noted<K> {
    /// No captions yet. The index keeps the reading alive, so that no other takes its address.
    pub(super) fn new(reading: Reading<K>) -> Self {
        Self { reading, captions: By::default(), places: BTreeMap::new() }
    }

    /// Everything found, in order, with the captions that have it.
    pub(crate) fn captions(&self) -> &By<K> {
        &self.captions
    }

    /// What was found in a caption, in order.
    pub(crate) fn places(&self, caption: usize) -> &[(K, Span)] {
        self.places.get(&caption).map_or(&[], Vec::as_slice)
    }

    /// Where a thing stands first in a caption.
    pub(crate) fn first(&self, caption: usize, key: &K) -> Option<Span> {
        self.places(caption).iter().find(|(found, _)| found == key).map(|(_, span)| *span)
    }
}

impl<K: Ord + Clone + Send + Sync + 'static> Kept for Noted<K> {
    fn add(&mut self, caption: &CaptionView<'_>) {
        let found = (self.reading)(caption);
        for (key, _) in &found {
            self.captions.add(key.clone(), caption.index);
        }
        if !found.is_empty() {
            self.places.insert(caption.index, found);
        }
    }

    fn remove(&mut self, caption: &CaptionView<'_>) {
        for (key, _) in self.places.remove(&caption.index).unwrap_or_default() {
            self.captions.remove(&key, caption.index);
        }
    }

    fn settle(&mut self, _: &Context) {}
}
