//! Calls that must not be made twice.

use super::patience::pauses;
use super::{Client, Wait};
use crate::ApiError;

impl Client {
    /// Makes a call that must not be made twice. Where its answer leaves in doubt whether it was
    /// carried out, `look` reads the truth at the service: what it finds is the outcome, and only
    /// where it finds nothing is the call made again.
    ///
    /// # Errors
    /// What the call or the look came to.
    pub(crate) async fn settle<T>(
        &self,
        call: impl AsyncFn() -> Result<T, ApiError>,
        look: impl AsyncFn() -> Result<Option<T>, ApiError>,
    ) -> Result<T, ApiError> {
        let mut pauses = pauses();
        loop {
            let error = match call().await {
                Err(error) if error.is_doubtful() => error,
                settled => return settled,
            };
            let Some(pause) = pauses.next() else { return Err(error) };
            self.wait(Wait::Again(pause)).await;
            if let Some(done) = look().await? {
                return Ok(done);
            }
        }
    }
}
