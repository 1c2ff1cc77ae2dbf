//! The training images nearest to a picture.

use std::io::Write;

use anyhow::{Context, Result};
use onmodel_report::proof_sheet::Neighbour;
use onmodel_rules::Facts;
use onmodel_scenario::drafts::picture;
use onmodel_vision::similar::likeness;
use onmodel_vision::{Examiner, ImageFacts};

/// Training images shown beside a picture.
const SHOWN: usize = 3;
/// Pixels of the longest side of a training image on the page.
const THUMBNAIL: u32 = 256;

/// The training images nearest to a picture, a near-duplicate first.
pub(super) fn nearest(facts: &Facts, bytes: &[u8]) -> Result<Vec<Neighbour>> {
    let painted = seen(bytes)?;
    let mut all: Vec<(bool, u32, usize)> = (0..facts.dataset.images.len())
        .filter_map(|index| {
            let (is_copy, distance) = compared(&painted, facts.image(index).seen()?)?;
            Some((!is_copy, distance, index))
        })
        .collect();
    all.sort_unstable();
    let near = all.into_iter().take(SHOWN);
    Ok(near
        .filter_map(|(differs, distance, index)| neighbour(facts, index, distance, !differs))
        .collect())
}

/// Whether both are one picture, and in how many bits their hashes differ.
fn compared(painted: &ImageFacts, trained: &ImageFacts) -> Option<(bool, u32)> {
    let (hash, other) = (painted.pixels()?.hash, trained.pixels()?);
    let distance = hash.distance(other.hash).min(hash.distance(other.mirrored));
    Some((likeness(painted, trained).is_some(), distance))
}

fn seen(bytes: &[u8]) -> Result<std::sync::Arc<ImageFacts>> {
    let mut file = tempfile::NamedTempFile::new().context("there is no room for a picture")?;
    file.write_all(bytes).context("there is no room for a picture")?;
    Ok(Examiner::without_cache().examine(file.path()))
}

fn neighbour(facts: &Facts, index: usize, distance: u32, is_copy: bool) -> Option<Neighbour> {
    let image = facts.image(index);
    let bytes = std::fs::read(&image.file.path).ok()?;
    let picture = picture::as_data_url(&picture::shrunk(&bytes, THUMBNAIL).ok()?);
    Some(Neighbour { name: image.relative(), picture, distance, is_copy })
}
