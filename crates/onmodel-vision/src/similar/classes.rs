//! Equal pictures gathered before anything is compared: a thousand copies of one picture are one
//! picture and 999 copies, not half a million pairs.

use std::collections::HashMap;

use super::keep;
use crate::{ContentId, ImageFacts, Look};

/// Pictures that are equal, byte for byte or pixel for pixel.
pub(super) struct Class {
    /// The one that stands for all.
    pub(super) keep: usize,
    /// All of them, `keep` too, ascending.
    pub(super) members: Vec<usize>,
}

/// What equal pictures have in common. Files of equal bytes were decoded to equal pixels.
#[derive(PartialEq, Eq, Hash)]
pub(super) enum Sameness {
    Pixels(u128),
    Bytes(ContentId),
}

/// Unreadable files are equal to nothing: what they would show is not known.
pub(super) fn sameness(facts: &ImageFacts) -> Option<Sameness> {
    match &facts.look {
        Look::Seen(_, pixels) => Some(Sameness::Pixels(pixels.digest)),
        Look::Sized(..) | Look::Pointer { .. } => Some(Sameness::Bytes(facts.content)),
        Look::Broken(..) => None,
    }
}

/// The classes of all known pictures, ordered by their first member; most have one member.
pub(super) fn of(images: &[Option<&ImageFacts>]) -> Vec<Class> {
    let mut place: HashMap<Sameness, usize> = HashMap::new();
    let mut members: Vec<Vec<usize>> = Vec::new();
    for (image, facts) in images.iter().enumerate() {
        let Some(key) = facts.and_then(sameness) else { continue };
        let at = *place.entry(key).or_insert(members.len());
        match members.get_mut(at) {
            Some(class) => class.push(image),
            None => members.push(vec![image]),
        }
    }
    let class = |members: Vec<usize>| Some(Class { keep: keep::best(images, &members)?, members });
    members.into_iter().filter_map(class).collect()
}
