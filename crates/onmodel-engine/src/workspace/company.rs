//! The sets of a workspace side by side.

use std::sync::Arc;

use onmodel_dataset::Settings;
use onmodel_rules::neighbours::{Neighbour, Neighbourhood};
use onmodel_vision::similar::Similarity;

use super::held::Held;

/// Pictures compared across sets at most: every picture that changes asks for all of them again, and
/// an editor does not wait. `check` compares any number.
const MOST_PICTURES: usize = 20_000;

/// The sets side by side, as they stood when one of them last changed.
#[derive(Default)]
pub(super) struct Company {
    stood: Vec<Standing>,
    pub(super) all: Neighbourhood,
}

/// What a set's neighbours notice of it.
struct Standing {
    settings: Arc<Settings>,
    pictures: Option<Arc<Similarity>>,
}

impl Company {
    /// Looks at the sets again, if one changed in what its neighbours notice; whether one did. While
    /// pictures are still being looked at, only triggers are compared.
    pub(super) fn renew(&mut self, sets: &[Held]) -> bool {
        let count: usize = sets.iter().map(|held| held.set.facts.dataset.images.len()).sum();
        let compares = count <= MOST_PICTURES && sets.iter().all(Held::is_seen);
        let stands = |held: &Held| Standing {
            settings: Arc::clone(&held.set.facts.context.settings),
            pictures: compares.then(|| Arc::clone(&held.set.facts.similarity)),
        };
        let stand: Vec<Standing> = sets.iter().map(stands).collect();
        if stand.len() == self.stood.len() && stand.iter().zip(&self.stood).all(are_same) {
            return false;
        }
        self.stood = stand;
        let neighbour = |held: &Held| {
            let facts = &held.set.facts;
            Neighbour::seen(&facts.dataset, if compares { &facts.images } else { &[] })
        };
        self.all = Neighbourhood::of(sets.iter().map(neighbour).collect());
        true
    }
}

fn are_same((a, b): (&Standing, &Standing)) -> bool {
    let pictures = |one: &Standing| one.pictures.as_ref().map(Arc::as_ptr);
    Arc::ptr_eq(&a.settings, &b.settings) && pictures(a) == pictures(b)
}
