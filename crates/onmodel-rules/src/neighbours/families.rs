//! Which sets are one character's: those whose trigger is written in one place.

use std::collections::HashMap;
use std::path::Path;

use super::Neighbour;

/// The family of each set: the index of the first set of it.
pub(super) fn of(sets: &[Neighbour]) -> Vec<usize> {
    let mut family: Vec<usize> = (0..sets.len()).collect();
    let mut known: HashMap<(&Path, usize), usize> = HashMap::new();
    for (index, set) in sets.iter().enumerate() {
        for trigger in &set.triggers {
            let first = *known.entry((&trigger.file, trigger.span.start)).or_insert(index);
            let (one, other) = (head(&family, first), head(&family, index));
            family[one.max(other)] = one.min(other);
        }
    }
    (0..sets.len()).map(|index| head(&family, index)).collect()
}

/// Follows a set to the first of its family; every step goes to a smaller index.
fn head(family: &[usize], mut set: usize) -> usize {
    while family[set] != set {
        set = family[set];
    }
    set
}
