//! Code actions: every fix of every finding at a place, all fixes of a kind, and what the
//! configuration can say of a rule.
//!
//! An action is named by its [`Ticket`], which says what to do and not how: its edit is always made
//! from the newest snapshot, so that one chosen late fits the text as it is, or is refused.

mod configuration;
mod difference;
mod edit;
mod fix;
mod offers;
mod rule;
mod several;
mod ticket;

pub(crate) use difference::difference;
pub(crate) use edit::Edits;
pub(crate) use fix::{raw_fix, rewritten};
pub(crate) use offers::{FIX_ALL, Offer, offers};
pub(crate) use ticket::Ticket;
