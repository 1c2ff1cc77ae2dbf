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
            method => {
                let may_change = id.is_none() && self.shared.is_serving();
                if may_change && notifications::apply(&self.shared, method, request.params()) {
                    return ready(Ok(None)).boxed();
                }
            }
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use onmodel_engine::{Options, today};
    use onmodel_rules::Selection;
    use serde_json::json;
    use tower_lsp::jsonrpc::Result;
    use tower_lsp::ls_types::{InitializeParams, InitializeResult};
    use tower_lsp::{LanguageServer, LspService};

    use super::*;
    use crate::log::Log;
    use crate::worker::Worker;

    struct Nobody;

    impl LanguageServer for Nobody {
        async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
            Ok(InitializeResult::default())
        }

        async fn shutdown(&self) -> Result<()> {
            Ok(())
        }
    }

    /// Answers nothing, and panics where it is told to.
    struct Inner;

    impl Service<Request> for Inner {
        type Response = Option<Response>;
        type Error = ();
        type Future = BoxFuture<'static, std::result::Result<Option<Response>, ()>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<std::result::Result<(), ()>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            let method = request.method().to_owned();
            Box::pin(async move {
                assert_ne!(method, "panic");
                Ok(None)
            })
        }
    }

    fn ordered() -> Ordered<Inner> {
        let mut shared = None;
        LspService::new(|client| {
            let log = Arc::new(Log::new(None, tokio::sync::mpsc::unbounded_channel().0));
            let options = Options {
                trainer: None,
                selection: Selection::default(),
                config: None,
                today: today(),
            };
            let worker = Worker::start(options, None, Arc::clone(&log));
            shared = Some(Arc::new(Shared::new(client, log, worker)));
            Nobody
        });
        Ordered::new(Inner, shared.unwrap())
    }

    fn note(method: &'static str, params: serde_json::Value) -> Request {
        Request::build(method).params(params).finish()
    }

    #[test]
    fn changes_take_effect_in_call_though_nobody_polls() {
        let mut service = ordered();
        let uri = if cfg!(windows) { "file:///c:/a.txt" } else { "file:///a.txt" };
        let _initialized = service.call(note("initialize", json!({ "capabilities": {} })));
        let _opened = service.call(note(
            "textDocument/didOpen",
            json!({ "textDocument":
                { "uri": uri, "languageId": "plaintext", "version": 0, "text": "" } }),
        ));
        let mut expected = String::new();
        let mut futures = Vec::new();
        for number in 1..=20 {
            let end = json!({ "line": 0, "character": expected.len() });
            let text = format!("{number},");
            expected.push_str(&text);
            futures.push(service.call(note(
                "textDocument/didChange",
                json!({
                    "textDocument": { "uri": uri, "version": number },
                    "contentChanges": [{ "range": { "start": end, "end": end }, "text": text }],
                }),
            )));
        }
        let path = if cfg!(windows) { Path::new("C:\\a.txt") } else { Path::new("/a.txt") };
        let documents = service.shared.documents();
        assert_eq!(*documents.get(path).unwrap().text, expected);
    }

    #[tokio::test]
    async fn a_handler_that_panics_is_answered_for_and_ends_nothing() {
        let mut service = ordered();
        let request = Request::build("panic").id(7).finish();
        let answer = service.call(request).await.unwrap().unwrap();
        assert_eq!(answer.error().unwrap().code.code(), -32603);
        assert_eq!(service.call(note("fine", json!({}))).await, Ok(None));
    }

    #[tokio::test]
    async fn malformed_and_unknown_internal_requests_are_refused() {
        let mut service = ordered();
        for (method, code) in [(MALFORMED, -32600), ("$/unknown", -32601)] {
            let request = Request::build(method).id(7).finish();
            let answer = service.call(request).await.unwrap().unwrap();
            assert_eq!(answer.error().unwrap().code.code(), code);
        }
    }
}
