//! A set, made up for a test.

use std::ptr;

use super::Sample;
use crate::{Dataset, Item, Scope, abi};

/// A set, made up for a test.
#[derive(Debug, Clone, Default)]
pub struct Set {
    samples: Vec<Sample>,
    name: String,
    trigger: String,
    class_word: String,
    trainer: String,
    base: String,
}

impl Set {
    /// A set of these samples.
    pub fn of(samples: impl IntoIterator<Item = Sample>) -> Self {
        Self { samples: samples.into_iter().collect(), ..Self::default() }
    }

    /// With this name.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// With this trigger word.
    #[must_use]
    pub fn trigger(mut self, trigger: impl Into<String>) -> Self {
        self.trigger = trigger.into();
        self
    }

    /// With this class word.
    #[must_use]
    pub fn class_word(mut self, word: impl Into<String>) -> Self {
        self.class_word = word.into();
        self
    }

    /// For this trainer.
    #[must_use]
    pub fn trainer(mut self, name: impl Into<String>) -> Self {
        self.trainer = name.into();
        self
    }

    /// For this base model.
    #[must_use]
    pub fn base(mut self, name: impl Into<String>) -> Self {
        self.base = name.into();
        self
    }

    /// Shows the set as `check_dataset` sees it.
    pub(super) fn show(&self, look: impl FnOnce(Dataset<'_>)) {
        let bare = self.raw(&[]);
        let items: Vec<abi::Item> =
            self.samples.iter().map(|one| one.raw(Scope::Dataset, None, &raw const bare)).collect();
        let raw = self.raw(&items);
        // SAFETY: all it points at is `self`, `items` and `bare`, which outlive the call.
        look(unsafe { Dataset::from_raw(&raw) });
    }

    /// Shows one sample as `check` of a rule of this scope sees it.
    pub(super) fn show_one(&self, sample: &Sample, scope: Scope, look: impl FnOnce(Item<'_>)) {
        let pixels = sample.raw_pixels();
        let bare = self.raw(&[]);
        let raw = sample.raw(scope, pixels.as_ref(), &raw const bare);
        // SAFETY: all it points at is `self`, `sample`, `pixels` and `bare`, which outlive the call.
        look(unsafe { Item::from_raw(&raw) });
    }

    fn raw(&self, items: &[abi::Item]) -> abi::Dataset {
        abi::Dataset {
            struct_size: size_of::<abi::Dataset>() as u32,
            flags: 0,
            items: if items.is_empty() { ptr::null() } else { items.as_ptr() },
            n_items: items.len(),
            item_stride: size_of::<abi::Item>(),
            name: abi::Str::new(&self.name),
            path: abi::Str::new(&self.name),
            trigger: abi::Str::new(&self.trigger),
            class_word: abi::Str::new(&self.class_word),
            trainer: abi::Str::new(&self.trainer),
            base: abi::Str::new(&self.base),
            reserved: [0; 4],
        }
    }
}
