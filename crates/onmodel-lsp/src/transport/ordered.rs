//! Order: what changes the server's state is applied as it arrives, before anything after it.
//!
//! The framework polls several handlers at once, so two changes of a document may be applied in the
//! wrong order if handlers apply them. `call` runs in the order of the wire; here notifications that
//! change something take effect in it, at once, and handlers only read.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, ready};
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::ls_types::LSPAny;
use tower_service::Service;

use super::frames::MALFORMED;
use crate::abilities::Abilities;
use crate::notifications;
use crate::shared::Shared;

/// The service with order and guards round it.
pub(crate) struct Ordered<S> {
    inner: S,
    shared: Arc<Shared>,
}

impl<S> Ordered<S> {
    pub(crate) fn new(inner: S, shared: Arc<Shared>) -> Self {
        Self { inner, shared }
    }
}

impl<S> Service<Request> for Ordered<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let id = request.id().cloned();
        if let Some(refusal) = refusal(&request) {
            return ready(Ok(Some(refusal))).boxed();
        }
        match request.method() {
            "initialize" => {
                self.shared.set_abilities(Abilities::of(request.params().unwrap_or(&LSPAny::Null)));
            }
            "shutdown" if self.shared.is_initialized() => self.shared.ending.shut_down(),
            "exit" => self.shared.ending.exit(),
            method if id.is_none() && self.shared.is_serving() => {
                if notifications::apply(&self.shared, method, request.params()) {
                    return ready(Ok(None)).boxed();
                }
            }
            _ => {}
        }
        let answer = AssertUnwindSafe(self.inner.call(request)).catch_unwind();
        let shared = Arc::clone(&self.shared);
        answer.map(move |answer| answer.unwrap_or_else(|_| Ok(failed(&shared, id)))).boxed()
    }
}

/// The answer to what nobody need look at: a malformed request, or one of the protocol's internals
/// that is not known (which the framework would leave unanswered).
fn refusal(request: &Request) -> Option<Response> {
    let id = request.id()?.clone();
    match request.method() {
        MALFORMED => Some(Response::from_error(id, Error::invalid_request())),
        method if method.starts_with("$/") => {
            Some(Response::from_error(id, Error::method_not_found()))
        }
        _ => None,
    }
}

/// The answer for a handler that panicked: the client is told, and everything else goes on.
fn failed(shared: &Shared, id: Option<Id>) -> Option<Response> {
    shared.log.error("a request failed because of a mistake in onmodel; please report it");
    Some(Response::from_error(id?, Error::internal_error()))
}
