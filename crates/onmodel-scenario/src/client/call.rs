//! A request not yet sent.

use std::error::Error;

use reqwest::Method;
use serde::Serialize;
use serde_json::Value;

/// Whether a call may be repeated when nobody knows what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Replay {
    /// Making it twice is like making it once.
    Safe,
    /// Making it twice does it twice.
    Never,
}

/// A request not yet sent.
#[derive(Debug, Clone)]
pub(crate) struct Call<'a> {
    pub(super) method: Method,
    pub(super) path: Vec<&'a str>,
    pub(super) query: Vec<(&'static str, String)>,
    pub(super) body: Option<Value>,
    pub(super) replay: Replay,
}

impl<'a> Call<'a> {
    fn new(method: Method, replay: Replay, path: &[&'a str]) -> Self {
        Self { method, path: path.to_vec(), query: Vec::new(), body: None, replay }
    }

    /// Reads.
    pub(crate) fn get(path: &[&'a str]) -> Self {
        Self::new(Method::GET, Replay::Safe, path)
    }

    /// Sets something to what it says: twice is once.
    pub(crate) fn put(path: &[&'a str]) -> Self {
        Self::new(Method::PUT, Replay::Safe, path)
    }

    /// Deletes: twice is once.
    pub(crate) fn delete(path: &[&'a str]) -> Self {
        Self::new(Method::DELETE, Replay::Safe, path)
    }

    /// Makes something: twice is two of it.
    pub(crate) fn post(path: &[&'a str]) -> Self {
        Self::new(Method::POST, Replay::Never, path)
    }

    /// The call, never repeated blindly.
    pub(crate) fn once(mut self) -> Self {
        self.replay = Replay::Never;
        self
    }

    /// The call, repeated where need be: what it asks for twice happens once.
    pub(crate) fn repeatable(mut self) -> Self {
        self.replay = Replay::Safe;
        self
    }

    /// With a query parameter.
    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    /// With a JSON body.
    pub(crate) fn body(mut self, body: &impl Serialize) -> Self {
        // Our own types: maps have text for keys, and no `Serialize` of theirs fails.
        self.body = Some(serde_json::to_value(body).unwrap_or_default());
        self
    }

    /// `POST /models/x`, for messages.
    pub(super) fn name(&self) -> String {
        format!("{} /{}", self.method, self.path.join("/"))
    }
}

/// The innermost reason, which says most: "connection refused". The address is left out, because a
/// presigned one is a key of its own.
pub(crate) fn reason(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "it took too long".to_owned();
    }
    let mut innermost: &dyn Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    match innermost.downcast_ref::<reqwest::Error>() {
        Some(_) => "the connection failed".to_owned(),
        None => innermost.to_string(),
    }
}
