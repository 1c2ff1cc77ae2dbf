//! One picture to be sent, with its caption.

use std::collections::BTreeMap;
use std::path::PathBuf;

use bytes::Bytes;
use onmodel_dataset::{Dataset, ImageFile, TrainerId, trainer};
use sha2::{Digest, Sha256};

use super::hex;
use crate::submit::SubmitError;

/// One picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Where it is.
    pub path: PathBuf,
    /// What it is called at the service: its file name, with its folder's where two have the same.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The caption as it is sent: the text on disk without one trailing line end. None where there is
    /// no caption, or a blank one.
    pub caption: Option<String>,
}

impl Picture {
    /// Its bytes, if they are still those the order was made for.
    ///
    /// # Errors
    /// It cannot be read, or has changed.
    pub fn read(&self) -> Result<Bytes, SubmitError> {
        let bytes = read(&self.path)?;
        if hex(&Sha256::digest(&bytes)) == self.sha256 {
            Ok(bytes.into())
        } else {
            Err(SubmitError::Changed(self.path.clone()))
        }
    }

    /// The media type its name tells.
    pub(in crate::submit) fn media_type(&self) -> &'static str {
        let extension = self.path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        match extension.as_str() {
            "png" => "image/png",
            "webp" => "image/webp",
            "gif" => "image/gif",
            "avif" => "image/avif",
            "tif" | "tiff" => "image/tiff",
            "heic" | "heif" => "image/heic",
            _ => "image/jpeg",
        }
    }

    pub(super) fn fingerprint(&self) -> String {
        format!("{} {}", self.sha256, self.caption.as_deref().unwrap_or_default())
    }
}

/// The set's pictures by path, and the names of those the service does not take.
pub(super) fn all(dataset: &Dataset) -> Result<(Vec<Picture>, Vec<String>), SubmitError> {
    let scenario = trainer::behaviour(TrainerId::Scenario);
    let (taken, left): (Vec<&ImageFile>, Vec<&ImageFile>) =
        dataset.images.iter().partition(|image| scenario.lists(&file_name(image)));
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for image in &taken {
        *times.entry(file_name(image)).or_default() += 1;
    }
    let is_one = |image: &ImageFile| times.get(&file_name(image)) == Some(&1);
    let pictures = taken.into_iter().map(|image| {
        let name = if is_one(image) { file_name(image) } else { flat(image) };
        picture(dataset, image, name)
    });
    let pictures = pictures.collect::<Result<_, _>>()?;
    Ok((pictures, left.into_iter().map(|image| image.relative.display().to_string()).collect()))
}

fn picture(dataset: &Dataset, image: &ImageFile, name: String) -> Result<Picture, SubmitError> {
    let bytes = read(&image.path)?;
    let caption = dataset.caption_of(image).map(|caption| as_sent(&caption.text).to_owned());
    Ok(Picture {
        path: image.path.clone(),
        name,
        bytes: bytes.len() as u64,
        sha256: hex(&Sha256::digest(&bytes)),
        caption: caption.filter(|caption| !caption.trim().is_empty()),
    })
}

/// A caption without one trailing line end, which editors add and nobody means.
fn as_sent(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

fn read(path: &std::path::Path) -> Result<Vec<u8>, SubmitError> {
    std::fs::read(path).map_err(|error| SubmitError::Unreadable {
        path: path.to_owned(),
        why: onmodel_dataset::words(&error),
    })
}

fn file_name(image: &ImageFile) -> String {
    image.relative.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// `10_krstl-01.png` for `10_krstl/01.png`.
fn flat(image: &ImageFile) -> String {
    let parts: Vec<_> =
        image.relative.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    parts.join("-")
}
