//! A dataset as it lies on disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_caption::Span;

use crate::Settings;
use crate::write::Snapshot;

/// Why a folder is taken for a dataset; shown by `-v`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// Its own `onmodel.toml` has `dataset.name`.
    Named,
    /// It holds kohya-style `N_name` folders; the first of them.
    KohyaFolders(String),
    /// It holds an image with its caption beside it; the image.
    Pair(String),
    /// It holds a metadata file that names its images.
    Metadata(String),
    /// It was given on the command line and holds an image.
    Given,
}

/// How images and captions are arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Images with sidecar captions, or none.
    Plain,
    /// `N_name` folders below the root.
    Kohya,
    /// Rows of a metadata file.
    Metadata,
}

/// One dataset: its settings, its images and its captions, in path order.
#[derive(Debug, Clone)]
pub struct Dataset {
    /// Its folder, as reached from the paths given.
    pub root: PathBuf,
    /// `dataset.name`, else the folder's name.
    pub name: String,
    /// Why it was found.
    pub evidence: Evidence,
    /// How it is arranged.
    pub layout: Layout,
    /// What its configuration says, all layers joined.
    pub settings: Settings,
    /// Its images, sorted by path.
    pub images: Vec<ImageFile>,
    /// Every caption file and metadata row, paired or orphan, sorted by path and line.
    pub captions: Vec<CaptionFile>,
    /// Other files worth a word.
    pub strays: Vec<Stray>,
    /// Places the walk could not read, with the operating system's words.
    pub unreadable: Vec<(PathBuf, String)>,
}

/// One image file of a dataset.
#[derive(Debug, Clone, PartialEq)]
pub struct ImageFile {
    /// Where it is, as reached.
    pub path: PathBuf,
    /// Relative to the dataset's root.
    pub relative: PathBuf,
    /// Index of its caption in [`Dataset::captions`], following the precedence of the contract.
    pub caption: Option<usize>,
    /// Further captions with its stem (`.txt` beside `.caption`).
    pub other_captions: Vec<usize>,
    /// Index of its subset in [`Settings::subsets`].
    pub subset: Option<usize>,
    /// Times it is shown per epoch (kohya's `N_`), 1 without.
    pub repeats: u32,
}

/// Where a caption is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaptionSource {
    /// A file of its own beside the image.
    Sidecar,
    /// A row of a metadata file; the image it names, as written there.
    Row {
        /// The image named, as written.
        names: String,
        /// Line of the row in the file, from zero.
        line: u32,
    },
}

/// How a caption file's bytes were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a mark.
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Bom,
    /// UTF-16 little endian; whether it has a mark.
    Utf16Le(bool),
    /// UTF-16 big endian; whether it has a mark.
    Utf16Be(bool),
    /// Not UTF-8; read as Windows-1252, the usual culprit.
    Windows1252,
}

impl Encoding {
    /// Whether byte offsets in the decoded text are byte offsets in the file (after a mark).
    pub fn is_utf8(self) -> bool {
        matches!(self, Self::Utf8 | Self::Utf8Bom)
    }
}

/// A text file read whole, shared by the captions in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// The decoded text, without a byte order mark.
    pub text: Arc<str>,
    /// How its bytes were read.
    pub encoding: Encoding,
    /// Length of the file in bytes.
    pub bytes: u64,
    /// What the file held, for whoever writes it back.
    pub snapshot: Snapshot,
}

impl Body {
    /// Bytes before the text begins: 3 for a UTF-8 mark.
    pub fn mark(&self) -> usize {
        if self.encoding == Encoding::Utf8Bom { 3 } else { 0 }
    }
}

/// One caption: a sidecar file, or a cell of a metadata file.
#[derive(Debug, Clone, PartialEq)]
pub struct CaptionFile {
    /// The file it is in, as reached.
    pub path: PathBuf,
    /// Relative to the dataset's root.
    pub relative: PathBuf,
    /// Sidecar or row.
    pub source: CaptionSource,
    /// The whole file; an error's words when it could not be read.
    pub body: Result<Arc<Body>, String>,
    /// Where the caption lies, verbatim, in the body's text; `None` where it is written there with
    /// escapes, so that offsets do not map.
    pub place: Option<Span>,
    /// The caption itself; empty when the file could not be read.
    pub text: Arc<str>,
    /// The image it belongs to, by index; `None` for an orphan.
    pub image: Option<usize>,
}

/// A file beside the images that is neither image nor caption of the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// Relative to the dataset's root.
    pub relative: PathBuf,
    /// What it seems to be.
    pub kind: StrayKind,
}

/// What a [`Stray`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StrayKind {
    /// `._x`, `Thumbs.db`, `desktop.ini`, `.DS_Store`.
    Litter,
    /// `x-masklabel.png`, `x-condlabel.png` beside `x.png`: a mask, no image to train on.
    Mask,
    /// A latent or text-encoder cache: `.npz`, `.safetensors`, `metadata_cache.json`.
    TrainerCache,
    /// An image where the trainer does not look (kohya: beside the `N_name` folders, or in a
    /// folder without `N_`).
    UnvisitedImage,
    /// Anything else.
    Other,
}

impl Dataset {
    /// The caption of an image.
    pub fn caption_of(&self, image: &ImageFile) -> Option<&CaptionFile> {
        image.caption.and_then(|index| self.captions.get(index))
    }

    /// The trigger its caption should carry: its subset's, else the dataset's.
    pub fn trigger_of(&self, image: &ImageFile) -> Option<&str> {
        let subset = image.subset.and_then(|index| self.settings.subsets.get(index));
        subset.and_then(|subset| subset.trigger.as_deref()).or(self.settings.trigger.as_deref())
    }

    /// The class word of its character: its subset's, else the dataset's.
    pub fn class_of(&self, image: &ImageFile) -> Option<&str> {
        let subset = image.subset.and_then(|index| self.settings.subsets.get(index));
        subset.and_then(|subset| subset.class.as_deref()).or(self.settings.class.as_deref())
    }

    /// `path` relative to the root, if it lies below it.
    pub fn relative<'a>(&self, path: &'a Path) -> Option<&'a Path> {
        let here = self.root == Path::new(".") && path.is_relative();
        path.strip_prefix(&self.root).ok().or(here.then_some(path))
    }
}
