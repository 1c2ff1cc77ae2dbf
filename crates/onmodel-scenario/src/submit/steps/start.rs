//! The start: the one step that spends.

use crate::api::quote::Quote;
use crate::submit::journal::{Doing, Training};
use crate::submit::news::News;
use crate::submit::{Submission, SubmitError};

impl Submission<'_> {
    /// Starts the training at the price agreed to.
    ///
    /// # Errors
    /// What the service answered instead; then nothing was started, as far as it can be known.
    pub async fn start(&mut self, agreed: &Quote) -> Result<(), SubmitError> {
        let mut training = Training {
            fingerprint: self.order.fingerprint(),
            cost: agreed.cost().clone(),
            job: None,
        };
        self.begin(Doing::Start(training.clone()))?;
        let model = self.id()?.clone();
        let started = self.client.start_training(&model, &self.order.parameters()).await?;
        training.job.clone_from(&started.job);
        self.journal.write_run(|run| {
            run.training = Some(training);
            run.doing = None;
        })?;
        (self.tell)(News::Started { model, job: started.job });
        Ok(())
    }
}
