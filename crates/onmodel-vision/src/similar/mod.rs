//! Who looks like whom, and how many distinct pictures that leaves.
//!
//! [`likeness`] decides for one pair; everything else here finds the pairs to ask about, groups
//! them, and counts.

mod across;
mod align;
mod classes;
mod eigen;
mod groups;
mod keep;
mod likeness;
mod pairs;
mod plane;
mod profile;
mod sums;
mod tiles;
mod vendi;
mod window;

use serde::{Deserialize, Serialize};

use crate::ImageFacts;
pub use across::{MOST_MEETINGS, Meeting, Shown, across};
pub use likeness::{Alike, MAX_DISTANCE, likeness};

/// How two pictures are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Likeness {
    /// Same bytes or same pixels.
    Duplicate,
    /// The same picture, recompressed, resized, retouched or mirrored.
    NearDuplicate,
}

/// Two look-alikes, by their index in the slice compared; `a < b`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Pair {
    /// The first picture.
    pub a: usize,
    /// The second picture.
    pub b: usize,
    /// How alike.
    pub likeness: Likeness,
    /// Hamming distance of the hashes, of 64 bits.
    pub distance: u32,
    /// Whether one is the other in a mirror.
    pub mirrored: bool,
}

/// Pictures that are all one picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LookAlikes {
    /// How alike.
    pub likeness: Likeness,
    /// The best one to keep: of the largest the least worn, the sharpest, the first by name.
    pub keep: usize,
    /// All of them, `keep` too, ascending.
    pub members: Vec<usize>,
}

/// What comparing a set's pictures found.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Similarity {
    /// Look-alike pairs, ordered. Of equal pictures the one kept stands for all: each copy is paired
    /// with it, and only it with the near-duplicates.
    pub pairs: Vec<Pair>,
    /// Groups of look-alikes, ordered by their first member. A picture is in at most one group of
    /// each likeness; a group's members are all look-alikes of its `keep` (no chains).
    pub groups: Vec<LookAlikes>,
    /// The effective number of distinct pictures, 0 to n (Vendi score); pictures that could not be
    /// decoded are not counted.
    pub distinct: f64,
    /// How many pictures were compared.
    pub compared: usize,
}

/// Compares all pictures with each other. `None` stands for a picture nothing is known of.
///
/// Pictures that were not decoded take part as far as their bytes go: two equal AVIF files are
/// duplicates. Unreadable ones take no part.
pub fn compare(images: &[Option<&ImageFacts>]) -> Similarity {
    let classes = classes::of(images);
    let pairs = pairs::find(images, &classes);
    let groups = groups::gather(images, &classes, &pairs);
    let distinct = vendi::distinct(images, &groups);
    let compared = images.iter().flatten().filter(|facts| facts.pixels().is_some()).count();
    Similarity { pairs, groups, distinct, compared }
}
