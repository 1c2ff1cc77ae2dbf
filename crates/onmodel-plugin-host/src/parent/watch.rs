//! Telling a plugin that hangs from one that waits for its turn on a busy machine.

use std::time::{Duration, Instant};

use crate::caps;
use crate::page::Progress;

/// Watches one exchange with a process.
pub(super) struct Watch {
    process: u32,
    patience: Duration,
    /// What the page said last that was new.
    known: Progress,
    /// The last sign of life.
    since: Instant,
    /// How much time on a processor the process had had then, or soon after: asked only of one that
    /// lets wait for itself.
    used: Option<Duration>,
    /// Since when it is in one call.
    call: ((u32, u32), Instant),
}

impl Watch {
    pub(super) fn new(process: u32, patience: Duration, now: Progress) -> Self {
        let at = Instant::now();
        Self { process, patience, known: now, since: at, used: None, call: (now.at, at) }
    }

    /// Bytes came or went: a sign of life.
    pub(super) fn alive(&mut self) {
        (self.since, self.used) = (Instant::now(), None);
    }

    /// Why the process is to be given up, if it is.
    pub(super) fn verdict(&mut self, now: Progress) -> Option<String> {
        if now.at != self.call.0 {
            self.call = (now.at, Instant::now());
        }
        if now != self.known {
            if now.is_inside && self.call.1.elapsed() > caps::CALL {
                return Some(format!("took longer than {} s", caps::CALL.as_secs()));
            }
            self.known = now;
            self.alive();
            return None;
        }
        let used = *self
            .used
            .get_or_insert_with(|| stat(self.process).map_or(Duration::ZERO, |(_, used)| used));
        if self.since.elapsed() < self.patience {
            return None;
        }
        // It wants to run and had no turn: the machine is busy.
        if let Some((is_running, total)) = stat(self.process)
            && is_running
            && total.saturating_sub(used) < self.patience
            && self.since.elapsed() < caps::STARVED
        {
            return None;
        }
        Some(format!("made no progress for {} s", self.patience.as_secs_f32()))
    }
}

/// Whether a process wants to run, and how much time on a processor it has had.
fn stat(process: u32) -> Option<(bool, Duration)> {
    /// Hundredths of a second, on every Linux a program meets.
    const TICK: Duration = Duration::from_millis(10);
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name before it may hold blanks and brackets.
    let mut fields = text.rsplit_once(')')?.1.split_whitespace();
    let is_running = fields.next()? == "R";
    let user: u32 = fields.nth(10)?.parse().ok()?;
    let system: u32 = fields.next()?.parse().ok()?;
    Some((is_running, TICK * (user + system)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_is_running() {
        let (is_running, _) = stat(std::process::id()).expect("there is /proc");
        // Another thread may be the one that runs.
        let _ = is_running;
        assert!(stat(u32::MAX).is_none());
    }

    #[test]
    fn who_sleeps_is_given_up_and_who_steps_is_not() {
        let mut sleeper =
            std::process::Command::new("sleep").arg("30").spawn().expect("sleep runs");
        let still = Progress { step: 1, at: (4, 0), is_inside: true, is_loaded: true };
        let mut watch = Watch::new(sleeper.id(), Duration::from_millis(50), still);
        assert_eq!(watch.verdict(still), None, "not at once");
        std::thread::sleep(Duration::from_millis(80));
        let stepped = Progress { step: 2, ..still };
        assert_eq!(watch.verdict(stepped), None, "it stepped");
        std::thread::sleep(Duration::from_millis(80));
        assert!(watch.verdict(stepped).is_some(), "it did not step");
        sleeper.kill().and_then(|()| sleeper.wait()).expect("sleep ends");
    }
}
