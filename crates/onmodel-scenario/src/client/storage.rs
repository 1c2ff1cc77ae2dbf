//! Files kept elsewhere: presigned addresses, which never see the key.

use bytes::Bytes;

use super::call::reason;
use super::patience::pauses;
use super::{Client, Wait};
use crate::{ApiError, Refusal};

impl Client {
    /// Puts bytes where a presigned address leads.
    ///
    /// # Errors
    /// The storage refused, or did not answer although it was asked several times.
    pub(crate) async fn put_part(&self, url: &str, bytes: Bytes) -> Result<(), ApiError> {
        self.patiently(async || {
            let request = self.plain.put(url).body(bytes.clone());
            self.plainly("storing a part of an image", request).await.map(|_| ())
        })
        .await
    }

    /// Fetches the file a signed address leads to.
    ///
    /// # Errors
    /// What the address answered instead, once it has been tried often enough.
    pub async fn fetch(&self, url: &str) -> Result<Bytes, ApiError> {
        self.patiently(async || self.plainly("fetching an image", self.plain.get(url)).await).await
    }

    async fn patiently<T>(
        &self,
        attempt: impl AsyncFn() -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let mut pauses = pauses();
        loop {
            let error = match attempt().await {
                Err(error) if error.is_doubtful() => error,
                settled => return settled,
            };
            let Some(pause) = pauses.next() else { return Err(error) };
            self.wait(Wait::Again(pause)).await;
        }
    }

    async fn plainly(
        &self,
        what: &str,
        request: reqwest::RequestBuilder,
    ) -> Result<Bytes, ApiError> {
        let lost =
            |error: reqwest::Error| ApiError::Lost { call: what.to_owned(), why: reason(&error) };
        let response = request.send().await.map_err(lost)?;
        let status = response.status();
        let body = response.bytes().await.map_err(lost)?;
        if status.is_success() {
            return Ok(body);
        }
        let text = self.credentials.redacted(&String::from_utf8_lossy(&body));
        let refusal = Refusal::read(status.as_u16(), text, None);
        Err(ApiError::Refused { call: what.to_owned(), refusal: Box::new(refusal) })
    }
}
