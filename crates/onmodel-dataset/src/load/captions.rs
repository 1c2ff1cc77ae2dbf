//! The captions of a dataset: files beside images, and rows of metadata files.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_caption::Span;
use rayon::prelude::*;

use super::pair::Sorted;
use super::rows::Row;
use super::scan::Scan;
use super::{metadata, sidecar};
use crate::config::Settings;
use crate::discover::Options;
use crate::trainer::TrainerId;
use crate::{Body, CaptionFile, CaptionSource, ImageFile, disk, names, paths, text};

/// A caption, the images it belongs to, and how it ranks among an image's captions.
pub(super) struct Draft {
    pub(super) file: CaptionFile,
    pub(super) images: Vec<usize>,
    pub(super) rank: usize,
}

impl Draft {
    pub(super) fn line(&self) -> u32 {
        match self.file.source {
            CaptionSource::Sidecar => 0,
            CaptionSource::Row { line, .. } => line,
        }
    }
}

/// Where rows rank: behind every sidecar, but before them for a trainer that reads rows only.
const AFTER_SIDECARS: usize = usize::MAX;
const BEFORE_SIDECARS: usize = 0;

pub(super) fn drafts(
    root: &Path,
    scan: &Scan,
    sorted: &Sorted,
    settings: &Settings,
    options: &Options,
) -> Vec<Draft> {
    let extensions = sidecar::extensions(settings);
    let mut named = Vec::new();
    let mut tables = Vec::new();
    for (index, folder) in scan.folders.iter().enumerate() {
        let holds_captions = index == 0 || folder.holds_image();
        for name in &folder.files {
            if metadata::is_metadata(name) {
                tables.push(folder.relative.join(name));
            } else if holds_captions && !names::is_litter(name) && !names::is_image(name) {
                let folded = Folder { path: &paths::join(root, &folder.relative), index };
                named.extend(
                    folded
                        .sidecar(name, &extensions, sorted)
                        .map(|found| (folder.relative.join(name), found)),
                );
            }
        }
    }
    let read = |(relative, found): (PathBuf, Named)| sidecar_draft(root, relative, found, options);
    let mut drafts: Vec<Draft> = named.into_par_iter().map(read).collect();
    let rank =
        if settings.trainer == TrainerId::Diffusers { BEFORE_SIDECARS } else { AFTER_SIDECARS };
    let by_path = by_path(&sorted.images);
    for relative in tables {
        drafts.extend(row_drafts(root, &relative, &by_path, settings, options, rank));
    }
    drafts
}

/// A caption file's images and its extension's rank, before it is read.
struct Named {
    images: Vec<usize>,
    rank: usize,
}

struct Folder<'f> {
    path: &'f Path,
    index: usize,
}

impl Folder<'_> {
    /// Whether `name` is a caption, and of which images: those of its stem, else those whose stem
    /// differs in case only where the disk does not tell the two apart, else none.
    fn sidecar(&self, name: &OsStr, extensions: &[String], sorted: &Sorted) -> Option<Named> {
        let mut orphan = None;
        for (rank, extension) in extensions.iter().enumerate() {
            let Some((stem, same_case)) = sidecar::stem(name, extension) else { continue };
            let rank = rank + 1;
            if same_case && let Some(images) = sorted.by_stem.get(&(self.index, stem.clone())) {
                return Some(Named { images: images.clone(), rank });
            }
            if same_case && sorted.is_foreign(self.index, &stem) {
                return None;
            }
            if let Some(images) = self.in_another_case(&stem, extension, sorted) {
                return Some(Named { images, rank });
            }
            orphan = orphan.or(Some(Named { images: Vec::new(), rank }));
        }
        orphan.filter(|_| !names::is_hidden(name) && !names::is_document(name))
    }

    fn in_another_case(&self, stem: &[u8], extension: &str, sorted: &Sorted) -> Option<Vec<usize>> {
        let image = sorted.in_another_case(self.index, stem)?;
        let wanted = image.relative.file_stem()?.to_str()?;
        let key = (self.index, names::image_stem(image.relative.file_name()?));
        let is_there = self.path.join(format!("{wanted}{extension}")).exists();
        is_there.then(|| sorted.by_stem.get(&key).cloned())?
    }
}

fn sidecar_draft(root: &Path, relative: PathBuf, found: Named, options: &Options) -> Draft {
    let path = paths::join(root, &relative);
    let body = read(&path, options);
    let text: Arc<str> = body.as_ref().map_or_else(|_| "".into(), |body| Arc::clone(&body.text));
    let file = CaptionFile {
        path,
        relative,
        source: CaptionSource::Sidecar,
        place: body.is_ok().then(|| Span::new(0, text.len())),
        body,
        text,
        image: found.images.first().copied(),
    };
    Draft { file, images: found.images, rank: found.rank }
}

fn read(path: &Path, options: &Options) -> Result<Arc<Body>, String> {
    match disk::read(path, &options.overlay) {
        Ok(bytes) => Ok(Arc::new(text::decode(&bytes))),
        Err(fault) => Err(crate::words(&fault)),
    }
}

/// Images by their comparable relative path, and by it without the extension, as kohya names them.
fn by_path(images: &[ImageFile]) -> HashMap<Vec<u8>, usize> {
    let mut map = HashMap::new();
    for (index, image) in images.iter().enumerate() {
        let key = |path: &Path| names::comparable(path.as_os_str().as_encoded_bytes());
        map.insert(key(&image.relative), index);
        map.entry(key(&image.relative.with_extension(""))).or_insert(index);
    }
    map
}

fn row_drafts(
    root: &Path,
    relative: &Path,
    images: &HashMap<Vec<u8>, usize>,
    settings: &Settings,
    options: &Options,
    rank: usize,
) -> Vec<Draft> {
    let path = paths::join(root, relative);
    let Ok(body) = read(&path, options) else {
        // Reported like a caption that cannot be read, so that nothing is passed over in silence.
        let unread = Named { images: Vec::new(), rank };
        return vec![sidecar_draft(root, relative.to_owned(), unread, options)];
    };
    let rows = metadata::rows(
        relative.file_name().unwrap_or_default(),
        &body.text,
        settings.caption_column.as_deref(),
    );
    let draft = |row: Row| {
        let image = row_image(root, relative, &row.names, images);
        let file = CaptionFile {
            path: path.clone(),
            relative: relative.to_owned(),
            source: CaptionSource::Row { names: row.names, line: row.line },
            body: Ok(Arc::clone(&body)),
            place: row.place,
            text: row.text?.into(),
            image,
        };
        Some(Draft { file, images: image.into_iter().collect(), rank })
    };
    rows.into_iter().filter_map(draft).collect()
}

/// The image a row names: relative to its file, or absolute, or below the dataset.
fn row_image(
    root: &Path,
    table: &Path,
    written: &str,
    images: &HashMap<Vec<u8>, usize>,
) -> Option<usize> {
    let written = Path::new(written);
    let absolute_root = paths::absolute(root)?;
    let below = paths::absolute(&absolute_root.join(table.parent()?).join(written))?;
    let relative = below.strip_prefix(&absolute_root).ok().map(Path::to_owned);
    let candidates = relative.into_iter().chain([written.to_owned()]);
    candidates.into_iter().find_map(|path| {
        images.get(&names::comparable(path.as_os_str().as_encoded_bytes())).copied()
    })
}
