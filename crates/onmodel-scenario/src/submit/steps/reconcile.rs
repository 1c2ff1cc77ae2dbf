//! The model's pictures, brought to what the set holds: each once, and no other.

use crate::api::AssetId;
use crate::api::models::{Model, TrainingImage};
use crate::assumptions::ATTACHED_AT_ONCE;
use crate::submit::journal::{Doing, Kept};
use crate::submit::news::News;
use crate::submit::{Submission, SubmitError};

impl Submission<'_> {
    /// Detaches what left the set, uploads and attaches what came. The model as it then is.
    pub(in crate::submit) async fn reconcile(
        &mut self,
        model: Model,
    ) -> Result<Model, SubmitError> {
        let model = self.detach_departed(model).await?;
        self.upload_missing().await?;
        let model = self.attach_missing(model).await?;
        let foreign = foreign(&model, self.kept());
        if foreign.is_empty() {
            return Ok(model);
        }
        Err(SubmitError::Foreign { model: model.id, names: foreign })
    }

    async fn detach_departed(&mut self, model: Model) -> Result<Model, SubmitError> {
        let departed = self.departed();
        for kept in &departed {
            if image_of(&model, kept).is_some() {
                self.client.detach(&model.id, &kept.asset).await?;
            }
            self.journal.write_run(|run| run.images.retain(|own| own.asset != kept.asset))?;
        }
        if departed.is_empty() {
            return Ok(model);
        }
        (self.tell)(News::Detached(departed.len()));
        Ok(self.client.model(&model.id).await?)
    }

    /// Pictures kept that the set no longer has, or whose caption was taken away: how the service
    /// forgets a caption is not known, so such a picture is sent anew.
    fn departed(&self) -> Vec<Kept> {
        let mut wanted: Vec<_> = self.order.pictures.iter().collect();
        let mut departed = Vec::new();
        for kept in self.kept() {
            let is_same = |picture: &&crate::submit::order::Picture| {
                picture.sha256 == kept.sha256
                    && (picture.caption.is_some() || kept.caption.is_none())
            };
            match wanted.iter().position(is_same) {
                Some(index) => drop(wanted.swap_remove(index)),
                None => departed.push(kept.clone()),
            }
        }
        departed
    }

    async fn attach_missing(&mut self, mut model: Model) -> Result<Model, SubmitError> {
        let is_missing = |kept: &&Kept| image_of(&model, kept).is_none();
        let missing: Vec<AssetId> =
            self.kept().iter().filter(is_missing).map(|kept| kept.asset.clone()).collect();
        for some in missing.chunks(ATTACHED_AT_ONCE) {
            self.begin(Doing::Attach(some.to_vec()))?;
            model = self.client.attach(&model.id, some).await?;
            self.journal.write_run(|run| run.doing = None)?;
        }
        let lost: Vec<String> = self
            .kept()
            .iter()
            .filter(|kept| image_of(&model, kept).is_none())
            .map(|kept| kept.name.clone())
            .collect();
        if lost.is_empty() {
            return Ok(model);
        }
        Err(SubmitError::NotTakenOver { what: "the image", names: lost })
    }
}

/// The training image a kept picture became: the one with its asset's id, as far as is known; else the
/// only one with its name.
pub(super) fn image_of<'a>(model: &'a Model, kept: &Kept) -> Option<&'a TrainingImage> {
    let images = &model.training_images;
    let same_id = images.iter().find(|image| image.id == kept.asset);
    same_id
        .or_else(|| images.iter().find(|image| !image.name.is_empty() && image.name == kept.name))
}

/// The names of pictures the model holds that are not of this set.
fn foreign(model: &Model, kept: &[Kept]) -> Vec<String> {
    let is_ours = |image: &&TrainingImage| {
        kept.iter().any(|kept| image_of(model, kept).is_some_and(|own| own.id == image.id))
    };
    let foreign = model.training_images.iter().filter(|image| !is_ours(image));
    foreign
        .map(|image| if image.name.is_empty() { image.id.to_string() } else { image.name.clone() })
        .collect()
}
