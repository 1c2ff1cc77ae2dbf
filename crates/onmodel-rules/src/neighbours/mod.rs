//! The sets of a repository side by side, and what they do to each other.
//!
//! A [`Neighbour`] is as little of a set as the others need to know: its triggers and its pictures.
//! A [`Neighbourhood`] holds all of them and finds once, at the first question, which pictures and
//! which triggers meet; each set then asks for its own by its [`Beside`].
//!
//! Sets whose trigger is written in one and the same file are one character's (a studio's defaults,
//! or one folder with a set for every outfit): they share it on purpose, and are never told of it.

mod collisions;
mod families;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use onmodel_caption::{LineIndex, Span};
use onmodel_dataset::{Dataset, Layer, Settings};
use onmodel_vision::ImageFacts;
use onmodel_vision::similar::{Likeness, Meeting, Shown, across};

pub use collisions::{Collision, How};

use crate::judge::range_in;
use crate::{Facts, FileRange};

/// A trigger and where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// The trigger.
    pub text: String,
    /// The configuration file that says it, as it is shown.
    pub file: PathBuf,
    /// Where in that file.
    pub span: Span,
}

impl Called {
    /// Where it is written, by lines and columns, as one of the files of `settings` has it.
    pub fn range(&self, settings: &Settings) -> Option<FileRange> {
        let layer = settings.layers.iter().find(|layer| layer.path == self.file)?;
        Some(range_in(&layer.text, &LineIndex::new(&layer.text), self.span, 0))
    }
}

/// One set, as its neighbours see it.
#[derive(Debug, Clone)]
pub struct Neighbour {
    /// Its folder, as reached.
    pub root: PathBuf,
    /// Its name.
    pub name: String,
    /// Its declared triggers, its subsets' too; a guessed one is none.
    pub triggers: Vec<Called>,
    /// Its images: relative to its folder, with what was seen of each.
    pub images: Vec<(PathBuf, Option<Arc<ImageFacts>>)>,
}

impl Neighbour {
    /// A set of which everything is known.
    pub fn of(facts: &Facts) -> Self {
        Self::seen(&facts.dataset, &facts.images)
    }

    /// A set of which only the files and the pictures are known. `seen` is in the order of its
    /// images.
    pub fn seen(dataset: &Dataset, seen: &[Option<Arc<ImageFacts>>]) -> Self {
        let images = dataset.images.iter().map(|image| image.relative.clone());
        let seen = seen.iter().cloned().chain(std::iter::repeat(None));
        Self {
            root: dataset.root.clone(),
            name: dataset.name.clone(),
            triggers: triggers(&dataset.settings),
            images: images.zip(seen).collect(),
        }
    }

    /// The path of one of its images, as reached.
    pub fn path(&self, image: &Path) -> PathBuf {
        if self.root == Path::new(".") { image.to_owned() } else { self.root.join(image) }
    }
}

/// The triggers a set's configuration declares, with their places.
fn triggers(settings: &Settings) -> Vec<Called> {
    let dataset = |layer: &'_ Arc<Layer>| layer.get("dataset")?.value.as_table().cloned();
    let called = |layer: &Layer, text: &str, span: Span| Called {
        text: text.to_owned(),
        file: layer.path.clone(),
        span,
    };
    let whole = settings.layers.iter().find_map(|layer| {
        let trigger = dataset(layer)?.get("trigger")?.clone();
        Some(called(layer, trigger.value.as_str()?, trigger.span))
    });
    let subsets = settings.layers.iter().find_map(|layer| {
        let subsets = dataset(layer)?.get("subset")?.value.as_array()?.to_vec();
        let of = |subset: &onmodel_dataset::config::Node| {
            let trigger = subset.value.as_table()?.get("trigger")?;
            Some(called(layer, trigger.value.as_str()?, trigger.span))
        };
        Some(subsets.iter().filter_map(of).collect::<Vec<_>>())
    });
    whole.into_iter().chain(subsets.unwrap_or_default()).collect()
}

/// One picture of a set that is, or nearly is, a picture of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met<'a> {
    /// Index of the image in its set.
    pub image: usize,
    /// The other set.
    pub other: &'a Neighbour,
    /// Index of the image there.
    pub there: usize,
    /// How alike.
    pub likeness: Likeness,
    /// Whether one is the other in a mirror.
    pub mirrored: bool,
}

impl PartialEq for Neighbour {
    fn eq(&self, other: &Self) -> bool {
        self.root == other.root
    }
}

