//! The steps, one file each.

mod caption;
pub(super) mod follow;
mod make;
mod reconcile;
pub(super) mod score;
mod start;
mod upload;
