//! An order on its way.

use super::journal::{Doing, End, Journal, Kept, Run};
use super::news::{News, Tell};
use super::stand::{Difference, Stand};
use super::steps::follow::Ending;
use super::{Order, SubmitError};
use crate::Client;
use crate::api::ModelId;
use crate::api::models::{Model, ModelStatus};
use crate::api::quote::Quote;

/// Whether a model with this status still takes images and a training.
pub(super) fn is_open(status: ModelStatus) -> bool {
    matches!(status, ModelStatus::New | ModelStatus::Copying | ModelStatus::Other)
}

/// An order on its way, with the set's journal and its lock.
pub struct Submission<'a> {
    pub(super) order: &'a Order,
    pub(super) client: &'a Client,
    pub(super) journal: Journal,
    pub(super) tell: Tell<'a>,
}

impl<'a> Submission<'a> {
    /// Opens the set's journal; `tell` hears of everything that happens.
    ///
    /// # Errors
    /// Another run has the set, or the journal cannot be read.
    pub fn open(
        order: &'a Order,
        client: &'a Client,
        tell: &'a (dyn Fn(News) + Sync),
    ) -> Result<Self, SubmitError> {
        let journal = Journal::open(&order.root, client.endpoint())?;
        Ok(Self { order, client, journal, tell })
    }

    /// Whether anything of this set was ever sent.
    pub fn is_untouched(&self) -> bool {
        self.journal.record().run.is_none()
    }

    /// The model, once there is one.
    pub fn model_id(&self) -> Option<&ModelId> {
        self.run().and_then(|run| run.model.as_ref())
    }

    /// The price agreed to when the training was started.
    pub fn agreed(&self) -> Option<String> {
        let training = self.run()?.training.as_ref()?;
        Some(format!("{} CU", training.cost))
    }

    pub(super) fn run(&self) -> Option<&Run> {
        self.journal.record().run.as_ref()
    }

    pub(super) fn kept(&self) -> &[Kept] {
        self.run().map(|run| run.images.as_slice()).unwrap_or_default()
    }

    /// Writes down that a step is begun.
    pub(super) fn begin(&mut self, doing: Doing) -> Result<(), SubmitError> {
        self.journal.write_run(|run| run.doing = Some(doing))
    }

    /// How far the set is, read at the service.
    ///
    /// # Errors
    /// The service cannot be reached.
    pub async fn stand(&mut self) -> Result<Stand, SubmitError> {
        let Some(run) = self.run().cloned() else { return Ok(Stand::Fresh) };
        let Some(model) = self.find(&run).await? else { return Ok(Stand::Fresh) };
        let id = model.id.clone();
        if !is_open(model.status) {
            self.note_started(&model)?;
        }
        match model.status {
            ModelStatus::Training => Ok(Stand::Training(id, self.difference())),
            ModelStatus::Trained => {
                self.told(Ending::Trained)?;
                let difference = self.difference();
                let is_same = difference.is_none();
                Ok(if is_same { Stand::Trained(id) } else { Stand::ChangedSince(id, difference) })
            }
            ModelStatus::Failed | ModelStatus::Cancelled if run.end.is_some() => {
                Ok(Stand::EndedBefore(id))
            }
            ModelStatus::Failed | ModelStatus::Cancelled => {
                let ending = self.ending(&model).await?.unwrap_or(Ending::Cancelled);
                Ok(Stand::Ended(id, ending))
            }
            _ => Ok(Stand::Unfinished(id)),
        }
    }

    fn difference(&self) -> Difference {
        self.run().map(|run| Difference::between(run, self.order)).unwrap_or_default()
    }

    /// The run's model, by its id or by its marker.
    async fn find(&mut self, run: &Run) -> Result<Option<Model>, SubmitError> {
        let Some(id) = &run.model else {
            let found = self.client.find_model(&run.marker).await?;
            if let Some(model) = &found {
                self.take_over(model)?;
                (self.tell)(News::ModelFound(model.id.clone()));
            }
            return Ok(found);
        };
        match self.client.model(id).await {
            Ok(model) => Ok(Some(model)),
            Err(error) if error.is_not_found() => {
                self.journal.write_run(|run| run.end = Some(End::Gone))?;
                self.put_aside()?;
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Writes down the model that was made.
    pub(super) fn take_over(&mut self, model: &Model) -> Result<(), SubmitError> {
        self.journal.write_run(|run| {
            run.model = Some(model.id.clone());
            run.made.clone_from(&model.created_at);
            run.doing = None;
        })
    }

    /// A start whose answer never came, but which the model shows to have happened.
    fn note_started(&mut self, model: &Model) -> Result<(), SubmitError> {
        let Some(Doing::Start(begun)) = self.run().and_then(|run| run.doing.clone()) else {
            return Ok(());
        };
        self.journal.write_run(|run| {
            let mut begun = begun;
            begun.job = begun.job.or_else(|| model.job_id.clone());
            run.training = Some(begun);
            run.doing = None;
        })
    }

    /// Puts the run that ended with the past ones, so that another may begin.
    pub(super) fn put_aside(&mut self) -> Result<(), SubmitError> {
        self.journal.write(|record| record.past.extend(record.run.take()))
    }

    /// What the training would cost. A model is made if there is none; pictures are uploaded only
    /// where a run that stopped had attached some of them already, because then the service counts
    /// those, or where it quotes for nothing less.
    ///
    /// # Errors
    /// What the service answered instead.
    pub async fn quote(&mut self) -> Result<Quote, SubmitError> {
        let model = self.ensure_model().await?;
        if !model.training_images.is_empty() {
            self.reconcile(model).await?;
        }
        match self.ask_price().await {
            Err(SubmitError::Api(error)) if self.wants_images(&error) => {
                let model = self.client.model(self.id()?).await?;
                self.reconcile(model).await?;
                self.ask_price().await
            }
            asked => asked,
        }
    }

    /// Brings the model to what the set is: uploads, attaches, captions, verifies, lets the service
    /// say what it thinks of it, and asks for the price of what is there now.
    ///
    /// # Errors
    /// What the service answered instead, or what it did not take over.
    pub async fn prepare(&mut self) -> Result<Quote, SubmitError> {
        let model = self.client.model(self.id()?).await?;
        let model = self.reconcile(model).await?;
        self.caption(model).await?;
        self.hear_score().await;
        self.ask_price().await
    }

    async fn ask_price(&self) -> Result<Quote, SubmitError> {
        let images = self.order.pictures.len();
        Ok(self.client.quote_training(self.id()?, &self.order.parameters(), images).await?)
    }

    /// Whether a price was refused because the model has no images yet.
    fn wants_images(&self, error: &crate::ApiError) -> bool {
        error.refusal().is_some_and(|refusal| matches!(refusal.status, 400 | 422))
            && self.kept().len() < self.order.pictures.len()
    }

    pub(super) fn id(&self) -> Result<&ModelId, SubmitError> {
        self.model_id().ok_or_else(|| SubmitError::Nothing("no model was made yet".to_owned()))
    }
}
