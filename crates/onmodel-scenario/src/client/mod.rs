//! The client: one way for every call to the service.
//!
//! [`Call`] is a request not yet sent. [`Client::send`] sends it, waits where the service asks for it,
//! and repeats it only where that changes nothing. A call that must not be made twice goes through
//! [`Client::settle`], which looks what became of it before it tries again.

mod call;
mod patience;
mod send;
mod settle;
mod storage;

use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect;

use crate::{ApiError, Credentials, Endpoint, assumptions};

pub(crate) use call::{Call, reason};
pub(crate) use patience::pauses;

/// A pause the client makes, for whoever watches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wait {
    /// The service asked for it.
    Asked(Duration),
    /// The service did not answer, or was out of order; it is asked again after this.
    Again(Duration),
}

/// Speaks to the service. Cheap to clone.
#[derive(Clone)]
pub struct Client {
    /// Signs every request, follows no redirect.
    http: reqwest::Client,
    /// For storage elsewhere: never has the key.
    plain: reqwest::Client,
    endpoint: Arc<Endpoint>,
    credentials: Credentials,
    watch: Arc<dyn Fn(Wait) + Send + Sync>,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}

impl Client {
    /// A client for an endpoint.
    ///
    /// # Errors
    /// The machine's certificates cannot be read.
    pub fn new(endpoint: Endpoint, credentials: Credentials) -> Result<Self, ApiError> {
        // `ring` may be installed already, by this function or by whoever else uses rustls.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = build(&endpoint, redirect::Policy::none())?;
        let plain = build(&endpoint, redirect::Policy::default())?;
        let endpoint = Arc::new(endpoint);
        Ok(Self { http, plain, endpoint, credentials, watch: Arc::new(|_| {}) })
    }

    /// The client, telling `watch` of every pause it makes.
    #[must_use]
    pub fn watched(mut self, watch: impl Fn(Wait) + Send + Sync + 'static) -> Self {
        self.watch = Arc::new(watch);
        self
    }

    /// Where it speaks to.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Pauses for the interval between two looks at something that takes its time.
    pub async fn pause(&self) {
        tokio::time::sleep(self.endpoint.poll()).await;
    }

    /// Pauses for a while, and says so.
    pub(crate) async fn wait(&self, wait: Wait) {
        let (Wait::Asked(duration) | Wait::Again(duration)) = wait;
        (self.watch)(wait);
        tokio::time::sleep(duration).await;
    }
}

fn build(endpoint: &Endpoint, redirects: redirect::Policy) -> Result<reqwest::Client, ApiError> {
    let builder = reqwest::Client::builder()
        .user_agent(concat!("onmodel/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(Duration::from_secs(10))
        .timeout(assumptions::LONGEST_CALL)
        .redirect(redirects);
    // What runs on this machine is not reached by a proxy.
    let builder = if endpoint.is_loopback() { builder.no_proxy() } else { builder };
    builder.build().map_err(|error| ApiError::Lost {
        call: "setting up the connection".to_owned(),
        why: call::reason(&error),
    })
}
