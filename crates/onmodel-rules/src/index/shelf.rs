//! The indexes asked for so far.

use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::{CaptionIndex, Kept, Noted, Reading};
use crate::{CaptionView, Context, Facts};

/// By type and, where rules have one each of a type, the address of what makes it theirs.
type Key = (TypeId, usize);

/// Keeps each index of a set from its first use on.
#[derive(Default)]
pub struct Shelf {
    kept: Mutex<BTreeMap<Key, Arc<dyn Kept>>>,
}

impl Clone for Shelf {
    /// A copy starts empty: what is kept stays one owner's, who can then change it in place while
    /// readers hold copies of the facts.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Shelf {
    /// The index of this kind, made from all used captions at the first question.
    pub(crate) fn get<I: CaptionIndex>(&self, facts: &Facts) -> Arc<I> {
        self.kept((TypeId::of::<I>(), 0), facts, || I::empty(&facts.context))
    }

    /// What this reading finds in all used captions.
    pub(crate) fn noted<K: Ord + Clone + Send + Sync + 'static>(
        &self,
        reading: &Reading<K>,
        facts: &Facts,
    ) -> Arc<Noted<K>> {
        let address = Arc::as_ptr(reading).cast::<()>().addr();
        let key = (TypeId::of::<Noted<K>>(), address);
        self.kept(key, facts, || Noted::new(Arc::clone(reading)))
    }

    fn kept<I: Kept>(&self, key: Key, facts: &Facts, empty: impl FnOnce() -> I) -> Arc<I> {
        // The lock is not held while an index is made: making one may ask for another.
        let known = self.with(|kept| kept.get(&key).map(Arc::clone));
        if let Some(Ok(index)) = known.map(|index| (index as Arc<dyn Any + Send + Sync>).downcast())
        {
            return index;
        }
        let mut index = empty();
        facts.used_captions().for_each(|view| index.add(&view));
        index.settle(&facts.context);
        let index = Arc::new(index);
        self.with(|kept| kept.insert(key, Arc::clone(&index) as _));
        index
    }

    /// A caption is about to change.
    pub(crate) fn remove(&mut self, caption: &CaptionView<'_>) {
        self.change(|index| index.remove(caption));
    }

    /// A caption has changed.
    pub(crate) fn add(&mut self, caption: &CaptionView<'_>) {
        self.change(|index| index.add(caption));
    }

    /// The changes at hand are made.
    pub(crate) fn settle(&mut self, context: &Context) {
        self.change(|index| index.settle(context));
    }

    /// Changes every index; one that somebody still looks at is forgotten instead, and made again
    /// when it is asked for.
    fn change(&mut self, mut each: impl FnMut(&mut dyn Kept)) {
        let kept = self.kept.get_mut().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|_, index| Arc::get_mut(index).map(&mut each).is_some());
    }

    /// A panic elsewhere leaves the map whole: its entries are put in ready-made.
    fn with<T>(&self, ask: impl FnOnce(&mut BTreeMap<Key, Arc<dyn Kept>>) -> T) -> T {
        ask(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
