//! Image files' names: what an extension promises, and names that would do better.

use std::path::{Path, PathBuf};

use onmodel_dataset::CaptionSource;
use onmodel_vision::Format;

use crate::{DraftFix, Facts, ImageView, Operation};

/// A format's name in a sentence.
pub(crate) fn format_name(format: Format) -> &'static str {
    match format {
        Format::Png => "PNG",
        Format::Jpeg => "JPEG",
        Format::WebP => "WebP",
        Format::Gif => "GIF",
        Format::Bmp => "BMP",
        Format::Tiff => "TIFF",
        Format::Avif => "AVIF",
        Format::Heic => "HEIC",
        Format::Jxl => "JPEG XL",
    }
}

/// The extensions a format goes by, without dots, the usual one first.
fn extensions(format: Format) -> &'static [&'static str] {
    match format {
        Format::Png => &["png", "apng"],
        Format::Jpeg => &["jpg", "jpeg", "jfif", "jpe", "mpo"],
        Format::WebP => &["webp"],
        Format::Gif => &["gif"],
        Format::Bmp => &["bmp", "dib"],
        Format::Tiff => &["tif", "tiff"],
        Format::Avif => &["avif", "heif"],
        Format::Heic => &["heic", "heif", "hif"],
        Format::Jxl => &["jxl"],
    }
}

/// Whether a file of this format may well bear this extension, with its dot, in any case.
pub(crate) fn suits(format: Format, extension: &str) -> bool {
    let bare = extension.strip_prefix('.').unwrap_or(extension);
    extensions(format).iter().any(|known| bare.eq_ignore_ascii_case(known))
}

/// A fix that gives the image an extension which is true to its content and which the trainer
/// lists: its own in lower case if that will do. `None` where there is none, where another file
/// has that name, or where a metadata row names the file.
pub(crate) fn better_name(image: &ImageView<'_>, format: Format) -> Option<DraftFix> {
    let facts = image.facts();
    let own = image.file.caption.map(|index| &facts.dataset.captions[index].source);
    if own.is_some_and(|source| *source != CaptionSource::Sidecar) {
        return None;
    }
    let lower = image.extension().trim_start_matches('.').to_lowercase();
    let own = suits(format, &lower).then_some(lower.as_str());
    let names = own.into_iter().chain(extensions(format).iter().copied());
    let to = names.map(|extension| image.file.path.with_extension(extension)).find(|to| {
        *to != image.file.path && facts.context.trainer.lists(&crate::facts::file_name(to))
    })?;
    is_free(facts, image.index, &to).then(|| rename(&image.file.path, to))
}

/// A fix that gives the image another stem, and its captions with it. `None` where a metadata row
/// names the image, where another image shares a caption, or where a name is taken.
pub(crate) fn rename_pair(image: &ImageView<'_>, stem: &str) -> Option<DraftFix> {
    let facts = image.facts();
    let captions = &facts.dataset.captions;
    let own = image.file.caption.iter().chain(&image.file.other_captions);
    let mut renamed = vec![(&image.file.path, with_stem(&image.file.path, stem)?)];
    for &caption in own {
        let is_shared = captions[caption].image != Some(image.index);
        if is_shared || captions[caption].source != CaptionSource::Sidecar {
            return None;
        }
        renamed.push((&captions[caption].path, with_stem(&captions[caption].path, stem)?));
    }
    let taken = renamed.iter().any(|(_, to)| {
        let is_caption = captions.iter().any(|other| folded(&other.path) == folded(to));
        is_caption || !is_free(facts, image.index, to)
    });
    if taken || stem.is_empty() {
        return None;
    }
    let with = if renamed.len() > 1 { ", its caption with it" } else { "" };
    let new = crate::facts::file_name(&renamed.first()?.1);
    let fix = DraftFix::review(format!("rename {} to {new}{with}", image.file_name()));
    let operations =
        renamed.into_iter().map(|(from, to)| Operation::Rename { from: from.clone(), to });
    Some(operations.fold(fix, DraftFix::operation))
}

fn with_stem(path: &Path, stem: &str) -> Option<PathBuf> {
    let extension = path.extension()?.to_str()?;
    Some(path.with_file_name(format!("{stem}.{extension}")))
}

/// A path as a disk that ignores case compares it.
fn folded(path: &Path) -> String {
    path.to_string_lossy().to_lowercase()
}

/// Whether no other image has this path, on a disk that ignores case either.
fn is_free(facts: &Facts, image: usize, path: &Path) -> bool {
    let wanted = folded(path);
    let mut others = facts.dataset.images.iter().enumerate();
    others.all(|(index, file)| index == image || folded(&file.path) != wanted)
}

fn rename(from: &Path, to: PathBuf) -> DraftFix {
    let (old, new) = (crate::facts::file_name(from), crate::facts::file_name(&to));
    DraftFix::review(format!("rename {old} to {new}"))
        .operation(Operation::Rename { from: from.to_owned(), to })
}
