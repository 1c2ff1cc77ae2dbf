//! What follows from the facts.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use onmodel_dataset::ImageFile;

use crate::Facts;
use crate::index::Shelf;

/// What follows from the facts and is asked for by several rules: found out at the first question.
/// Whoever changes the facts must make a new one, or say what changed ([`Self::forget_pictures`];
/// [`Facts::set_caption`] does it by itself).
#[derive(Clone, Default)]
pub struct Derived {
    pub(crate) indexes: Shelf,
    pictures: OnceLock<Pictures>,
    stems: OnceLock<Vec<Vec<usize>>>,
}

/// The images grouped by the picture they show.
#[derive(Debug, Clone)]
pub(crate) struct Pictures {
    /// By first member.
    pub(crate) groups: Vec<Vec<usize>>,
    /// By image: its group.
    pub(crate) of: Vec<usize>,
}

impl Derived {
    /// The pictures were looked at again; the captions say what they said.
    pub fn forget_pictures(&mut self) {
        self.pictures = OnceLock::new();
    }

    /// The images of `facts`, which this was derived from, by the picture they show.
    pub(crate) fn pictures(&self, facts: &Facts) -> &Pictures {
        self.pictures.get_or_init(|| Pictures::of(facts))
    }

    /// The images of `facts` that share folder and stem, where there are several.
    pub(crate) fn stems(&self, facts: &Facts) -> &[Vec<usize>] {
        self.stems.get_or_init(|| one_stem(&facts.dataset.images))
    }
}

impl Pictures {
    fn of(facts: &Facts) -> Self {
        let count = facts.dataset.images.len();
        let mut first: Vec<usize> = (0..count).collect();
        for pair in &facts.similarity.pairs {
            let (low, high) = (root(&first, pair.a), root(&first, pair.b));
            first[low.max(high)] = low.min(high);
        }
        let (mut groups, mut of): (Vec<Vec<usize>>, _) = (Vec::new(), Vec::with_capacity(count));
        for image in 0..count {
            let first = root(&first, image);
            if first == image {
                of.push(groups.len());
                groups.push(vec![image]);
            } else {
                let group = of[first];
                of.push(group);
                groups[group].push(image);
            }
        }
        Self { groups, of }
    }
}

fn one_stem(images: &[ImageFile]) -> Vec<Vec<usize>> {
    let mut by_stem: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, image) in images.iter().enumerate() {
        let stem = (image.relative.parent(), image.relative.file_stem());
        by_stem.entry(stem).or_default().push(index);
    }
    let mut groups: Vec<_> = by_stem.into_values().filter(|group| group.len() > 1).collect();
    groups.sort();
    groups
}

/// Follows `group_of` to the group's first member; every step goes to a smaller index.
fn root(group_of: &[usize], mut index: usize) -> usize {
    while group_of[index] != index {
        index = group_of[index];
    }
    index
}
