//! Work that takes a while: shown to a person while it goes on, and stopped when they ask.
//!
//! A command runs under the token its client chose ([`Work::begin`]). What goes on by itself, or
//! longer than a command may take, asks the client for a token of its own ([`Work::offer`]).

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;
use tower_lsp::Client;
use tower_lsp::ls_types::notification::Progress;
use tower_lsp::ls_types::{
    ProgressParams, ProgressParamsValue, ProgressToken, WorkDoneProgress, WorkDoneProgressBegin,
    WorkDoneProgressEnd, WorkDoneProgressReport,
};

use crate::shared::Shared;

/// All work that a client can stop, by the token of its progress.
#[derive(Default)]
pub(crate) struct UnderWay {
    by_token: Mutex<HashMap<ProgressToken, watch::Sender<bool>>>,
    /// How many tokens of our own were made.
    made: AtomicU32,
}

impl UnderWay {
    /// The person asked for this work to stop. A token that means nothing, or nothing any more, is
    /// passed over.
    pub(crate) fn stop(&self, token: &ProgressToken) {
        self.with(|all| {
            if let Some(stop) = all.get(token) {
                stop.send_replace(true);
            }
        });
    }

    fn begin(&self, token: &ProgressToken) -> watch::Receiver<bool> {
        let (stop, stopped) = watch::channel(false);
        self.with(|all| all.insert(token.clone(), stop));
        stopped
    }

    fn end(&self, token: &ProgressToken) {
        self.with(|all| all.remove(token));
    }

    fn token(&self, name: &str) -> ProgressToken {
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        ProgressToken::String(format!("onmodel/{name}/{number}"))
    }

    /// A panic elsewhere leaves the map whole: its entries are put in ready-made.
    fn with<T>(
        &self,
        ask: impl FnOnce(&mut HashMap<ProgressToken, watch::Sender<bool>>) -> T,
    ) -> T {
        ask(&mut self.by_token.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// One piece of work. However it ends, by its own end or because nobody waits for it any more, its
/// progress ends with it.
pub(crate) struct Work {
    shown: Option<Shown>,
    /// Closed without a value of `true` where nobody can stop it.
    stop: watch::Receiver<bool>,
}

/// The progress of work at the client.
struct Shown {
    shared: Arc<Shared>,
    token: ProgressToken,
}

impl Work {
    /// Begins work under the token the client chose; without one nothing is shown, and nothing but
    /// the end of the request stops it.
    pub(crate) async fn begin(
        shared: &Arc<Shared>,
        token: Option<ProgressToken>,
        title: &str,
    ) -> Self {
        let Some(token) = token else {
            return Self { shown: None, stop: watch::channel(false).1 };
        };
        let stop = shared.under_way.begin(&token);
        let shown = Shown { shared: Arc::clone(shared), token };
        let begin = WorkDoneProgressBegin {
            title: title.to_owned(),
            cancellable: Some(true),
            message: None,
            percentage: None,
        };
        shown.send(WorkDoneProgress::Begin(begin)).await;
        Self { shown: Some(shown), stop }
    }

    /// Begins work that no request waits for; `None` where the client shows none of it. `name` tells
    /// its tokens from those of other work.
    pub(crate) async fn offer(shared: &Arc<Shared>, name: &str, title: &str) -> Option<Self> {
        if !shared.abilities().progress {
            return None;
        }
        let token = shared.under_way.token(name);
        let created = shared.client.create_work_done_progress(token.clone()).await;
        created.ok()?;
        Some(Self::begin(shared, Some(token), title).await)
    }

    /// Says how far it has come, in words and in hundredths.
    pub(crate) async fn report(&self, message: String, percentage: u32) {
        let Some(shown) = &self.shown else { return };
        let report = WorkDoneProgressReport {
            cancellable: None,
            message: Some(message),
            percentage: Some(percentage),
        };
        shown.send(WorkDoneProgress::Report(report)).await;
    }

    /// Whether the person asked for it to stop, or nobody waits for it any more: for work on another
    /// thread, which looks now and then.
    pub(crate) fn stop(&self) -> Stop {
        Stop { asked: self.shown.as_ref().map(|_| self.stop.clone()) }
    }

    /// Completes when the person asks for it to stop.
    pub(crate) async fn stopped(&self) {
        let mut stop = self.stop.clone();
        if stop.wait_for(|is_asked| *is_asked).await.is_err() {
            // Nobody can ask.
            std::future::pending::<()>().await;
        }
    }

    /// Ends it, before the answer that makes its token worthless.
    pub(crate) async fn end(mut self) {
        if let Some(shown) = self.shown.take() {
            shown.shared.under_way.end(&shown.token);
            shown.send(END).await;
        }
    }
}

/// Whether work is to stop.
pub(crate) struct Stop {
    asked: Option<watch::Receiver<bool>>,
}

impl Stop {
    /// Whether it is.
    pub(crate) fn is_asked(&self) -> bool {
        // A sender that is gone was taken away with the work's end.
        self.asked.as_ref().is_some_and(|asked| *asked.borrow() || asked.has_changed().is_err())
    }
}

const END: WorkDoneProgress = WorkDoneProgress::End(WorkDoneProgressEnd { message: None });

impl Shown {
    async fn send(&self, progress: WorkDoneProgress) {
        send(&self.shared.client, self.token.clone(), progress).await;
    }
}

async fn send(client: &Client, token: ProgressToken, progress: WorkDoneProgress) {
    let value = ProgressParamsValue::WorkDone(progress);
    client.send_notification::<Progress>(ProgressParams { token, value }).await;
}

impl Drop for Work {
    /// A request that the client cancelled is dropped where it stands; its progress must not stay.
    fn drop(&mut self) {
        let Some(shown) = self.shown.take() else { return };
        shown.shared.under_way.end(&shown.token);
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let client = shown.shared.client.clone();
            runtime.spawn(async move { send(&client, shown.token, END).await });
        }
    }
}
