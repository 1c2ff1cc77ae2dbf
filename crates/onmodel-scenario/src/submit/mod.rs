//! From a set that passed the gate to a trained model, paid for once.
//!
//! An [`Order`] is what will be sent: the pictures, their captions, the type and the parameters. A
//! [`Submission`] holds the set's [`journal`] and its lock, and takes the order through its steps:
//!
//! 1. [`Submission::stand`] reads how far it is, at the service and in the journal;
//! 2. [`Submission::bargain`] asks what the training would cost, uploading nothing it need not, has
//!    someone agree, uploads, attaches, captions and verifies, asks for the price again, and starts
//!    the training;
//! 3. [`Submission::follow`] watches it to its end.
//!
//! Every step is written down before it is taken and after, so that a run killed at any moment is
//! taken up where it stopped. Nothing here prints: [`News`] goes to whoever listens.

mod bargain;
mod error;
pub mod journal;
mod news;
pub mod order;
mod stand;
mod steps;
mod submission;
pub mod words;

pub use bargain::{Bargain, Offer};
pub use error::SubmitError;
pub use journal::Journal;
pub use news::News;
pub use order::Order;
pub use stand::{Difference, Stand};
pub use steps::follow::{Ending, standing};
pub use steps::score::TheirScore;
pub use submission::Submission;
