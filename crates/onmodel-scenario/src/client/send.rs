//! Sending a call: the key on it, patience where the service asks for some.

use std::time::Duration;

use reqwest::Response;
use reqwest::header::RETRY_AFTER;
use serde::de::DeserializeOwned;

use super::call::{Call, Replay, reason};
use super::patience::{COOLDOWNS, pauses};
use super::{Client, Wait};
use crate::assumptions::LONGEST_COOLDOWN;
use crate::{ApiError, Refusal};

impl Client {
    /// Sends a call and reads its answer.
    ///
    /// # Errors
    /// What became of it instead; where that is doubtful and the call may be repeated, it was.
    pub(crate) async fn send<T: DeserializeOwned>(&self, call: Call<'_>) -> Result<T, ApiError> {
        let body = self.text(&call).await?;
        serde_json::from_str(&body).map_err(|error| ApiError::Garbled {
            call: call.name(),
            why: error.to_string(),
            body: self.credentials.redacted(&body),
        })
    }

    /// Sends a call whose answer says nothing more.
    ///
    /// # Errors
    /// As [`Self::send`].
    pub(crate) async fn order(&self, call: Call<'_>) -> Result<(), ApiError> {
        self.text(&call).await.map(|_| ())
    }

    async fn text(&self, call: &Call<'_>) -> Result<String, ApiError> {
        let mut pauses = pauses();
        let mut cooldowns = 0..COOLDOWNS;
        loop {
            let error = match self.try_once(call).await {
                Ok(body) => return Ok(body),
                Err(error) => error,
            };
            let wait = match cooldown(&error) {
                Some(wait) => cooldowns.next().map(|_| Wait::Asked(wait)),
                None if may_repeat(call, &error) => pauses.next().map(Wait::Again),
                None => None,
            };
            let Some(wait) = wait else { return Err(error) };
            self.wait(wait).await;
        }
    }

    async fn try_once(&self, call: &Call<'_>) -> Result<String, ApiError> {
        let lost =
            |error: reqwest::Error| ApiError::Lost { call: call.name(), why: reason(&error) };
        let request = self.http.request(call.method.clone(), self.endpoint.url(&call.path));
        let mut request = self.credentials.sign(request).query(&call.query);
        if let Some(body) = &call.body {
            request = request.json(body);
        }
        let response = request.send().await.map_err(lost)?;
        let (status, header) = (response.status(), retry_after(&response));
        let body = response.text().await.map_err(lost)?;
        // 269 is the service's own success: the answer to a dry run.
        if status.is_success() {
            return Ok(body);
        }
        let refusal = Refusal::read(status.as_u16(), self.credentials.redacted(&body), header);
        Err(ApiError::Refused { call: call.name(), refusal: Box::new(refusal) })
    }
}

/// The seconds the service asks to wait, where they are worth waiting.
fn cooldown(error: &ApiError) -> Option<Duration> {
    let refusal = error.refusal().filter(|refusal| refusal.status == 429)?;
    refusal.wait.filter(|wait| *wait <= LONGEST_COOLDOWN)
}

fn may_repeat(call: &Call<'_>, error: &ApiError) -> bool {
    match error.refusal() {
        // Asked too often, without a ceiling or a time named: nothing was done.
        Some(refusal) if refusal.status == 429 => {
            refusal.ceiling.is_none() && refusal.wait.is_none()
        }
        _ => call.replay == Replay::Safe && error.is_doubtful(),
    }
}

fn retry_after(response: &Response) -> Option<Duration> {
    let header = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    header.trim().parse().ok().map(Duration::from_secs)
}
