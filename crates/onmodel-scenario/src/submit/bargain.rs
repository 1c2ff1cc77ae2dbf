//! From a price to a training: nothing is spent that nobody agreed to.

use super::{Submission, SubmitError};
use crate::api::ModelId;
use crate::api::quote::Quote;

/// A price, to be agreed to.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    /// The model that would be trained.
    pub model: &'a ModelId,
    /// The price.
    pub quote: &'a Quote,
    /// The lower price agreed to before everything was uploaded.
    pub earlier: Option<&'a Quote>,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bargain {
    /// The training was started.
    Started,
    /// The price was not agreed to. Nothing was spent.
    Declined,
}

impl Submission<'_> {
    /// Asks for the price, has it agreed to, brings everything to the service and starts the
    /// training. Where the price turns out higher once everything is there, it is asked about again.
    ///
    /// # Errors
    /// What the service answered instead, or what it did not take over.
    pub async fn bargain(
        &mut self,
        agree: impl AsyncFn(Offer<'_>) -> bool,
    ) -> Result<Bargain, SubmitError> {
        let first = self.quote().await?;
        let offer = Offer { model: self.id()?, quote: &first, earlier: None };
        if !agree(offer).await {
            return Ok(Bargain::Declined);
        }
        let last = self.prepare().await?;
        let offer = Offer { model: self.id()?, quote: &last, earlier: Some(&first) };
        if last.units() > first.units() && !agree(offer).await {
            return Ok(Bargain::Declined);
        }
        self.start(&last).await?;
        Ok(Bargain::Started)
    }
}