impl Eq for Neighbour {}

/// All sets of a repository, side by side.
#[derive(Debug, Default)]
pub struct Neighbourhood {
    sets: Vec<Neighbour>,
    /// Whether a set is judged, and so asks what it meets.
    asks: Vec<bool>,
    meetings: OnceLock<Vec<Meeting>>,
    collisions: OnceLock<Vec<Collision>>,
    /// Where each set's images begin among all images, and where the last one's end.
    starts: Vec<usize>,
}

impl Neighbourhood {
    /// Of these sets, each of which will ask.
    pub fn of(sets: Vec<Neighbour>) -> Self {
        Self::asked_by(sets, |_| true)
    }

    /// Of these sets, of which only some will ask, by index: the others are there to be compared
    /// with.
    pub fn asked_by(sets: Vec<Neighbour>, asks: impl Fn(usize) -> bool) -> Self {
        let mut starts = vec![0];
        for set in &sets {
            starts.push(starts.last().copied().unwrap_or(0) + set.images.len());
        }
        let asks = (0..sets.len()).map(asks).collect();
        Self { sets, asks, starts, ..Self::default() }
    }

    /// The sets.
    pub fn sets(&self) -> &[Neighbour] {
        &self.sets
    }

    /// One of the sets, by index, among the others.
    pub fn beside(&self, index: usize) -> Beside<'_> {
        Beside { all: self, index }
    }

    /// Whether there is anything to be beside of.
    pub fn is_company(&self) -> bool {
        self.sets.len() > 1
    }

    fn meetings(&self) -> &[Meeting] {
        self.meetings.get_or_init(|| {
            let families = families::of(&self.sets);
            let pictures = self.sets.iter().zip(&families).flat_map(|(set, &family)| {
                set.images
                    .iter()
                    .map(move |(_, facts)| Shown { set: family, facts: facts.as_deref() })
            });
            let pictures: Vec<Shown<'_>> = pictures.collect();
            let mut asking = vec![false; self.sets.len()];
            for (family, asks) in families.iter().zip(&self.asks) {
                // A family is named by the index of one of its sets.
                asking[*family] |= asks;
            }
            across(&pictures, |family| asking.get(family).copied().unwrap_or(false))
        })
    }

    fn collisions(&self) -> &[Collision] {
        self.collisions.get_or_init(|| collisions::find(&self.sets))
    }

    /// The set an image is of, by its index among all images, and its index there.
    fn owner(&self, image: usize) -> (usize, usize) {
        let set = self.starts.partition_point(|&start| start <= image).saturating_sub(1);
        (set, image - self.starts.get(set).copied().unwrap_or(0))
    }
}

/// One set among the others.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    all: &'a Neighbourhood,
    index: usize,
}

impl<'a> Beside<'a> {
    /// The other sets.
    pub fn others(&self) -> impl Iterator<Item = &'a Neighbour> {
        let own = self.index;
        self.all.sets.iter().enumerate().filter(move |(index, _)| *index != own).map(|(_, set)| set)
    }

    /// The set itself, as the others see it.
    pub fn own(&self) -> &'a Neighbour {
        &self.all.sets[self.index]
    }

    /// Its pictures that are in other sets too, by image, the most alike first.
    pub fn meetings(&self) -> Vec<Met<'a>> {
        let all = self.all.meetings();
        let start = self.all.starts[self.index];
        let end = start + self.own().images.len();
        let from = all.partition_point(|meeting| meeting.here < start);
        let own = all.iter().skip(from).take_while(|meeting| meeting.here < end);
        own.map(|meeting| {
            let (other, there) = self.all.owner(meeting.there);
            let (likeness, mirrored) = (meeting.likeness, meeting.mirrored);
            let other = &self.all.sets[other];
            Met { image: meeting.here - start, other, there, likeness, mirrored }
        })
        .collect()
    }

    /// Its triggers that are, contain or are part of another set's.
    pub fn collisions(&self) -> impl Iterator<Item = (&'a Called, &'a Neighbour, &'a Called, How)> {
        let sets = &self.all.sets;
        let own = self.index;
        let met = self.all.collisions().iter().filter(move |one| one.set == own);
        met.filter_map(move |one| {
            let other = sets.get(one.other)?;
            let here = sets.get(own)?.triggers.get(one.trigger)?;
            Some((here, other, other.triggers.get(one.others)?, one.how))
        })
    }
}
