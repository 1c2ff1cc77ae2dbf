//! How far a set is.

use std::fmt;

use super::Order;
use super::journal::Run;
use super::steps::follow::Ending;
use crate::api::ModelId;

/// How far a set is.
#[derive(Debug, Clone, PartialEq)]
pub enum Stand {
    /// Nothing was sent, or nothing that is of use.
    Fresh,
    /// An earlier run stopped before it started a training.
    Unfinished(ModelId),
    /// It is being trained; whether the set has changed since.
    Training(ModelId, Difference),
    /// It was trained as it is.
    Trained(ModelId),
    /// It was trained, and has changed since: what follows is another model.
    ChangedSince(ModelId, Difference),
    /// The training ended badly, and that has not been told yet.
    Ended(ModelId, Ending),
    /// The training ended badly earlier: what follows is another model.
    EndedBefore(ModelId),
}

impl Stand {
    /// Whether going on leads to a training that has to be agreed to.
    pub fn needs_consent(&self) -> bool {
        match self {
            Self::Fresh | Self::Unfinished(_) | Self::ChangedSince(..) | Self::EndedBefore(_) => {
                true
            }
            Self::Training(..) | Self::Trained(_) | Self::Ended(..) => false,
        }
    }
}

/// How a set differs from what was sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// Pictures that came.
    pub added: usize,
    /// Pictures that left.
    pub removed: usize,
    /// Pictures with another caption.
    pub recaptioned: usize,
    /// Whether the type or a configured parameter is another.
    pub settings: bool,
}

impl Difference {
    pub(super) fn between(run: &Run, order: &Order) -> Self {
        if run.training.as_ref().is_some_and(|training| training.fingerprint == order.fingerprint())
        {
            return Self::default();
        }
        let mut left = run.images.clone();
        let mut difference = Self::default();
        for picture in &order.pictures {
            match left.iter().position(|kept| kept.sha256 == picture.sha256) {
                Some(index) if left.remove(index).caption == picture.caption => {}
                Some(_) => difference.recaptioned += 1,
                None => difference.added += 1,
            }
        }
        difference.removed = left.len();
        // A training somebody began at the service is known by its images and captions alone.
        difference.settings = run.training.is_some() && difference == Self::default();
        difference
    }

    /// Whether there is none.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |number: usize, noun: &str, done: &str| {
            let s = if number == 1 { "" } else { "s" };
            (number > 0).then(|| format!("{number} {noun}{s} {done}"))
        };
        let settings = self.settings.then(|| "other settings".to_owned());
        let parts = [
            count(self.added, "image", "added"),
            count(self.removed, "image", "removed"),
            count(self.recaptioned, "caption", "changed"),
            settings,
        ];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}
