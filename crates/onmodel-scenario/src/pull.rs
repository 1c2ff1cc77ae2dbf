//! A model's images and captions, brought home.

use std::path::{Path, PathBuf};

use onmodel_dataset::write::{self, WriteError};

use crate::api::ModelId;
use crate::api::models::{Model, TrainingImage};
use crate::{ApiError, Client};

/// What is taken for an image's ending, by the bytes it begins with.
const BEGINNINGS: [(&[u8], &str); 5] = [
    (b"\x89PNG", "png"),
    (b"\xff\xd8", "jpg"),
    (b"GIF8", "gif"),
    (b"II*\0", "tif"),
    (b"MM\0*", "tif"),
];

/// Why nothing came home.
#[derive(Debug, thiserror::Error)]
pub enum PullError {
    /// The service would not, or could not be reached.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The folder could not be made.
    #[error("{}: {why}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// In words.
        why: String,
    },
    /// An image has no address.
    #[error("Scenario gives no address for {0}; try again later")]
    NoAddress(String),
}

/// What came home.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pulled {
    /// Where it is.
    pub folder: PathBuf,
    /// Files written.
    pub written: usize,
    /// Files that were there, with the same content.
    pub same: usize,
    /// Files that were there with another content, and were left alone.
    pub kept: Vec<PathBuf>,
}

/// Brings a model's images and captions into `folder`, or into one with the model's name. A file that
/// is there is never overwritten. `progress` is told of images, done and in all.
///
/// # Errors
/// The service cannot be reached, or a file cannot be written. What came home by then stays.
pub async fn pull(
    client: &Client,
    id: &ModelId,
    folder: Option<&Path>,
    progress: &dyn Fn(usize, usize),
) -> Result<Pulled, PullError> {
    let model = client.model_with_originals(id).await?;
    let own = folder.map_or_else(|| PathBuf::from(folder_name(&model)), Path::to_owned);
    std::fs::create_dir_all(&own).map_err(|error| PullError::Folder {
        path: own.clone(),
        why: onmodel_dataset::words(&error),
    })?;
    let mut pulled = Pulled { folder: own, ..Pulled::default() };
    let mut stems = Vec::new();
    let all = model.training_images.len();
    for (index, image) in model.training_images.iter().enumerate() {
        progress(index, all);
        pull_image(client, image, &mut stems, &mut pulled).await?;
    }
    progress(all, all);
    let is_configured = pulled.folder.join(onmodel_dataset::config::FILE_NAME).exists();
    if !is_configured {
        keep(&mut pulled, onmodel_dataset::config::FILE_NAME, configuration(&model).as_bytes())?;
    }
    Ok(pulled)
}

async fn pull_image(
    client: &Client,
    image: &TrainingImage,
    stems: &mut Vec<String>,
    pulled: &mut Pulled,
) -> Result<(), PullError> {
    let bytes = client.fetch(&address(client, image).await?).await?;
    let (stem, extension) = file_name(image, &bytes);
    let stem = unused(&stem, image, stems);
    keep(pulled, &format!("{stem}.{extension}"), &bytes)?;
    if let Some(caption) = image.caption() {
        keep(pulled, &format!("{stem}.txt"), caption.as_bytes())?;
    }
    Ok(())
}

/// Where the picture can be fetched.
async fn address(client: &Client, image: &TrainingImage) -> Result<String, PullError> {
    if let Some(address) = &image.download_url {
        return Ok(address.clone());
    }
    let asset = client.asset(&image.id).await?;
    asset.url.ok_or_else(|| PullError::NoAddress(image.id.to_string()))
}

/// Writes a file that is not there yet.
fn keep(pulled: &mut Pulled, name: &str, bytes: &[u8]) -> Result<(), PullError> {
    let path = pulled.folder.join(name);
    match write::create_new(&path, bytes) {
        Ok(()) => pulled.written += 1,
        Err(WriteError::Exists(_)) if is_same(&path, bytes) => pulled.same += 1,
        Err(WriteError::Exists(_)) => pulled.kept.push(path),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Whether the file holds these bytes, but for line ends at a caption's end.
fn is_same(path: &Path, bytes: &[u8]) -> bool {
    let is_caption = path.extension().is_some_and(|extension| extension == "txt");
    let end = |bytes: &[u8]| {
        let line_ends = bytes.iter().rev().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        bytes.len() - if is_caption { line_ends } else { 0 }
    };
    std::fs::read(path).is_ok_and(|own| own[..end(&own)] == bytes[..end(bytes)])
}

/// The name the image has at the service, with the ending its bytes ask for where it has none.
fn file_name(image: &TrainingImage, bytes: &[u8]) -> (String, String) {
    let name = safe(&image.name);
    let named = name.rsplit_once('.').filter(|(stem, extension)| {
        !stem.is_empty()
            && onmodel_dataset::IMAGE_EXTENSIONS.contains(&extension.to_lowercase().as_str())
    });
    if let Some((stem, extension)) = named {
        return (stem.to_owned(), extension.to_owned());
    }
    let stem = if name.is_empty() { safe(image.id.as_str()) } else { name };
    let begins = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning));
    let extension = begins.map_or_else(|| other_extension(bytes), |(_, extension)| extension);
    (stem, extension.to_owned())
}

fn other_extension(bytes: &[u8]) -> &'static str {
    match bytes.get(8..12) {
        Some(b"WEBP") => "webp",
        Some(b"avif") => "avif",
        Some(b"heic" | b"heix") => "heic",
        _ => "png",
    }
}

/// A stem no other image has: two with one name would have one caption.
fn unused(stem: &str, image: &TrainingImage, stems: &mut Vec<String>) -> String {
    let is_taken = |stem: &str| stems.iter().any(|own| own.eq_ignore_ascii_case(stem));
    let stem = if is_taken(stem) {
        format!("{stem}-{}", safe(image.id.as_str()))
    } else {
        stem.to_owned()
    };
    stems.push(stem.clone());
    stem
}

/// A name that stays in its folder on every system, and is not hidden.
fn safe(name: &str) -> String {
    let harmless = |c: char| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '-' } else { c };
    name.trim().trim_start_matches('.').chars().map(harmless).take(120).collect()
}

fn folder_name(model: &Model) -> String {
    let name = safe(model.name.as_deref().unwrap_or_default());
    if name.is_empty() { safe(model.id.as_str()) } else { name }
}

/// An `onmodel.toml` that names the set and what it was trained as.
fn configuration(model: &Model) -> String {
    let name = serde_json::Value::from(folder_name(model));
    let kind = serde_json::Value::from(model.kind.as_str());
    let submit =
        if model.kind.is_empty() { String::new() } else { format!("\n[submit]\ntype = {kind}\n") };
    format!(
        "# Brought home from Scenario: model {}\n[dataset]\nname = {name}\n\
         # trigger = \"…\"   # the invented word every caption opens with\n{submit}",
        model.id
    )
}
