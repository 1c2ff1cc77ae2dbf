//! Every folder of a dataset, listed once.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use globset::GlobSet;

use crate::config::Layer;
use crate::discover::{Options, is_named};
use crate::disk::{self, Listing, Visited};
use crate::trainer::repeats_of;
use crate::{Evidence, names, paths};

/// The folders of a dataset with their files, in path order.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    pub(super) folders: Vec<Folder>,
    pub(super) unreadable: Vec<(PathBuf, String)>,
}

/// One folder: its path relative to the dataset (empty for the root) and its files.
#[derive(Debug)]
pub(super) struct Folder {
    pub(super) relative: PathBuf,
    pub(super) files: Vec<OsString>,
    /// Images that `exclude` takes out: their captions go with them.
    pub(super) excluded: Vec<OsString>,
}

/// How far down a dataset reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// All the way.
    Tree,
    /// Its sub-folders and theirs: kohya's images, and those that lie where it does not look.
    TwoDown,
    /// Its own files.
    Own,
}

/// Lists the dataset in `root`; other datasets, hidden folders and what `exclude` names are left out.
pub(super) fn scan(
    root: &Path,
    evidence: &Evidence,
    exclude: &[String],
    options: &Options,
) -> Scan {
    let reach = match evidence {
        Evidence::Named | Evidence::Metadata(_) => Reach::Tree,
        Evidence::KohyaFolders(_) => Reach::TwoDown,
        Evidence::Pair(_) | Evidence::Given => Reach::Own,
    };
    // Patterns were checked with the configuration; one globset cannot join excludes nothing.
    let exclude = Layer::globs(exclude.iter().map(String::as_str)).unwrap_or_default();
    let mut walk =
        Walk { root, reach, exclude, options, visited: Visited::default(), scan: Scan::default() };
    walk.enter(Path::new(""), 0);
    let mut scan = walk.scan;
    scan.folders.sort_by(|a, b| a.relative.cmp(&b.relative));
    scan
}

struct Walk<'w> {
    root: &'w Path,
    reach: Reach,
    exclude: GlobSet,
    options: &'w Options,
    visited: Visited,
    scan: Scan,
}

impl Walk<'_> {
    fn enter(&mut self, relative: &Path, depth: usize) {
        let folder =
            if depth == 0 { self.root.to_owned() } else { paths::join(self.root, relative) };
        if !self.visited.enter(&folder) {
            let words = "a link that leads back to a folder already read";
            return self.scan.unreadable.push((folder, words.to_owned()));
        }
        match disk::list(&folder) {
            Err(fault) => self.scan.unreadable.push((folder, crate::words(&fault))),
            Ok(listing) if depth > 0 && self.is_foreign(&folder, &listing) => {}
            Ok(listing) => self.take(relative, depth, listing),
        }
    }

    fn take(&mut self, relative: &Path, depth: usize, listing: Listing) {
        let Listing { files, folders } = listing;
        let is_excluded = |name: &OsString| {
            !self.exclude.is_empty() && self.exclude.is_match(relative.join(name))
        };
        let (mut excluded, files): (Vec<_>, Vec<_>) = files.into_iter().partition(is_excluded);
        excluded.retain(|name| names::is_image(name));
        self.scan.folders.push(Folder { relative: relative.to_owned(), files, excluded });
        let deeper = match self.reach {
            Reach::Tree => true,
            Reach::TwoDown => depth < 2,
            Reach::Own => false,
        };
        for name in folders.into_iter().filter(|name| deeper && !names::is_hidden(name)) {
            let below = relative.join(name);
            if !self.exclude.is_match(&below) {
                self.enter(&below, depth + 1);
            }
        }
    }

    /// Whether a folder below the root is a dataset of its own.
    fn is_foreign(&self, folder: &Path, listing: &Listing) -> bool {
        let of_kohya = self.reach == Reach::TwoDown
            && listing.folders.iter().any(|name| is_numbered(name.to_str()));
        of_kohya || is_named(folder, listing, self.options)
    }
}

fn is_numbered(name: Option<&str>) -> bool {
    name.is_some_and(|name| repeats_of(name).is_some())
}

impl Folder {
    /// kohya's repeats, if this is an `N_name` folder directly in the dataset.
    pub(super) fn repeats(&self) -> Option<u32> {
        let mut parts = self.relative.components();
        let first = parts.next()?.as_os_str().to_str()?;
        parts.next().is_none().then(|| repeats_of(first))?
    }

    /// Whether an image lies in it.
    pub(super) fn holds_image(&self) -> bool {
        self.files.iter().any(|name| {
            names::is_image(name) && !names::is_hidden(name) && names::mask_of(name).is_none()
        })
    }
}

impl Scan {
    /// The first `N_name` folder with an image.
    pub(super) fn kohya_folder(&self) -> Option<&str> {
        let folder = self
            .folders
            .iter()
            .find(|folder| folder.repeats().is_some() && folder.holds_image())?;
        folder.relative.to_str()
    }

    /// The names of the files directly in the root.
    pub(super) fn root_files(&self) -> &[OsString] {
        self.folders
            .iter()
            .find(|folder| folder.relative.as_os_str().is_empty())
            .map_or(&[], |root| &root.files)
    }
}
