//! Normalising words so that spellings of one thing compare equal, and the faults of a text
//! that no reader sees.
//!
//! [`Normalised`] is what the vocabulary is matched against: one spelling for "close-up",
//! `close_up` and "Close  up", with the way back to the bytes of the original. [`words`] walks
//! the words; [`invisible`] and [`mojibake`] find characters that should not be there.

mod chars;
mod invisible;
mod mojibake;
mod normalised;
mod words;

pub use chars::{is_boundary, is_word_char};
pub use invisible::{Invisible, invisible, is_unseen};
pub use mojibake::{Mojibake, mojibake};
pub use normalised::{Normalised, normalise};
pub use words::words;
