//! The journal: what was sent of a set, written down before and after each step.
//!
//! One file for each set and service under `$XDG_STATE_HOME/onmodel/submit`, never beside the images.
//! It is replaced as a whole, so that it is the old or the new one whenever the program is killed, and
//! locked for as long as a run works with it. Nothing of the key is in it.

mod lock;
mod record;
mod store;

pub use lock::Lock;
pub use record::{Doing, End, Kept, Record, Run, Training};
pub use store::Journal;
