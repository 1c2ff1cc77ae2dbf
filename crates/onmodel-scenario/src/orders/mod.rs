//! Orders of pictures: each paid for once.
//!
//! An [`Order`] is what a model of the service is asked to make. The [`Ledger`] remembers every order
//! before it is sent and after: a run killed at any moment, or an answer lost on the way, leaves a
//! line in it, and the next run looks what became of that order before it sends anything. So an order
//! goes through [`stand`] (what of it is paid for already?), is quoted, agreed to, [`place`]d and
//! [`follow`]ed; a finished one is fetched again by its job's number as often as it is wanted.

mod error;
mod follow;
mod ledger;
mod place;
mod stand;
mod texts;

pub use error::OrderError;
pub use follow::{Made, follow};
pub use ledger::{Ledger, Line};
pub use place::place;
pub use stand::{Stand, stand};
pub use texts::{Captioning, Drafted};

use crate::api::ModelId;
use crate::api::generate::Inputs;

/// What a model of the service is asked to make.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// What it is for, in words: `upscaling 03.png`.
    pub what: String,
    /// What makes two orders the same one; two runs that want the same thing must agree on it.
    pub key: String,
    /// The model that makes it.
    pub model: ModelId,
    /// What it is given.
    pub inputs: Inputs,
}
