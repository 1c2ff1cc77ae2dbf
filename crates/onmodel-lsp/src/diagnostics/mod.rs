//! What was found, in the protocol's words.
//!
//! [`files`] decides on which file each finding is shown, [`diagnostic`] words it there,
//! [`report`] gathers a file's for those who ask, [`push`] sends them to those who do not.

mod diagnostic;
mod files;
pub(crate) mod push;
pub(crate) mod report;

pub(crate) use diagnostic::{Worded, name_of};
pub(crate) use files::{At, Files, Item};
