//! What makes a folder a dataset.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::Options;
use crate::config::{ConfigError, FILE_NAME, configure, own_name};
use crate::disk::{self, Listing};
use crate::load::{self, metadata, sidecar};
use crate::trainer::{looks_numbered, repeats_of};
use crate::{Dataset, Evidence, names, paths};

/// A folder found to be a dataset, none of its files read yet.
#[derive(Debug, Clone)]
pub struct Found {
    /// The folder, as reached.
    pub root: PathBuf,
    /// Why it is one.
    pub evidence: Evidence,
}

impl Found {
    /// Reads the dataset whole.
    ///
    /// # Errors
    /// The faults of its configuration.
    pub fn read(&self, options: &Options) -> Result<Dataset, Vec<ConfigError>> {
        load::load(&self.root, &self.evidence, options)
    }

    /// Reads its configuration and lists its images; no caption is opened.
    ///
    /// # Errors
    /// The faults of its configuration.
    pub fn outline(&self, options: &Options) -> Result<Dataset, Vec<ConfigError>> {
        load::outline(&self.root, &self.evidence, options)
    }
}

/// Why `folder` is a dataset of itself, wherever it lies.
pub(super) fn evidence(folder: &Path, listing: &Listing, options: &Options) -> Option<Evidence> {
    if is_named(folder, listing, options) {
        return Some(Evidence::Named);
    }
    kohya_folder(folder, listing)
        .or_else(|| pair(folder, listing, options))
        .or_else(|| metadata::naming(folder, listing, options).map(Evidence::Metadata))
}

/// Whether the folder's own `onmodel.toml` has `dataset.name`.
pub(crate) fn is_named(folder: &Path, listing: &Listing, options: &Options) -> bool {
    let saved =
        listing.files.binary_search_by(|name| name.as_os_str().cmp(OsStr::new(FILE_NAME))).is_ok();
    let Some(file) = paths::absolute(folder).map(|folder| folder.join(FILE_NAME)) else {
        return false;
    };
    (saved || options.overlay.contains_key(&file)) && own_name(&file, &options.overlay).is_some()
}

/// The first `N_name` folder that makes its parent a kohya set: it directly holds an image, and is
/// not merely numbered (`01_intro`) unless a caption lies beside the image.
fn kohya_folder(folder: &Path, listing: &Listing) -> Option<Evidence> {
    listing.folders.iter().find_map(|name| {
        let text = name.to_str()?;
        repeats_of(text)?;
        let inside = disk::list(&folder.join(name)).ok()?;
        let counts = if looks_numbered(text) {
            sidecar::first_pair(&inside.files, None).is_some()
        } else {
            inside.files.iter().any(|file| is_visible_image(file))
        };
        counts.then(|| Evidence::KohyaFolders(text.to_owned()))
    })
}

fn pair(folder: &Path, listing: &Listing, options: &Options) -> Option<Evidence> {
    if !holds_image(listing) {
        return None;
    }
    let paired = sidecar::first_pair(&listing.files, None).or_else(|| {
        let settings = configure(folder, options.config.as_deref(), &options.overlay).settings;
        sidecar::first_pair(&listing.files, Some(&settings.caption_extension?))
    })?;
    Some(Evidence::Pair(paired.to_string_lossy().into_owned()))
}

/// Whether an image lies directly in the folder listed.
pub(super) fn holds_image(listing: &Listing) -> bool {
    listing.files.iter().any(|file| is_visible_image(file))
}

fn is_visible_image(name: &OsStr) -> bool {
    names::is_image(name) && !names::is_hidden(name) && names::mask_of(name).is_none()
}
