//! Pictures, uploaded once each.

use bytes::Bytes;

use crate::ApiError;
use crate::api::AssetId;
use crate::assumptions::INLINE_BYTES;
use crate::submit::journal::{Doing, Kept};
use crate::submit::news::News;
use crate::submit::order::Picture;
use crate::submit::{Submission, SubmitError};

impl Submission<'_> {
    /// Uploads the pictures the service does not keep yet.
    pub(super) async fn upload_missing(&mut self) -> Result<(), SubmitError> {
        let missing = self.missing();
        let before = self.order.pictures.len() - missing.len();
        let all = missing.iter().map(|picture| picture.bytes).sum();
        let mut done = 0;
        for picture in &missing {
            (self.tell)(News::Uploading { file: picture.name.clone(), done, all });
            let asset = self.upload_one(picture, done, all).await?;
            self.journal.write_run(|run| {
                run.images.push(Kept {
                    name: picture.name.clone(),
                    sha256: picture.sha256.clone(),
                    asset,
                    caption: None,
                });
                run.doing = None;
            })?;
            done += picture.bytes;
        }
        (self.tell)(News::Uploaded { now: missing.len(), before });
        Ok(())
    }

    /// The pictures of the order without one kept for them; of two alike, each needs its own.
    fn missing(&self) -> Vec<Picture> {
        let mut kept: Vec<&str> = self.kept().iter().map(|kept| kept.sha256.as_str()).collect();
        let mut missing = Vec::new();
        for picture in &self.order.pictures {
            match kept.iter().position(|sha256| *sha256 == picture.sha256) {
                Some(index) => drop(kept.swap_remove(index)),
                None => missing.push(picture.clone()),
            }
        }
        missing
    }

    async fn upload_one(
        &mut self,
        picture: &Picture,
        done: u64,
        all: u64,
    ) -> Result<AssetId, SubmitError> {
        let bytes = picture.read()?;
        if bytes.len() > INLINE_BYTES {
            let progress = |sent: usize| {
                let done = done + sent as u64;
                (self.tell)(News::Uploading { file: picture.name.clone(), done, all });
            };
            let (name, kind) = (&picture.name, picture.media_type());
            return Ok(self.client.upload(name, kind, &bytes, &progress).await?);
        }
        if self.was_interrupted(picture)
            && let Some(found) = self.look_for(picture).await
        {
            return Ok(found);
        }
        let doing = Doing::Upload { name: picture.name.clone(), sha256: picture.sha256.clone() };
        self.begin(doing)?;
        Ok(self.upload_small(picture, &bytes).await?)
    }

    async fn upload_small(&self, picture: &Picture, bytes: &Bytes) -> Result<AssetId, ApiError> {
        self.client
            .settle(
                async || Ok(self.client.create_asset(&picture.name, bytes).await?.id),
                async || Ok(self.look_for(picture).await),
            )
            .await
    }

    /// Whether an earlier run was killed while it uploaded this picture.
    fn was_interrupted(&self, picture: &Picture) -> bool {
        let doing = self.run().and_then(|run| run.doing.as_ref());
        matches!(doing, Some(Doing::Upload { sha256, .. }) if *sha256 == picture.sha256)
    }

    /// An asset of this name and size that came after the model was made and is none of the journal's:
    /// an upload whose answer was lost. Where the service does not list assets there is none to be
    /// found, and a second upload costs nothing: only what is attached is trained.
    async fn look_for(&self, picture: &Picture) -> Option<AssetId> {
        let made = self.run().map(|run| run.made.as_str()).filter(|made| !made.is_empty())?;
        let assets = self.client.recent_assets().await.ok()?;
        let is_known = |id: &AssetId| self.kept().iter().any(|kept| kept.asset == *id);
        let found = assets.into_iter().find(|asset| {
            let size = asset.properties.size.as_ref().and_then(serde_json::Number::as_u64);
            asset.name == picture.name
                && size == Some(picture.bytes)
                && asset.created_at.as_str() >= made
                && !is_known(&asset.id)
        });
        found.map(|asset| asset.id)
    }
}
