//! The language server: what the engine knows, in the words of the protocol.
//!
//! One thread (`worker`) owns the workspace and judges; whatever changes is told to it in the order
//! of the wire (`transport::ordered`, `notifications`). After each change it publishes a
//! `snapshot`, immutable; everything that answers (`requests`) or speaks (`diagnostics::push`)
//! reads one. Images are looked at by others (`looker`) and never waited for.
//!
//! This crate judges nothing by itself: it asks the engine.

mod abilities;
mod actions;
mod assists;
mod captions;
mod commands;
mod configuration;
mod diagnostics;
mod documents;
mod drafting;
mod log;
mod looker;
mod looking;
mod notifications;
mod page;
mod plugins;
mod positions;
mod refresh;
mod requests;
mod server;
mod shared;
mod snapshot;
mod status;
mod submission;
mod transport;
mod uris;
mod watching;
mod work;
mod worker;

use std::fs::File;
use std::sync::Arc;

use onmodel_engine::{Options, Policy};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tower_lsp::ls_types::MessageType;
use tower_lsp::{Client, LspService};

use log::Log;
use server::Server;
use shared::Shared;
use transport::ordered::Ordered;
use transport::{ending, frames, parent};
use worker::Worker;

/// How many requests are answered at a time. They wait for the judging thread rather than for each
/// other, so that the number only bounds memory.
const REQUESTS_AT_ONCE: usize = 256;

/// Bytes of messages read ahead of the handlers.
const READ_AHEAD: usize = 1 << 16;

/// Serves one client over `input` and `output` until it leaves; the exit code: 0 after `shutdown`,
/// else 1. `log` is a file to write to beside standard error.
pub async fn serve(
    input: impl AsyncRead + Unpin + Send + 'static,
    output: impl AsyncWrite,
    options: Options,
    log: Option<File>,
) -> u8 {
    serve_with_plugins(input, output, options, None, log).await
}

/// [`serve`], with the plugins that datasets name run by this policy, if there is one.
pub async fn serve_with_plugins(
    input: impl AsyncRead + Unpin + Send + 'static,
    output: impl AsyncWrite,
    options: Options,
    plugins: Option<Policy>,
    log: Option<File>,
) -> u8 {
    let (say, said) = unbounded_channel();
    let log = Arc::new(Log::new(log, say));
    let worker = Worker::start(options, plugins, Arc::clone(&log));
    let mut shared = None;
    let (service, socket) = LspService::new(|client| {
        tokio::spawn(speak(client.clone(), said));
        let made = Arc::new(Shared::new(client, log, worker));
        shared = Some(Arc::clone(&made));
        Server { shared: made }
    });
    // `new` has called its argument.
    let Some(shared) = shared else { return 1 };
    let (messages, sound) = tokio::io::duplex(READ_AHEAD);
    let reading = tokio::spawn(frames::forward(input, messages));
    let serving = tower_lsp::Server::new(sound, output, socket)
        .concurrency_level(REQUESTS_AT_ONCE)
        .serve(Ordered::new(service, Arc::clone(&shared)));
    tokio::select! {
        () = serving => {}
        () = shared.ending.told() => {}
        () = ending::input_ended(reading) => {}
        () = parent::gone(shared.client_process.subscribe()) => {
            shared.log.warn("the editor is gone");
        }
    }
    shared.ending.code()
}

/// Hands what the server says of itself to the client.
async fn speak(client: Client, mut said: UnboundedReceiver<(MessageType, String)>) {
    while let Some((kind, message)) = said.recv().await {
        client.log_message(kind, message).await;
    }
}
