//! Captions: written where they differ, and read back.

use crate::api::AssetId;
use crate::api::models::Model;
use crate::submit::journal::{Doing, Kept};
use crate::submit::news::News;
use crate::submit::order::Picture;
use crate::submit::steps::reconcile::image_of;
use crate::submit::{Submission, SubmitError};

/// Times a caption is written that does not read back as it was written.
const ATTEMPTS: usize = 2;

/// A picture whose caption at the service is not the one on disk.
struct Differing {
    /// The picture's asset.
    asset: AssetId,
    /// The asset whose description the service trains on.
    image: AssetId,
    name: String,
    caption: String,
}

impl Submission<'_> {
    /// Writes the captions that differ, and verifies all, byte for byte but for trailing line ends.
    pub(in crate::submit) async fn caption(&mut self, mut model: Model) -> Result<(), SubmitError> {
        for attempt in 0..=ATTEMPTS {
            let differing = self.differing(&model);
            if differing.is_empty() {
                return self.verified();
            }
            if attempt == ATTEMPTS {
                let names = differing.into_iter().map(|one| one.name).collect();
                return Err(SubmitError::NotTakenOver { what: "the caption", names });
            }
            self.write_captions(&differing).await?;
            model = self.client.model(self.id()?).await?;
        }
        Ok(())
    }

    async fn write_captions(&mut self, differing: &[Differing]) -> Result<(), SubmitError> {
        for (index, one) in differing.iter().enumerate() {
            self.begin(Doing::Caption(one.image.clone()))?;
            self.client.write_caption(&one.image, &one.caption).await?;
            (self.tell)(News::Captioned { done: index + 1, all: differing.len() });
        }
        self.journal.write_run(|run| {
            run.doing = None;
            for kept in &mut run.images {
                if let Some(one) = differing.iter().find(|one| one.asset == kept.asset) {
                    kept.caption = Some(one.caption.clone());
                }
            }
        })
    }

    fn differing(&self, model: &Model) -> Vec<Differing> {
        let differing = self.pairs().into_iter().filter_map(|(picture, kept)| {
            let caption = picture.caption.clone()?;
            let image = image_of(model, kept)?;
            (!is_same(&caption, image.caption().unwrap_or_default())).then(|| Differing {
                asset: kept.asset.clone(),
                image: image.id.clone(),
                name: picture.name.clone(),
                caption,
            })
        });
        differing.collect()
    }

    /// Each picture with what the service keeps of it; of two alike, each has its own.
    fn pairs(&self) -> Vec<(&Picture, &Kept)> {
        let mut kept: Vec<&Kept> = self.kept().iter().collect();
        let mut pairs = Vec::new();
        for picture in &self.order.pictures {
            let same = kept.iter().position(|kept| kept.sha256 == picture.sha256);
            pairs.extend(same.map(|index| (picture, kept.remove(index))));
        }
        pairs
    }

    fn verified(&mut self) -> Result<(), SubmitError> {
        let pairs = self.pairs();
        let captions: Vec<(AssetId, Option<String>)> = pairs
            .iter()
            .map(|(picture, kept)| (kept.asset.clone(), picture.caption.clone()))
            .collect();
        let written = captions.iter().filter(|(_, caption)| caption.is_some()).count();
        let images = captions.len();
        self.journal.write_run(|run| {
            for (asset, caption) in captions {
                let kept = run.images.iter_mut().filter(|kept| kept.asset == asset);
                kept.for_each(|kept| kept.caption.clone_from(&caption));
            }
        })?;
        (self.tell)(News::Verified { images, captions: written });
        Ok(())
    }
}

/// Byte for byte, but for line ends at the end.
fn is_same(ours: &str, theirs: &str) -> bool {
    let ends = ['\n', '\r'];
    ours.trim_end_matches(ends) == theirs.trim_end_matches(ends)
}
