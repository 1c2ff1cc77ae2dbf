//! The model: made once.

use crate::api::models::{Model, ModelChange, ModelStatus, NewModel};
use crate::submit::journal::{Doing, Run};
use crate::submit::news::News;
use crate::submit::submission::is_open;
use crate::submit::{Submission, SubmitError};

impl Submission<'_> {
    /// The model the set goes to: the one of an earlier run, or a new one.
    pub(in crate::submit) async fn ensure_model(&mut self) -> Result<Model, SubmitError> {
        if let Some(id) = self.model_id().cloned() {
            let model = self.client.model(&id).await?;
            if is_open(model.status) {
                return self.with_right_type(model).await;
            }
            self.begin_anew(model.status)?;
        }
        self.make().await
    }

    /// Another model follows. The pictures of one that came to nothing serve the next; those of one
    /// that was trained stay its own, with the captions it was trained on.
    fn begin_anew(&mut self, ended: ModelStatus) -> Result<(), SubmitError> {
        let images = if ended == ModelStatus::Trained { Vec::new() } else { self.kept().to_vec() };
        let run = Run {
            marker: marker(),
            kind: self.order.kind.clone(),
            images,
            doing: Some(Doing::Make),
            ..Run::default()
        };
        self.journal.write(|record| record.past.extend(record.run.replace(run)))
    }

    async fn make(&mut self) -> Result<Model, SubmitError> {
        if self.run().is_none() {
            let (marker, kind) = (marker(), self.order.kind.clone());
            let run = Run { marker, kind, doing: Some(Doing::Make), ..Run::default() };
            self.journal.write(|record| record.run = Some(run))?;
        }
        let marker = self.run().map(|run| run.marker.clone()).unwrap_or_default();
        let new = NewModel {
            name: self.order.name.clone(),
            short_description: self.order.description(&marker),
            kind: self.order.kind.clone(),
        };
        let kind = new.kind.clone();
        self.journal.write_run(|run| run.kind = kind)?;
        let model = self.client.create_model(&new, &marker).await?;
        self.take_over(&model)?;
        (self.tell)(News::ModelMade(model.id.clone()));
        Ok(model)
    }

    /// The type may change as long as the model is new.
    async fn with_right_type(&mut self, model: Model) -> Result<Model, SubmitError> {
        if self.run().is_some_and(|run| run.kind == self.order.kind) {
            return Ok(model);
        }
        let kind = self.order.kind.clone();
        let change = ModelChange { kind: Some(kind.clone()), ..ModelChange::default() };
        let changed = self.client.change_model(&model.id, &change).await?;
        self.journal.write_run(|run| run.kind = kind)?;
        // The images are listed in full where the model is read by itself.
        Ok(Model { training_images: model.training_images, ..changed })
    }
}

/// A word no other model's description holds.
fn marker() -> String {
    format!("onmodel-{:016x}", fastrand::u64(..))
}
