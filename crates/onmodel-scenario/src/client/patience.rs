//! How long to wait before asking again, and how often.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};

/// Times a call is repeated.
const REPEATS: usize = 4;
/// The first pause; each further one is twice as long, with as much again by chance.
const FIRST: Duration = Duration::from_millis(250);
const LONGEST: Duration = Duration::from_secs(8);

/// Times the client waits because the service says when to come back.
pub(super) const COOLDOWNS: usize = 5;

/// The pauses between repeats.
pub(crate) fn pauses() -> ExponentialBackoff {
    let builder = ExponentialBuilder::new();
    builder
        .with_min_delay(FIRST)
        .with_max_delay(LONGEST)
        .with_max_times(REPEATS)
        .with_jitter()
        .build()
}
