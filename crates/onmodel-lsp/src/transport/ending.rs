//! How the server ends: told to, left alone, or orphaned.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::Notify;

/// How long answers under way may take after `exit`: the process must be gone within a second.
const AFTER_EXIT: Duration = Duration::from_millis(400);

/// How long answers under way may take after the input ended: gone within three seconds.
const AFTER_INPUT: Duration = Duration::from_millis(1500);

/// Whether the client said goodbye.
#[derive(Debug, Default)]
pub(crate) struct Ending {
    was_shut_down: AtomicBool,
    exit: Notify,
}

impl Ending {
    /// The client asked to shut down.
    pub(crate) fn shut_down(&self) {
        self.was_shut_down.store(true, Ordering::SeqCst);
    }

    /// Whether it did.
    pub(crate) fn is_shut_down(&self) -> bool {
        self.was_shut_down.load(Ordering::SeqCst)
    }

    /// The client told us to exit.
    pub(crate) fn exit(&self) {
        self.exit.notify_one();
    }

    /// Completes a little after the client told us to exit.
    pub(crate) async fn told(&self) {
        self.exit.notified().await;
        tokio::time::sleep(AFTER_EXIT).await;
    }

    /// The exit code the protocol asks for: 0 after `shutdown`, 1 without.
    pub(crate) fn code(&self) -> u8 {
        u8::from(!self.is_shut_down())
    }
}

/// Completes a little after `input` does, which reads to the end of the client's messages.
pub(crate) async fn input_ended<T>(input: impl Future<Output = T>) {
    input.await;
    tokio::time::sleep(AFTER_INPUT).await;
}
