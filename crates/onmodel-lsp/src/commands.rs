//! The commands' names.

/// Applies one fix, for clients that take no code action literals.
pub(crate) const APPLY_FIX: &str = "onmodel.applyFix";

/// Forgets everything and reads it again.
pub(crate) const RESTART: &str = "onmodel.restart";

/// All of them.
pub(crate) const NAMES: [&str; 2] = [APPLY_FIX, RESTART];
