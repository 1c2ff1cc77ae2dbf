//! A dataset, as a rule sees it.

use crate::{Item, abi};

/// A dataset: its name, its trigger, and in `check_dataset` its items.
#[derive(Clone, Copy)]
pub struct Dataset<'a> {
    raw: &'a abi::Dataset,
}

impl<'a> Dataset<'a> {
    /// # Safety
    /// `raw` keeps the header's promises for as long as `'a`.
    pub(crate) unsafe fn from_raw(raw: &'a abi::Dataset) -> Self {
        Self { raw }
    }

    fn text(self, text: impl Fn(&abi::Dataset) -> abi::Str) -> &'a str {
        // SAFETY: a text of a valid dataset; `from_raw`'s caller vouches for it.
        unsafe { text(self.raw).as_str() }
    }

    /// Its items, ordered by path, each with its index.
    pub fn items(self) -> impl Iterator<Item = (usize, Item<'a>)> {
        (0..self.len()).filter_map(move |index| Some((index, self.get(index)?)))
    }

    /// The item at an index.
    pub fn get(self, index: usize) -> Option<Item<'a>> {
        if index >= self.len() || self.raw.items.is_null() {
            return None;
        }
        let offset = index.checked_mul(self.raw.item_stride)?;
        // SAFETY: the host's array has `n_items` of these, `item_stride` bytes apart.
        Some(unsafe { Item::from_raw(&*self.raw.items.byte_add(offset)) })
    }

    /// Number of items.
    pub fn len(self) -> usize {
        self.raw.n_items
    }

    /// Whether it has no items.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Its name, as configured, else the folder's.
    pub fn name(self) -> &'a str {
        self.text(|raw| raw.name)
    }

    /// Its folder, as a person would write it.
    pub fn path(self) -> &'a str {
        self.text(|raw| raw.path)
    }

    /// Its trigger word; empty without one.
    pub fn trigger(self) -> &'a str {
        self.text(|raw| raw.trigger)
    }

    /// Its class word; empty without one.
    pub fn class_word(self) -> &'a str {
        self.text(|raw| raw.class_word)
    }

    /// The trainer it is checked for: `kohya`.
    pub fn trainer(self) -> &'a str {
        self.text(|raw| raw.trainer)
    }

    /// The base model, where the configuration names one; else empty.
    pub fn base(self) -> &'a str {
        self.text(|raw| raw.base)
    }
}
