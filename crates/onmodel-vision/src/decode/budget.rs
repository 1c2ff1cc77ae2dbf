//! A budget of memory that all decoding threads share.

use std::sync::{Condvar, Mutex, PoisonError};

/// Lets decodes begin only while the frames in memory fit. A frame larger than the whole budget
/// waits until it is alone.
#[derive(Debug)]
pub struct Budget {
    bytes: u64,
    used: Mutex<u64>,
    freed: Condvar,
}

impl Default for Budget {
    /// Enough for four large photographs at once.
    fn default() -> Self {
        Self::of(96 << 20)
    }
}

impl Budget {
    /// A budget of this many bytes.
    pub fn of(bytes: u64) -> Self {
        Self { bytes, used: Mutex::new(0), freed: Condvar::new() }
    }

    /// Waits until `bytes` fit, and holds them until the share is dropped.
    pub(super) fn take(&self, bytes: u64) -> Share<'_> {
        // Nothing can panic while the lock is held, so a poisoned count is still right.
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |used: &mut u64| *used > 0 && used.saturating_add(bytes) > self.bytes;
        let mut used = self.freed.wait_while(used, full).unwrap_or_else(PoisonError::into_inner);
        *used += bytes;
        Share { budget: self, bytes }
    }
}

/// A part of the budget in use.
pub(super) struct Share<'a> {
    budget: &'a Budget,
    bytes: u64,
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        *self.budget.used.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.budget.freed.notify_all();
    }
}
