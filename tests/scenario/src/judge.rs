//! What becomes of a request.

use crate::{Answer, Request};

/// A request, and its number: the first is 0.
#[derive(Debug, Clone)]
pub struct Seen {
    /// How many came before it.
    pub index: usize,
    /// The request.
    pub request: Request,
}

impl Seen {
    /// `POST /models`: the method, and the path without the version.
    pub fn name(&self) -> String {
        let path = self.request.path.strip_prefix("/v1").unwrap_or(&self.request.path);
        format!("{} {path}", self.request.method)
    }
}

/// What becomes of a request.
#[derive(Debug, Clone)]
pub enum Act {
    /// It is served.
    Serve,
    /// It is answered with this, and has no effect.
    Answer(Answer),
    /// The connection is closed; it has no effect.
    LoseRequest,
    /// It takes effect, and the connection is closed without an answer.
    LoseAnswer,
    /// It takes effect, and is answered with this.
    ServeBut(Answer),
}

/// Decides what becomes of each request.
pub type Judge = Box<dyn FnMut(&Seen) -> Act + Send>;
