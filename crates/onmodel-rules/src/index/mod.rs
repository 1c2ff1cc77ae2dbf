//! What the captions say together, kept up to date one caption at a time.
//!
//! A rule that compares captions declares what it counts of each as a [`CaptionIndex`], beside its
//! check, and asks for it with [`Facts::index`](crate::Facts::index): "all captions that name X" is
//! then a look-up. The index is made from all captions at the first question; after that a changed
//! caption is taken out and put in again, and the others are left alone.

mod by;
mod counts;
mod noted;
mod sharing;
mod shelf;

pub(crate) use by::By;
pub(crate) use counts::Counts;
pub(crate) use noted::{Noted, Reading};
pub(crate) use sharing::Sharing;
pub use shelf::Shelf;

use std::any::Any;

use crate::{CaptionView, Context};

/// What the used captions of a set say together, in some respect.
///
/// Its law: what was added and removed again leaves no trace, in whatever order it happened.
pub trait CaptionIndex: Any + Send + Sync {
    /// An index of no captions, for sets judged in this frame.
    fn empty(context: &Context) -> Self
    where
        Self: Sized;

    /// Takes in what a caption says.
    fn add(&mut self, caption: &CaptionView<'_>);

    /// Takes out what [`Self::add`] took in.
    fn remove(&mut self, caption: &CaptionView<'_>);

    /// Works out what follows, once all additions and removals at hand are made.
    fn settle(&mut self, context: &Context) {
        let _ = context;
    }
}

/// What an index does once it is made, whoever made it.
pub(crate) trait Kept: Any + Send + Sync {
    /// Takes in what a caption says.
    fn add(&mut self, caption: &CaptionView<'_>);
    /// Takes out what it took in.
    fn remove(&mut self, caption: &CaptionView<'_>);
    /// Works out what follows.
    fn settle(&mut self, context: &Context);
}

impl<I: CaptionIndex> Kept for I {
    fn add(&mut self, caption: &CaptionView<'_>) {
        CaptionIndex::add(self, caption);
    }

    fn remove(&mut self, caption: &CaptionView<'_>) {
        CaptionIndex::remove(self, caption);
    }

    fn settle(&mut self, context: &Context) {
        CaptionIndex::settle(self, context);
    }
}
