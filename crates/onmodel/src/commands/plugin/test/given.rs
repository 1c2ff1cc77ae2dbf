//! Captions and images somebody names, as a set to test a plugin on.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, bail};
use onmodel_dataset::IMAGE_EXTENSIONS;
use onmodel_dataset::config::{Overlay, configure};

use super::cases::Cases;
use super::stage::{Set, SetFile};

/// Endings of files that are captions whatever the configuration says.
const CAPTIONS: [&str; 2] = ["txt", "caption"];

/// The set of all captions and images at the paths. Its name and words are those of the configuration
/// that holds there.
pub(super) fn set(paths: &[PathBuf], cases: &Cases) -> Result<Set> {
    let mut found = Vec::new();
    for path in paths {
        if !path.exists() {
            bail!("there is no file or folder {}", path.display());
        }
        walk(path, &mut found);
    }
    let files = paired(&found)?;
    if files.is_empty() {
        bail!("there are no captions or images in what was given");
    }
    let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
    let folder = if first.is_dir() { first } else { first.parent().unwrap_or(Path::new(".")) };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let settings = configure(folder, None, &Overlay::new()).settings;
    let shown = found.iter().map(|path| (inside(path), path.clone())).collect();
    Ok(Set {
        shown,
        name: settings.name.clone().unwrap_or_else(|| "given".to_owned()),
        trigger: settings.trigger.clone(),
        class: settings.class.clone(),
        rules: cases.rules.clone(),
        only: None,
        files,
    })
}

/// All files at a path, hidden ones left out.
fn walk(path: &Path, found: &mut Vec<PathBuf>) {
    if !path.is_dir() {
        return found.push(path.to_owned());
    }
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    let mut inside: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    inside.sort();
    let is_hidden = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
    };
    inside.into_iter().filter(|path| !is_hidden(path)).for_each(|path| walk(&path, found));
}

/// Images with the captions of their stem; a caption alone gets a grey picture.
fn paired(found: &[PathBuf]) -> Result<Vec<SetFile>> {
    let mut files: BTreeMap<PathBuf, SetFile> = BTreeMap::new();
    for path in found {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let inside = inside(path);
        let file = files.entry(inside.with_extension("")).or_insert_with(|| SetFile {
            image: inside.with_extension("png"),
            picture: None,
            caption: None,
        });
        if CAPTIONS.contains(&ending.as_str()) {
            let bytes = super::read(path)?;
            file.caption = Some(String::from_utf8_lossy(&bytes).into_owned());
        } else if IMAGE_EXTENSIONS.contains(&ending.as_str()) {
            file.image = inside;
            file.picture = Some(path.clone());
        }
    }
    Ok(files
        .into_values()
        .filter(|file| file.caption.is_some() || file.picture.is_some())
        .collect())
}

/// A path without what would lead out of a folder it is put into.
fn inside(path: &Path) -> PathBuf {
    path.components().filter(|part| matches!(part, Component::Normal(_))).collect()
}
