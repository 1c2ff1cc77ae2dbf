//! Code actions: every fix of every finding at a place.
//!
//! An action is named by its [`Ticket`]: the finding's fingerprint and the fix's title. Its edit is
//! always made from the newest snapshot, so that one chosen late fits the text as it is, or is
//! refused.

mod edit;
mod offers;
mod ticket;

pub(crate) use edit::workspace_edit;
pub(crate) use offers::offers;
pub(crate) use ticket::Ticket;
