//! Images and their captions brought together.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::captions::{self, Draft};
use super::scan::{Folder, Scan};
use crate::config::Settings;
use crate::discover::Options;
use crate::trainer::TrainerId;
use crate::{CaptionFile, ImageFile, Layout, Stray, StrayKind, Subset, names, paths};

/// What a dataset is made of.
#[derive(Debug, Default)]
pub(super) struct Paired {
    pub(super) images: Vec<ImageFile>,
    pub(super) captions: Vec<CaptionFile>,
    pub(super) strays: Vec<Stray>,
}

/// Images by the folder (its index in the scan) and the comparable stem.
pub(super) type ByStem = HashMap<(usize, Vec<u8>), Vec<usize>>;

pub(super) fn pair(
    root: &Path,
    scan: &Scan,
    layout: Layout,
    settings: &Settings,
    options: &Options,
) -> Paired {
    let mut sorted = sort_out(root, scan, layout, settings);
    let mut drafts = captions::drafts(root, scan, &sorted, settings, options);
    drafts.sort_by(|a, b| (&a.file.relative, a.line()).cmp(&(&b.file.relative, b.line())));
    assign(&mut sorted.images, &drafts);
    sorted.strays.sort_by(|a, b| a.relative.cmp(&b.relative));
    let captions = drafts.into_iter().map(|draft| draft.file).collect();
    Paired { images: sorted.images, captions, strays: sorted.strays }
}

/// The images alone, none with its caption.
pub(super) fn images(root: &Path, scan: &Scan, layout: Layout, settings: &Settings) -> Paired {
    let sorted = sort_out(root, scan, layout, settings);
    Paired { images: sorted.images, captions: Vec::new(), strays: sorted.strays }
}

/// The files of a dataset, told apart by their names.
pub(super) struct Sorted {
    pub(super) images: Vec<ImageFile>,
    pub(super) by_stem: ByStem,
    /// [`ByStem`] without the difference between small and capital letters; made when first asked.
    by_folded: OnceCell<ByStem>,
    /// Stems of images that are there but not of the set: their captions are not either.
    foreign: HashSet<(usize, Vec<u8>)>,
    strays: Vec<Stray>,
}

impl Sorted {
    /// Whether the caption of this stem belongs to an image that is not of the set.
    pub(super) fn is_foreign(&self, folder: usize, stem: &[u8]) -> bool {
        self.foreign.contains(&(folder, stem.to_vec()))
    }

    /// The first image of a folder whose stem is `stem` but for small and capital letters.
    pub(super) fn in_another_case(&self, folder: usize, stem: &[u8]) -> Option<&ImageFile> {
        let fold = || {
            let mut by_folded = ByStem::new();
            for ((folder, stem), images) in &self.by_stem {
                by_folded.entry((*folder, names::folded(stem))).or_default().extend(images);
            }
            by_folded
        };
        let images = self.by_folded.get_or_init(fold).get(&(folder, names::folded(stem)))?;
        self.images.get(*images.iter().min()?)
    }
}

fn sort_out(root: &Path, scan: &Scan, layout: Layout, settings: &Settings) -> Sorted {
    let only_numbered = layout == Layout::Kohya && settings.trainer == TrainerId::Kohya;
    let mut found: Vec<(usize, ImageFile)> = Vec::new();
    let mut strays = Vec::new();
    let mut foreign: HashSet<_> = HashSet::new();
    for (index, folder) in scan.folders.iter().enumerate() {
        foreign.extend(folder.excluded.iter().map(|name| (index, names::image_stem(name))));
        let masked = Masked::of(folder);
        for name in &folder.files {
            let relative = folder.relative.join(name);
            match stray(folder, name, &masked, only_numbered) {
                Some(kind) => {
                    if names::is_image(name) {
                        foreign.insert((index, names::image_stem(name)));
                    }
                    strays.push(Stray { relative, kind });
                }
                None if names::is_image(name) => {
                    found.push((index, image(root, relative, folder, layout, settings)));
                }
                None => {}
            }
        }
    }
    found.sort_by(|(_, a), (_, b)| a.relative.cmp(&b.relative));
    let mut by_stem = ByStem::new();
    for (at, (folder, image)) in found.iter().enumerate() {
        let name = image.relative.file_name().unwrap_or_default();
        by_stem.entry((*folder, names::image_stem(name))).or_default().push(at);
    }
    let images = found.into_iter().map(|(_, image)| image).collect();
    Sorted { images, by_stem, by_folded: OnceCell::new(), foreign, strays }
}

/// The stems of a folder's images, where it holds what is named like a mask.
struct Masked(HashSet<Vec<u8>>);

impl Masked {
    fn of(folder: &Folder) -> Self {
        let any = folder.files.iter().any(|name| names::mask_of(name).is_some());
        let images = folder.files.iter().filter(|name| any && names::is_image(name));
        Self(images.map(|name| names::image_stem(name)).collect())
    }

    /// Whether the file is the mask of an image beside it; a mask of nothing is an image.
    fn has(&self, name: &std::ffi::OsStr) -> bool {
        names::mask_of(name).is_some_and(|stem| self.0.contains(&stem))
    }
}

fn stray(
    folder: &Folder,
    name: &std::ffi::OsStr,
    masked: &Masked,
    only_numbered: bool,
) -> Option<StrayKind> {
    if names::is_litter(name) {
        return Some(StrayKind::Litter);
    }
    if names::is_trainer_cache(name) {
        return Some(StrayKind::TrainerCache);
    }
    if !names::is_image(name) {
        return None;
    }
    if masked.has(name) {
        return Some(StrayKind::Mask);
    }
    if names::is_hidden(name) {
        return Some(StrayKind::Other);
    }
    (only_numbered && folder.repeats().is_none()).then_some(StrayKind::UnvisitedImage)
}

fn image(
    root: &Path,
    relative: PathBuf,
    folder: &Folder,
    layout: Layout,
    settings: &Settings,
) -> ImageFile {
    let repeats = if layout == Layout::Kohya { folder.repeats().unwrap_or(1) } else { 1 };
    ImageFile {
        path: paths::join(root, &relative),
        subset: subset(&settings.subsets, &relative),
        relative,
        caption: None,
        other_captions: Vec::new(),
        repeats,
    }
}

/// The subset whose folder lies nearest round the image.
fn subset(subsets: &[Subset], image: &Path) -> Option<usize> {
    // Indices come from the range below.
    let depth = |index: &usize| Path::new(&subsets[*index].folder).components().count();
    (0..subsets.len()).filter(|&index| image.starts_with(&subsets[index].folder)).max_by_key(depth)
}

/// Gives each image its captions, the best ranked first.
fn assign(images: &mut [ImageFile], drafts: &[Draft]) {
    let mut candidates: Vec<Vec<(usize, usize)>> = vec![Vec::new(); images.len()];
    for (index, draft) in drafts.iter().enumerate() {
        for &image in &draft.images {
            // Drafts name images by their index in this very list.
            candidates[image].push((draft.rank, index));
        }
    }
    for (image, mut own) in images.iter_mut().zip(candidates) {
        own.sort_unstable();
        let mut own = own.into_iter().map(|(_, caption)| caption);
        image.caption = own.next();
        image.other_captions = own.collect();
    }
}
